package dev.tenantry.audit.seal;

import java.io.BufferedReader;
import java.io.StringReader;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import tools.jackson.databind.JsonNode;

import dev.tenantry.audit.verify.BundleVerifier;
import dev.tenantry.audit.verify.Hash;
import dev.tenantry.audit.verify.MerkleTree;
import dev.tenantry.audit.verify.SignedHead;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.HeldConnections;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;

class SealEndpointTests extends ApiTest {

    private static final String LOGS = "/api/v1/audit-logs";

    @Autowired
    private Sealer sealer;

    @Autowired
    private AuditKeys keys;

    @Autowired
    @Qualifier("workerPool")
    private RolePool worker;

    @Test
    void showsWhatIsSigned() {
        var log = filled();

        var head = log.person().api().get(LOGS + "/head").expect(200);

        var signed = SignedHead.parse(head.at("/statement"));
        assertThat(signed.size()).isEqualTo(head.json().get("size").longValue()).isEqualTo(log.size());
        assertThat(signed.root()).isEqualTo(head.at("/root")).isEqualTo(Hash.hex(tree(log).root(log.size())));
        assertThat(BundleVerifier.keys(api.get("/.well-known/audit-keys.json").expect(200).json()))
                .anyMatch(signed::isSignedBy);
        log.person().api().with("If-None-Match", head.header("ETag")).get(LOGS + "/head").expect(304);
    }

    /** Whoever asks for them as often as they can takes no connection that others need. */
    @Test
    void showsItsKeysFromMemory() throws InterruptedException {
        keys.all();

        try (var held = HeldConnections.of(worker)) {
            for (var time = 0; time < 20; time++) {
                api.get("/.well-known/audit-keys.json").expect(200);
            }
            assertThat(held).isNotNull();
        }
    }

    @Test
    void provesThatEntriesAreInTheLog() {
        var log = filled();
        var id = log.text("select entry_id from audit_log_seals where organization_id = '%s' and position = 3");

        var proof = log.person().api().get(LOGS + "/" + id + "/proof").expect(200);
        var earlier = log.person().api().get(LOGS + "/" + id + "/proof?size=4").expect(200);

        assertThat(texts(proof.json().get("path")))
                .isEqualTo(tree(log).inclusion(3, log.size()).stream().map(Hash::hex).toList());
        assertThat(proof.at("/root")).isEqualTo(proof.at("/head/root"));
        assertThat(earlier.at("/root")).isEqualTo(Hash.hex(tree(log).root(4)));
        var refused = log.person().api().get(LOGS + "/" + id + "/proof?size=3").expect(422);
        assertThat(refused.at("/errors/0/field")).isEqualTo("size");
        log.person().api().get(LOGS + "/9223372036854775807/proof").expect(404);
        people.signUp().api().get(LOGS + "/" + id + "/proof").expect(404);
    }

    @Test
    void provesThatTheLogIsContinued() {
        var log = filled();

        var proof = log.person().api().get(LOGS + "/consistency?from=3").expect(200);

        assertThat(texts(proof.json().get("path")))
                .isEqualTo(tree(log).consistency(3, log.size()).stream().map(Hash::hex).toList());
        assertThat(proof.at("/fromRoot")).isEqualTo(Hash.hex(tree(log).root(3)));
        assertThat(log.person().api().get(LOGS + "/consistency?from=1&to=1000000").expect(409).at("/code"))
                .isEqualTo("not-sealed");
        assertThat(log.person().api().get(LOGS + "/consistency?from=0").expect(422).at("/errors/0/field"))
                .isEqualTo("from");
        log.person().api().get(LOGS + "/bundle?from=4&to=4").expect(422);
    }

    @Test
    void saysThatAnEntryIsNotSealedYet() {
        var log = filled();
        log.run("delete from audit_log_seals where organization_id = '%s'; delete from audit_log_heads where organization_id = '%s'");
        var id = log.text("select max(id) from audit_logs where organization_id = '%s'");

        assertThat(log.person().api().get(LOGS + "/" + id + "/proof").expect(409).at("/code")).isEqualTo("not-sealed");
        assertThat(log.person().api().get(LOGS + "/head").expect(409).at("/code")).isEqualTo("not-sealed");
        log.person().api().get(LOGS + "/bundle").expect(409);
    }

    /** Whatever the law has us erase, the log stays one that can be verified. */
    @Test
    void holdsWhatWasErased() {
        var log = filled();
        var contact = log.person().api().post("/api/v1/contacts", "{\"name\": \"Forgotten\"}").expect(201).id();
        log.sealAll();
        log.person().api().delete("/api/v1/contacts/" + contact).expect(204);
        log.person().api().delete("/api/v1/contacts/trash/" + contact).expect(204);
        log.sealAll();

        var bundle = log.bundle("");

        assertThat(Logs.verify(bundle).isVerified()).as(Logs.verify(bundle).message()).isTrue();
        assertThat(bundle).anyMatch(line -> line.contains("\"erased\":true"))
                .noneMatch(line -> line.contains("Forgotten"));
    }

    /** Likewise while what it said is to be kept. */
    @Test
    void holdsWhatWasErasedWhileItIsHeld() {
        var log = filled();
        var contact = log.person().api().post("/api/v1/contacts", "{\"name\": \"Forgotten\"}").expect(201).id();
        log.sealAll();
        log.run("insert into audit_legal_holds values ('%s', 'case 1', gen_random_uuid())");
        log.person().api().delete("/api/v1/contacts/" + contact + "?permanent=true").expect(204);
        log.sealAll();

        var bundle = log.bundle("");

        assertThat(Logs.verify(bundle).isVerified()).as(Logs.verify(bundle).message()).isTrue();
        assertThat(bundle).anyMatch(line -> line.contains("\"erased\":true"))
                .noneMatch(line -> line.contains("Forgotten"));
        assertThat(log.text(
                "select count(*) from audit_logs where organization_id = '%s' and new_values ->> 'name' = 'Forgotten'"))
                .isEqualTo("1");
    }

    @Test
    void keepsValuesFromThoseWhoMayNotSeeThem() {
        var log = filled();
        var key = log.person()
                .api()
                .post("/api/v1/api-keys",
                        """
                        {"name": "blind", "scopes": ["audit-logs:read", "audit-log-exports:create", "audit-log-exports:read"]}""")
                .expect(201);

        var bundle = api.bearer(key.at("/key")).get(LOGS + "/bundle").expect(200).text();

        assertThat(bundle).doesNotContain("Ada").contains("\"new_values\"");
        assertThat(Logs.verify(bundle.lines().toList()).isVerified()).isTrue();
        people.signUpInto(log.person(), "member").api().get(LOGS + "/bundle").expect(403);
        assertThat(filled().bundle("").toString()).doesNotContain(log.organization().toString());
    }

    /** It is a file of the log, as exports are. */
    @Test
    void isForThoseWhoMayExportTheLogAndAreThemselves() {
        var log = filled();
        var reader = log.person()
                .api()
                .post("/api/v1/api-keys", "{\"name\": \"reads\", \"scopes\": [\"audit-logs:read\"]}")
                .expect(201);
        var impersonated = people.superAdmin()
                .api()
                .post("/admin/users/" + log.person().userId() + "/impersonation", "{\"reason\": \"a question\"}")
                .expect(201);

        assertThat(api.bearer(reader.at("/key")).get(LOGS + "/bundle").expect(403).at("/detail"))
                .contains("audit-log-exports:create");
        assertThat(api.bearer(impersonated.at("/accessToken")).get(LOGS + "/bundle").expect(403).text())
                .contains("impersonat");
    }

    @Test
    void keepsKeysThatSignNothingAnyMore() {
        var log = filled();
        var before = SignedHead.parse(log.person().api().get(LOGS + "/head").expect(200).at("/statement"));
        log.person().api().post("/admin/audit-keys", "").expect(403);
        People.promote(log.person().userId());
        var made = people.signIn(log.person().email()).api().post("/admin/audit-keys", "").expect(201).id();
        log.sealAll();

        var after = SignedHead.parse(log.person().api().get(LOGS + "/head").expect(200).at("/statement"));

        assertThat(after.keyId()).isNotEqualTo(before.keyId()).isEqualTo(keys.current().id()).isEqualTo(made);
        assertThat(log.text(
                "select count(*) from audit_logs where organization_id = '%s' and action_type = 'audit-key.created' and resource_id = '"
                        + made + "'"))
                .isEqualTo("1");
        var bundle = log.bundle("");
        assertThat(Logs.verify(bundle).isVerified()).as(Logs.verify(bundle).message()).isTrue();
        var pinned = BundleVerifier.keys(api.get("/.well-known/audit-keys.json").expect(200).json())
                .stream()
                .filter(key -> !key.kid().equals(made))
                .toList();
        var other = BundleVerifier.verify(new BufferedReader(new StringReader(String.join("\n", bundle))), pinned,
                List.of());
        assertThat(other.message()).contains("was not signed by a key that is trusted");
    }

    private Logs filled() {
        var person = people.signUp();
        for (var name : List.of("Ada", "Grace", "Mary")) {
            person.api().post("/api/v1/contacts", "{\"name\": \"%s\"}".formatted(name)).expect(201);
        }
        var log = Logs.of(person, sealer);
        log.sealAll();
        return log;
    }

    private static MerkleTree tree(Logs log) {
        var leaves = log.texts(
                "select encode(leaf_hash, 'hex') from audit_log_seals where organization_id = '%s' order by position")
                .stream()
                .map(Hash::parse)
                .toList();
        return new MerkleTree(
                (height, index) -> root(leaves.subList((int) index << height, (int) index + 1 << height)));
    }

    /** Of so many that they are a power of two. */
    private static byte[] root(List<byte[]> leaves) {
        var half = leaves.size() / 2;
        return half == 0
                ? leaves.getFirst()
                : Hash.of(new byte[]{1}, root(leaves.subList(0, half)), root(leaves.subList(half, leaves.size())));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
