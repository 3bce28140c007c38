package dev.tenantry.audit.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Bundles that are made here, of entries that have expired or were removed. */
class BundleVerifierTests {

    private static final JsonMapper JSON = JsonMapper.shared();
    static final String ORGANIZATION = "01a229c6-553d-700f-82d7-3f4fbb906abd";
    static final KeyPair PAIR = pair();
    static final HeadKey KEY = HeadKey.of((ECPublicKey) PAIR.getPublic());
    static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");

    @Test
    void takesEntriesThatHaveExpired() {
        var result = verify(bundle("2026-11-29T00:00:00+00:00"), List.of());

        assertThat(result.isVerified()).as(result.message()).isTrue();
        assertThat(result.message()).contains("3 entries", "3 have expired", "of 3");
    }

    @Test
    void findsThoseThatWereRemovedBeforeOrCouldNotExpire() {
        assertThat(verify(bundle("2026-12-01T00:00:00+00:00"), List.of()).message())
                .contains("the entry 100 at position 0 was removed before it expired");
        assertThat(verify(bundle(null), List.of()).message()).contains("removed before it expired");
        var earlier = bundle("2026-12-01T00:00:00+00:00").stream()
                .map(line -> line.replace("2026-12-01", "2026-11-01"))
                .toList();
        assertThat(verify(earlier, List.of()).message()).contains("the entry 100 at position 0 was changed");
    }

    @Test
    void comparesWithWhatWasKept() {
        var bundle = bundle("2026-11-29T00:00:00+00:00");
        var other = SignedHead.parse(head(2, "00", "11"));
        var longer = SignedHead.parse(head(4, "00", "11"));

        assertThat(verify(bundle, List.of(other)).message()).contains("before position 2");
        assertThat(verify(bundle, List.of(longer)).message()).contains("is newer");
    }

    /** Else nothing would be compared, and "verified" be about something else. */
    @Test
    void saysWhereAPartIsNotComparedWithWhatWasKept() {
        var whole = bundle("2026-11-29T00:00:00+00:00");
        var leaves = whole.stream().skip(1).map(line -> JSON.readTree(line).get("leafHash").asString()).toList();
        var chains = whole.stream().skip(1).map(line -> JSON.readTree(line).get("chainHash").asString()).toList();
        var end = part(whole, 2, 3, chains.get(1),
                Hash.hex(Hash.of(new byte[]{1}, Hash.parse(leaves.get(0)), Hash.parse(leaves.get(1)))));
        var beginning = part(whole, 0, 2, Hash.hex(Hash.zeros()), leaves.get(2));
        var one = SignedHead.parse(head(1, "00", chains.get(0)));
        var two = SignedHead.parse(head(2, "00", chains.get(1)));
        var three = SignedHead.parse(head(3, "00", chains.get(2)));

        assertThat(verify(whole, List.of(one, two, three)).isVerified()).isTrue();
        assertThat(verify(end, List.of(two, three)).message()).startsWith("verified");
        assertThat(verify(beginning, List.of(one, two)).message()).startsWith("verified");
        assertThat(verify(end, List.of(one)).message()).contains("a head that was kept has 1 entries", "from 0");
        assertThat(verify(beginning, List.of(three)).message()).contains("a head that was kept has 3 entries");
        assertThat(verify(end, List.of(SignedHead.parse(head(2, "00", "11")))).message()).contains("before position 2");
    }

    @Test
    void isAskedOnTheCommandLine(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("bundle.jsonl"), bundle("2026-11-29T00:00:00+00:00")).toString();
        var keys = Files.writeString(folder.resolve("keys.json"), JSON.writeValueAsString(Map.of("keys", List.of(KEY))))
                .toString();
        var others = Files.writeString(folder.resolve("others.json"),
                JSON.writeValueAsString(Map.of("keys", List.of(HeadKey.of((ECPublicKey) pair().getPublic())))))
                .toString();

        assertThat(new VerifyAudit().run(List.of(file))).isZero();
        assertThat(new VerifyAudit().run(List.of(file, "--keys", keys))).isZero();
        assertThat(new VerifyAudit().run(List.of(file, "--keys", others))).isEqualTo(1);
        assertThat(new VerifyAudit().run(List.of())).isEqualTo(2);
        assertThat(new VerifyAudit().run(List.of(file, "--keys"))).isEqualTo(2);
        assertThat(new VerifyAudit().run(List.of(file, "--what", keys))).isEqualTo(2);
        assertThat(new VerifyAudit().run(List.of(folder.resolve("nothing").toString()))).isEqualTo(2);
    }

    /** Three entries of which nothing is left but their seals. */
    static List<String> bundle(@Nullable String expires) {
        return bundle(expires, 3);
    }

    /** Four of them, with a head behind the second and the last. */
    static List<String> withHeads() {
        var lines = bundle("2026-11-29T00:00:00+00:00", 4);
        for (var size : List.of(4, 2)) {
            var chain = JSON.readTree(lines.get(size)).get("chainHash").asString();
            lines.add(size + 1, "{\"head\":\"%s\"}".formatted(head(size, "00", chain)));
        }
        return lines;
    }

    private static List<String> bundle(@Nullable String expires, int entries) {
        var lines = new ArrayList<String>();
        var frontier = new Frontier(0, List.of());
        var chain = Hash.zeros();
        for (var position = 0; position < entries; position++) {
            var line = new HashMap<String, Object>(Map.of("position", position, "id", "" + (100 + position),
                    "createdAt", "2025-01-01T00:00:00+00:00",
                    "bodyHash", Hash.hex(Hash.of(new byte[]{(byte) position})), "previousHash", Hash.hex(chain)));
            if (expires != null) {
                line.put("expiresAt", expires);
            }
            var leaf = EntryForm.leaf(ORGANIZATION, "" + (100 + position), "2025-01-01T00:00:00+00:00", expires,
                    String.valueOf(line.get("bodyHash")));
            chain = Hash.of(chain, leaf);
            line.putAll(Map.of("leafHash", Hash.hex(leaf), "chainHash", Hash.hex(chain), "subtreeHashes",
                    Hash.hex(frontier.add(leaf))));
            lines.add(JSON.writeValueAsString(line));
        }
        lines.addFirst(JSON.writeValueAsString(
                Map.of("format", BundleVerifier.FORMAT, "organizationId", ORGANIZATION, "from", 0, "to", entries,
                        "head",
                        head(entries, Hash.hex(frontier.root()), Hash.hex(chain)), "keys", List.of(KEY), "previousHash",
                        Hash.hex(Hash.zeros()), "around",
                        List.of())));
        return lines;
    }

    private static List<String> part(List<String> whole, int from, int to, String previous, String around) {
        var header = ((ObjectNode) JSON.readTree(whole.getFirst())).put("from", from)
                .put("to", to)
                .put("previousHash", previous);
        header.putArray("around").add(around);
        var lines = new ArrayList<>(whole.subList(1 + from, 1 + to));
        lines.addFirst(JSON.writeValueAsString(header));
        return lines;
    }

    static String head(long size, String root, String chain) {
        return head(size, root, chain, NOW);
    }

    static String head(long size, String root, String chain, Instant time) {
        return SignedHead.sign(ORGANIZATION, size, root, chain, time, KEY.kid(), PAIR.getPrivate());
    }

    private static VerificationResult verify(List<String> bundle, List<SignedHead> kept) {
        return BundleVerifier.verify(new BufferedReader(new StringReader(String.join("\n", bundle))), List.of(), kept);
    }

    static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
