package dev.tenantry.identity;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ApiKeyTests extends ApiTest {

    private static final String KEYS = "/api/v1/api-keys";

    @Autowired
    private RolePool authPool;

    @Test
    void tellsAKeyOnceAndKeepsItsHashAlone() throws Exception {
        var owner = people.signUp();

        var created = create(owner, "\"contacts:read\"");
        var key = created.at("/key");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Cache-Control")).isEqualTo("no-store");
        assertThat(key).matches("sk_live_[0-9A-Za-z]{22}_[0-9A-Za-z]{38}");
        assertThat(key).startsWith(created.at("/keyPrefix"));
        assertThat(owner.api().get(created.header("Location")).expect(200).text()).doesNotContain(key);
        assertThat(owner.api().get(KEYS).expect(200).text()).contains(created.id()).doesNotContain(key);
        assertThat(owner.api().get("/api/v1/audit-logs?limit=200").expect(200).text()).contains("api-key.created")
                .doesNotContain(key);
        try (var superuser = TestDatabase.server().connectAsSuperuser();
                var statement = superuser.prepareStatement("select count(*) from api_keys k where k::text like ?")) {
            statement.setString(1, "%" + key.substring(key.lastIndexOf('_') + 5) + "%");
            var found = statement.executeQuery();
            found.next();
            assertThat(found.getInt(1)).isZero();
        }
    }

    @Test
    void doesWhatItsScopesAreForAndNothingElse() {
        var owner = people.signUp();
        var program = program(owner, "\"contacts:read\", \"contacts:create\"");

        program.post("/api/v1/contacts", "{\"name\": \"Kim\", \"email\": \"kim@example.test\"}").expect(201);

        assertThat(program.get("/api/v1/contacts").expect(200).text()).contains("kim@example.test");
        assertThat(program.get("/api/v1/companies").expect(403).at("/detail")).contains("companies:read");
        assertThat(program.get("/api/v1/profile").expect(403).at("/detail")).contains("person");
        program.get("/admin/users").expect(403);
        program.get("/auth/v1/user").expect(403);
    }

    @Test
    void actsForItsMemberInTheAuditLog() {
        var owner = people.signUp();
        var created = create(owner, "\"contacts:create\"");

        api.bearer(created.at("/key"))
                .post("/api/v1/contacts", "{\"name\": \"Kim\", \"email\": \"lo@example.test\"}")
                .expect(201);

        var entry = owner.api().get("/api/v1/audit-logs?filter=actionType%5Beq%5D:contact.created").expect(200);
        assertThat(entry.at("/results/0/userId")).isEqualTo(owner.userId().toString());
        assertThat(entry.at("/results/0/apiKeyId")).isEqualTo(created.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk_", "sk_live_x", "sk_live_00000000000000000000000000", "sk_prod_a_b"})
    void refusesWhatIsNoKey(String presented) {
        api.bearer(presented).get("/api/v1/contacts").expect(401);
    }

    @Test
    void refusesAKeyThatNobodyMadeHere() {
        var owner = people.signUp();
        var key = create(owner, "\"contacts:read\"").at("/key");

        // The same organization, the checksum of another key.
        var other = create(owner, "\"contacts:read\"").at("/key");
        api.bearer(key.substring(0, key.length() - 6) + other.substring(other.length() - 6))
                .get("/api/v1/contacts")
                .expect(401);
    }

    @Test
    void endsOnTheNextRequestAfterItsRevocation() {
        var owner = people.signUp();
        var created = create(owner, "\"contacts:read\"");
        var program = api.bearer(created.at("/key"));
        program.get("/api/v1/contacts").expect(200);

        var revoked = owner.api().put(location(created) + "/revocation", "{\"reason\": \"leaked\"}").expect(200);

        program.get("/api/v1/contacts").expect(401);
        assertThat(revoked.at("/isActive")).isEqualTo("false");
        assertThat(revoked.at("/revokedReason")).isEqualTo("leaked");
        owner.api().put(location(created) + "/revocation", "{}").expect(409);
        owner.api().post(location(created) + "/rotations", "{}").expect(409);
        owner.api().patch(location(created), "{\"name\": \"again\"}").expect(409);
    }

    @Test
    void rotatesWithOverlap() {
        var owner = people.signUp();
        var created = create(owner, "\"contacts:read\"");

        var rotated = owner.api().post(location(created) + "/rotations", "{\"overlap\": \"PT1H\"}").expect(201);

        assertThat(rotated.id()).isEqualTo(created.id());
        assertThat(rotated.at("/rotationCount")).isEqualTo("1");
        assertThat(rotated.at("/key")).isNotEqualTo(created.at("/key"));
        api.bearer(created.at("/key")).get("/api/v1/contacts").expect(200);
        api.bearer(rotated.at("/key")).get("/api/v1/contacts").expect(200);

        var again = owner.api().post(location(created) + "/rotations", "{\"overlap\": \"PT0S\"}").expect(201);

        api.bearer(created.at("/key")).get("/api/v1/contacts").expect(401);
        api.bearer(rotated.at("/key")).get("/api/v1/contacts").expect(401);
        api.bearer(again.at("/key")).get("/api/v1/contacts").expect(200);
        owner.api().post(location(created) + "/rotations", "{\"overlap\": \"P31D\"}").expect(422);
    }

    @Test
    void showsWhenARotationIsDue() {
        var owner = people.signUp();
        var created = owner.api().post(KEYS, """
                {"name": "nightly", "scopes": ["contacts:read"], "rotationPolicy": "30-days"}""").expect(201);

        assertThat(created.at("/isRotationDue")).isEqualTo("false");
        assertThat(Instant.parse(created.at("/nextRotationAt")))
                .isCloseTo(Instant.now().plus(30, ChronoUnit.DAYS), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void isChangedByManyAtOnce() {
        var person = people.signUp();
        var id = person.api()
                .post("/api/v1/api-keys", "{\"name\": \"k\", \"scopes\": [\"contacts:read\"]}")
                .expect(201)
                .id();
        var count = new AtomicInteger();

        var answers = Parallel.times(16, () -> person.api()
                .patch("/api/v1/api-keys/" + id, "{\"name\": \"%d\"}".formatted(count.incrementAndGet())));

        assertThat(answers).allMatch(answer -> answer.status() == 200);
    }

    /** A key acts in its member's name, so what it gains is that member's to give. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"scopes": ["contacts:read", "contacts:create"]}                        | 200
            {"scopes": ["contacts:read"]}                                           | 200
            {"name": "another"}                                                     | 200
            {"expiresAt": "SOONER"}                                                 | 200
            {"scopes": ["contacts:read", "contacts:create", "companies:read"]}      | 403
            {"scopes": ["companies:read"]}                                          | 403
            {"expiresAt": "LATER"}                                                  | 403
            {"expiresAt": null}                                                     | 403
            """)
    void isNarrowedByOthersAndWidenedByNoneOfThem(String change, int status) {
        var host = people.signUp();
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var id = host.api()
                .post(KEYS, """
                {"name": "k", "scopes": ["contacts:read", "contacts:create"], "expiresAt": "%s"}"""
                        .formatted(now.plusSeconds(600)))
                .expect(201)
                .id();
        var body = change.replace("SOONER", now.plusSeconds(300).toString())
                .replace("LATER", now.plusSeconds(900).toString());

        people.signUpInto(host, "admin").api().patch(KEYS + "/" + id, body).expect(status);
        host.api().patch(KEYS + "/" + id, body).expect(200);
    }

    @Test
    void expires() {
        var owner = people.signUp();
        var key = owner.api()
                .post(KEYS, """
                {"name": "short", "scopes": ["contacts:read"], "expiresAt": "%s"}"""
                        .formatted(Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS)))
                .expect(201)
                .at("/key");
        api.bearer(key).get("/api/v1/contacts").expect(200);

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> api.bearer(key).get("/api/v1/contacts").expect(401));
    }

    @ParameterizedTest
    @CsvSource({"scopes[0], '{\"name\": \"x\", \"scopes\": [\"contacts:fly\"]}'",
        "scopes, '{\"name\": \"x\", \"scopes\": []}'", "name, '{\"name\": \" \", \"scopes\": [\"contacts:read\"]}'",
        "expiresAt, '{\"name\": \"x\", \"scopes\": [\"contacts:read\"], \"expiresAt\": \"2001-01-01T00:00:00Z\"}'"})
    void refusesWhatNoKeyCanBe(String field, String body) {
        assertThat(people.signUp().api().post(KEYS, body).expect(422).at("/errors/0/field")).isEqualTo(field);
    }

    @Test
    void givesNobodyMoreThanTheyHave() throws Exception {
        var host = people.signUp();
        var admin = people.signUpInto(host, "admin");
        var viewer = people.signUpInto(host, "viewer");

        viewer.api().get(KEYS).expect(403);
        execute("""
                delete from role_permissions rp using roles r, permissions p
                where r.organization_id = '%s' and rp.organization_id = r.organization_id and rp.role_id = r.id and r.slug = 'admin'
                    and p.id = rp.permission_id and p.name = 'companies:read'""".formatted(host.organizationId()));
        var refused = admin.api().post(KEYS, "{\"name\": \"x\", \"scopes\": [\"companies:read\"]}").expect(422);

        assertThat(refused.at("/errors/0/code")).isEqualTo("not-granted");
        var key = create(admin, "\"contacts:create\"").at("/key");
        host.api()
                .put("/api/v1/organization/members/" + admin.userId() + "/role", "{\"role\": \"viewer\"}")
                .expect(200);
        // A key has no more than its member has at the time.
        api.bearer(key).post("/api/v1/contacts", "{\"name\": \"Kim\", \"email\": \"x@example.test\"}").expect(403);
    }

    @Test
    void endsWithItsMembersAccount() {
        var owner = people.signUp();
        var program = program(owner, "\"contacts:read\"");
        program.get("/api/v1/contacts").expect(200);

        authPool.jdbc()
                .sql("update auth.users set banned_until = now() + interval '1 hour' where id = ?")
                .param(owner.userId())
                .update();

        Awaitility.await()
                .atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> program.get("/api/v1/contacts").expect(401));
    }

    @Test
    void isToldThatItsOrganizationIsDeletedAndNothingOnceItHasEndedItself() throws SQLException {
        var founder = people.signUp();
        var owner = people.switchTo(founder, UUID.fromString(founder.api().post("/api/v1/organizations", """
                {"name": "Team", "kind": "team"}""").expect(201).id()));
        var good = program(owner, "\"contacts:read\"");
        var unused = program(owner, "\"contacts:read\"");
        var revoked = create(owner, "\"contacts:read\"");
        var expired = create(owner, "\"contacts:read\"");
        owner.api().put(location(revoked) + "/revocation", "{}").expect(200);
        var unknown = create(owner, "\"contacts:read\"");
        execute("update api_keys set expires_at = now() where id = '%s'".formatted(expired.id()));
        execute("update api_keys set key_hash = 'of another key' where id = '%s'".formatted(unknown.id()));
        good.get("/api/v1/contacts").expect(200);
        var slug = owner.api().get("/api/v1/organization").expect(200).at("/slug");

        owner.api().delete("/api/v1/organization?confirmation=" + slug).expect(200);

        for (var program : List.of(good, unused)) {
            assertThat(program.get("/api/v1/contacts").expect(403).at("/code")).isEqualTo("organization-deleted");
            program.post("/api/v1/contacts", "{\"name\": \"Kim\"}").expect(403);
        }
        assertThat(Stream.of(unknown, revoked, expired)
                .map(ended -> api.bearer(ended.at("/key")).get("/api/v1/contacts").expect(401))
                .map(refused -> refused.at("/code") + ": " + refused.at("/detail"))).hasSize(3)
                .containsOnly("unauthenticated: the API key is not valid, or has been revoked");
        founder.api().delete("/api/v1/organizations/" + owner.organizationId() + "/deletion").expect(200);
        good.get("/api/v1/contacts").expect(200);
    }

    @Test
    void countsItsUseInBatches() {
        var owner = people.signUp();
        var created = create(owner, "\"contacts:read\"");
        for (var count = 0; count < 7; count++) {
            api.bearer(created.at("/key")).get("/api/v1/contacts").expect(200);
        }

        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            var shown = owner.api().get(location(created)).expect(200);
            assertThat(shown.at("/usageCount")).isEqualTo("7");
            assertThat(shown.at("/lastUsedAt")).isNotEmpty();
            assertThat(shown.header("ETag")).isNotEqualTo(created.header("ETag"));
        });
        owner.api().with("If-Match", created.header("ETag")).patch(location(created), """
                {"description": "read by no key"}""").expect(200);
    }

    @Test
    void aKeyForTestsSeesTestOrganizationsOnly() throws SQLException {
        var owner = people.signUp();
        var trial = owner.api().post("/api/v1/organizations", """
                {"name": "Trials", "kind": "team", "isTest": true}""").expect(201);
        var there = people.switchTo(owner, UUID.fromString(trial.id()));

        var test = create(there, "\"contacts:read\"").at("/key");
        var unused = create(there, "\"contacts:read\"").at("/key");

        assertThat(trial.at("/isTest")).isEqualTo("true");
        assertThat(create(owner, "\"contacts:read\"").at("/key")).startsWith("sk_live_");
        assertThat(test).startsWith("sk_test_");
        api.bearer(test).get("/api/v1/contacts").expect(200);
        // One that says that it is for tests is none where nothing is to be tried out, whatever the database knows of it.
        execute("update organizations set is_test = false where id = '%s'".formatted(trial.id()));
        api.bearer(unused).get("/api/v1/contacts").expect(401);
    }

    @Test
    void doesNotKeepAKeyForARepeatedRequest() {
        var owner = people.signUp();
        var body = "{\"name\": \"once\", \"scopes\": [\"contacts:read\"]}";

        var first = owner.api().with("Idempotency-Key", "k-1").post(KEYS, body).expect(201);
        var second = owner.api().with("Idempotency-Key", "k-1").post(KEYS, body);

        assertThat(first.at("/key")).isNotEmpty();
        assertThat(second.expect(409).at("/detail")).contains(first.header("Location"));
        assertThat(owner.api().get(KEYS + "?total=true").expect(200).at("/total")).isEqualTo("1");
    }

    private static void execute(String sql) throws SQLException {
        try (var superuser = TestDatabase.server().connectAsSuperuser(); var statement = superuser.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isOne();
        }
    }

    private static Answer create(Person owner, String scopes) {
        return owner.api().post(KEYS, "{\"name\": \"nightly\", \"scopes\": [" + scopes + "]}").expect(201);
    }

    private Api program(Person owner, String scopes) {
        return api.bearer(create(owner, scopes).at("/key"));
    }

    private static String location(Answer created) {
        return KEYS + "/" + created.id();
    }
}
