package dev.tenantry.audit.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What both programs are given, what they say and what they exit with: one table for both, which say the same where a log is verified. */
class VerifierCaseTests {

    private static final String EXPIRED = "2026-11-29T00:00:00+00:00";
    private static final String FORM = "not verified: the line %d is not of a bundle's form";
    private static final String KEYLESS = "has no key that heads could be signed by";
    private static final String USAGE = "usage: verify-audit";

    @TempDir
    private Path folder;

    private final List<Case> cases = new ArrayList<>();

    /** @param said the beginning of some line, or a part of it */
    private record Case(int exit, String said, List<String> arguments) {}

    private record Said(int exit, String text) {}

    @Test
    void isSaidByTheProgram() {
        SoftAssertions.assertSoftly(all -> cases.forEach(one -> check(all, one, here(one.arguments))));
    }

    @Test
    @Tag("stress")
    void isSaidByAnotherProgram() {
        SoftAssertions.assertSoftly(all -> cases.forEach(one -> {
            var said = script(one.arguments);
            check(all, one, said);
            if (one.exit == 0 || one.said.endsWith("\n")) {
                all.assertThat(said.text).as("%s", one).isEqualTo(here(one.arguments).text);
            }
        }));
    }

    private static void check(SoftAssertions all, Case one, Said said) {
        all.assertThat(said.text).as("%s", one).contains(one.said).doesNotContain("    at ", "Exception");
        all.assertThat(said.text.lines().count()).as("%s: %s", one, said.text).isLessThanOrEqualTo(2);
        all.assertThat(said.exit).as("%s: %s", one, said.text).isEqualTo(one.exit);
    }

    @BeforeEach
    void gather() throws IOException {
        var bundle = BundleVerifierTests.bundle(EXPIRED);
        var good = file("good", String.join("\n", bundle));
        gatherVerified(bundle, good);
        gatherMisuse(good);
        gatherKeys(good);
        gatherHeads(good);
        gatherGaps();
        gatherForms(bundle);
        gatherFiles(bundle);
    }

    private void gatherVerified(List<String> bundle, String good) throws IOException {
        var keys = keys("keys", BundleVerifierTests.KEY);
        add(0, "verified: 3 entries of organization " + BundleVerifierTests.ORGANIZATION
                + ", positions 0 to 2 of 3, as signed at 2026-11-30T00:00:00Z by key " + BundleVerifierTests.KEY.kid()
                + "; 3 have expired, values of 0 were erased", good, "--keys", keys);
        add(0, "The keys are those that the bundle itself brings along", good);
        add(0, "verified: 3 entries", file("crlf", String.join("\r\n", bundle) + "\r\n\r\n"));
        for (var space : List.of("\r", " \t", "\r\r")) {
            add(0, "verified: 3 entries", changed(bundle, 2, line -> line.replace(",\"id\"", "," + space + "\"id\"")));
            add(0, "verified: 3 entries", changed(bundle, 2, line -> space + "\n" + line));
        }
        add(2, "is no tenantry-audit-bundle/1", file("cr", String.join("\r", bundle)));
        add(0, "values of 1 were erased (7)", file("erased", String.join("\n", erased())));
    }

    private void gatherMisuse(String good) {
        add(2, USAGE);
        add(2, USAGE, good, "--keys");
        add(2, USAGE, good, "keys.json");
        add(2, USAGE, good, "--what", good);
        add(2, USAGE, good, "constructor", good);
        add(2, "cannot be read as text", folder.resolve("nothing").toString());
        add(2, "cannot be read as text", folder.toString());
    }

    private void gatherKeys(String good) throws IOException {
        var key = JsonMapper.shared().writeValueAsString(BundleVerifierTests.KEY);
        for (var none : List.of("", "{}", "[]", "null", "{\"keys\": []}", "{\"keys\": [{}, null, 1]}",
                "{\"type\": \"about:blank\", \"status\": 404}", "{\"keys\": {\"0\": " + key + "}}",
                "{\"keys\": [" + key.replace("\"EC\"", "\"RSA\"") + "]}",
                "{\"keys\": [" + key.replace(BundleVerifierTests.KEY.kid(), "mine") + "]}")) {
            add(2, KEYLESS, good, "--keys", file("keys" + cases.size(), none));
        }
        var other = HeadKey.of((ECPublicKey) BundleVerifierTests.pair().getPublic());
        add(1, "not signed by a key that is trusted", good, "--keys", keys("other", other));
        add(0, "verified: 3", good, "--keys", file("some", "{\"keys\": [{\"kty\": \"RSA\"}, " + key + "]}"));
    }

    private void gatherHeads(String good) throws IOException {
        var chains = BundleVerifierTests.bundle(EXPIRED).stream().skip(1).map(JsonMapper.shared()::readTree).toList();
        var kept = BundleVerifierTests.head(2, "00", chains.get(1).get("chainHash").asString());
        var foreign = SignedHead.sign("another", 2, "00", "11", BundleVerifierTests.NOW, BundleVerifierTests.KEY.kid(),
                BundleVerifierTests.PAIR.getPrivate());
        add(0, "verified: 3", good, "--head", file("kept", kept + "\n"));
        add(1, "before position 2 was changed", good, "--head", file("old", BundleVerifierTests.head(2, "00", "11")));
        var before = BundleVerifierTests.head(4, "00", "11", BundleVerifierTests.NOW.minusMillis(1));
        add(1, "position 3 was removed", good, "--head", file("long", before));
        add(2, "has 3 entries, and a head that was kept, which is newer, 4: export the log anew\n", good, "--head",
                file("new", BundleVerifierTests.head(4, "00", "11")));
        add(2, "is of another: neither tells anything of the other", good, "--head", file("foreign", foreign));
        for (var none : List.of("", "no head", "{\"statement\": \"" + kept + "\"}", "a.b.c", kept + ".x")) {
            add(2, "is no head", good, "--head", file("head" + cases.size(), none));
        }
    }

    /** Both say the same of the lines (the header is 0) that are left, in this order: entries at 1, 2, 4, 5 and heads of two and four of them at 3, 6. */
    private void gatherGaps() throws IOException {
        var bundle = BundleVerifierTests.withHeads();
        lines(bundle, "the entry at position 1 was removed", 1, 3, 4, 5, 6);
        lines(bundle, "the entry at position 0 was removed", 3, 4, 5, 6);
        lines(bundle, "the entry at position 0 was removed", 2, 3, 4, 5, 6);
        lines(bundle, "the entry at position 1 was reordered", 1, 3, 2, 4, 5, 6);
        lines(bundle, "the entry at position 1 was reordered", 1, 3, 4, 2, 5, 6);
        lines(bundle, "the entry at position 2 was reordered", 1, 2, 3, 5, 4, 6);
        lines(bundle, "the head of 2 entries was added, or reordered, at position 3", 1, 2, 4, 3, 5, 6);
        lines(bundle, "the entry at position 3 was removed", 1, 2, 3, 4, 6);
        lines(bundle, "the entry at position 3 was removed", 1, 2, 3, 4);
        lines(bundle, "the entry at position 2 was removed, and all behind it", 1, 2, 3);
        lines(bundle, "the entry at position 2 was removed", 1, 2, 3, 6);
        add(0, "verified: 4 entries", file("heads", String.join("\n", bundle)));
        var other = new ArrayList<>(bundle);
        other.set(3, "{\"head\":\"%s\"}".formatted(BundleVerifierTests.head(2, "00", "11")));
        lines(other,
                "an entry at the positions 0 to 1 was changed, removed, added or reordered, and seals were made anew: up to there it is what was signed",
                1, 2, 3, 4, 5, 6);
        other.add(bundle.get(3));
        lines(other, "an entry before position 2 was changed: a head that was signed says so", 1, 2, 7, 3, 4, 5, 6);
    }

    private void lines(List<String> bundle, String said, int... left) throws IOException {
        var lines = new ArrayList<>(List.of(bundle.getFirst()));
        for (var line : left) {
            lines.add(bundle.get(line));
        }
        add(1, "not verified: " + said + "\n", file("lines" + cases.size(), String.join("\n", lines)));
    }

    private void gatherForms(List<String> bundle) throws IOException {
        var first = "\"position\":0";
        form(bundle, 1, line -> line.replace("\"from\":0", "\"from\":0,\"from\":0"));
        form(bundle, 1, line -> line.replace("\"from\":0", "\"from\":0,\"note\":\"x\""));
        form(bundle, 1, line -> line.replace("\"from\":0", "\"from\":-1"));
        form(bundle, 1, line -> line.replace("\"to\":3", "\"to\":1e18"));
        form(bundle, 1, line -> line.replace("\"to\":3", "\"to\":1000000000000000000"));
        form(bundle, 1, line -> line.replace("\"to\":3", "\"to\":\"3\""));
        form(bundle, 1, line -> line.replace("\"around\":[]", "\"around\":[\"xyz\"]"));
        form(bundle, 2, line -> line.replace(first, first + ",\"position\":0"));
        form(bundle, 2, line -> line.replace(first, first + ",\"positi\\u006fn\":0"));
        form(bundle, 2, line -> line.replace(first, first + ",\"note\":\"forged\""));
        form(bundle, 2, line -> line.replace(first, first + ",\"__proto__\":{\"x\":\"forged\"}"));
        form(bundle, 2, line -> line.replace(first, first + ",\"values\":{\"action_description\":\"forged\"}"));
        form(bundle, 2, line -> line.replace(first, first + ",\"erased\":true"));
        form(bundle, 2, line -> line.replace(first, "\"position\":\"0\""));
        form(bundle, 2, line -> line.replace(first, "\"position\":null"));
        form(bundle, 3, line -> line.substring(0, line.length() / 2));
        form(bundle, 4, _ -> "[]");
        for (var number : List.of("0.0", "0e0", "0E0", "-0.0")) {
            form(bundle, 2, line -> line.replace(first, "\"position\":" + number));
        }
        form(bundle, 1, line -> line.replace("\"to\":3", "\"to\":3.0"));
        for (var blank : List.of("\u00a0", "\ufeff", "\u2028", "\u0085", "\f", "\u000b", "\u001c")) {
            form(bundle, 3, line -> blank + "\n" + line);
        }
        form(bundle, 2, _ -> "[".repeat(100_000));
        form(bundle, 2, _ -> "[".repeat(100_000) + "]".repeat(100_000));
        form(bundle, 2, line -> line.replace("{", "{\"a\":".repeat(20_000) + "{"));
        add(1, "which part of the log it is", changed(bundle, 1, line -> line.replace("\"to\":3", "\"to\":0")));
        add(1, "which part of the log it is", changed(bundle, 1, line -> line.replace("\"to\":3", "\"to\":4")));
        add(1, "was changed", changed(bundle, 2, line -> line.replace("\"subtreeHashes\":\"\"",
                "\"subtreeHashes\":\"" + "0".repeat(64) + "\"")));
        var values = erased();
        form(values, 2, line -> line.replace("\"values\":{", "\"values\":{\"metadata\":\"forged\"},\"values\":{"));
        form(values, 2, line -> line.replace("\"values\":{", "\"values\":{\"session_id\":1,"));
        add(1, "was changed",
                changed(values, 2, line -> line.replace("\"values\":{", "\"values\":{\"__proto__\":\"forged\",")));
        add(1, "was changed",
                changed(values, 2, line -> line.replace("\"entry\":{", "\"entry\":{\"__proto__\":\"forged\",")));
    }

    private void gatherFiles(List<String> bundle) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(zipped)) {
            zip.write(String.join("\n", bundle).getBytes(StandardCharsets.UTF_8));
        }
        add(2, "cannot be read as text", Files.write(folder.resolve("gz"), zipped.toByteArray()).toString());
        for (var none : List.of("", "\n", "garbage", "{}", "[{\"id\": 1}]", "{\"format\": [\"" + BundleVerifier.FORMAT
                + "\"]}", "\ufeff" + String.join("\n", bundle))) {
            add(2, "is no tenantry-audit-bundle/1", file("none" + cases.size(), none));
        }
    }

    private void form(List<String> bundle, int line, UnaryOperator<String> change) throws IOException {
        add(1, FORM.formatted(line), changed(bundle, line, change));
    }

    private String changed(List<String> bundle, int line, UnaryOperator<String> change) throws IOException {
        var changed = new ArrayList<>(bundle);
        changed.set(line - 1, change.apply(bundle.get(line - 1)));
        if (changed.equals(bundle)) {
            throw new IllegalStateException("nothing was changed in " + bundle.get(line - 1));
        }
        return file("changed" + cases.size(), String.join("\n", changed));
    }

    /** One entry that is there, whose values are not. */
    private static List<String> erased() {
        var outer = Map.of("id", "7", "created_at", EXPIRED, "organization_id", BundleVerifierTests.ORGANIZATION);
        var salt = new byte[]{1, 2, 3};
        var digests = new TreeMap<>(Map.of("new_values", EntryForm.digest(salt, "new_values", "{}")));
        var all = new TreeMap<>(digests);
        all.put("session_id", EntryForm.digest(salt, "session_id", "s"));
        var entry = new TreeMap<>(outer);
        entry.put("action_type", "contact.created");
        var body = EntryForm.body(salt, Map.of("action_type", "contact.created"), all);
        var leaf = EntryForm.leaf(BundleVerifierTests.ORGANIZATION, "7", EXPIRED, null, body);
        var chain = Hash.hex(Hash.of(Hash.zeros(), leaf));
        var header = new TreeMap<String, Object>(Map.of("format", BundleVerifier.FORMAT, "organizationId",
                BundleVerifierTests.ORGANIZATION, "from", 0, "to", 1, "keys", List.of(BundleVerifierTests.KEY),
                "previousHash", Hash.hex(Hash.zeros()), "around", List.of(), "head",
                BundleVerifierTests.head(1, Hash.hex(leaf), chain)));
        var line = new TreeMap<String, Object>(Map.of("position", 0, "id", "7", "createdAt", EXPIRED, "entry", entry,
                "values", Map.of("session_id", "s"), "digests", digests, "salt", Hash.hex(salt), "erased", true));
        line.putAll(Map.of("bodyHash", body, "leafHash", Hash.hex(leaf), "previousHash", Hash.hex(Hash.zeros()),
                "chainHash", chain, "subtreeHashes", ""));
        return List.of(JsonMapper.shared().writeValueAsString(header), JsonMapper.shared().writeValueAsString(line));
    }

    private void add(int exit, String said, String... arguments) {
        cases.add(new Case(exit, said, List.of(arguments)));
    }

    private String keys(String name, HeadKey key) throws IOException {
        return file(name, JsonMapper.shared().writeValueAsString(Map.of("keys", List.of(key))));
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static Said here(List<String> arguments) {
        var out = System.out;
        var told = new ByteArrayOutputStream();
        System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            return new Said(new VerifyAudit().run(arguments), told.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
        }
    }

    private static Said script(List<String> arguments) {
        var command = new ArrayList<>(List.of("node", "src/docs/verify-audit.mjs"));
        command.addAll(arguments);
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), told);
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
