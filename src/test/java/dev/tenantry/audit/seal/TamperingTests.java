package dev.tenantry.audit.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a superuser does to the log by SQL, or anybody to a bundle, is found by the bundle alone. */
class TamperingTests extends ApiTest {

    /** Of columns with a constraint two values, one of which is another one. */
    private static final Map<String, List<String>> CONSTRAINED = Map.of("action_category",
            List.of("'security'", "'configuration'"),
            "severity_level", List.of("'critical'", "'error'"), "retention_class",
            List.of("'compliance'", "'security'"), "compliance_flags",
            List.of("'{soc2}'::text[]", "'{}'::text[]"));
    private static final Map<String, String> OTHERS = Map.of("text", "coalesce(%1$s, '') || 'x'", "jsonb",
            "'{\"name\": 1}'", "boolean", "not %1$s",
            "integer", "coalesce(%1$s, 0) + 1", "bigint", "%1$s + 900000000", "timestamp with time zone",
            "coalesce(%1$s, now()) + interval '1 second'",
            "uuid", "gen_random_uuid()", "inet", "'10.9.8.7'", "xid8", "'7'", "bytea", "sha256(coalesce(%1$s, ''))");
    private static final String COLUMNS = """
            select attname || ' ' || format_type(atttypid, atttypmod) from pg_attribute
            where attrelid = '%s'::regclass and attnum > 0 and not attisdropped order by attnum""";

    @Autowired
    private Sealer sealer;

    private Logs log;
    private String id = "";

    @BeforeEach
    void fill() {
        var person = people.signUp();
        log = Logs.of(person, sealer);
        for (var name : List.of("Ada", "Grace", "Zoë", "مريم", "👩‍💻\\n\\\"x\\\"")) {
            person.api().post("/api/v1/contacts", "{\"name\": \"%s\"}".formatted(name)).expect(201);
        }
        log.sealAll();
        id = String.valueOf(
                log.text("select entry_id from audit_log_seals where organization_id = '%s' and position = 2"));
    }

    @Test
    void findsEachColumnOfAnEntryThatWasChanged() {
        for (var column : log.texts(COLUMNS.formatted("audit_logs"))) {
            var name = column.split(" ", 2)[0];
            var was = log.text("select %s::text from audit_logs where id = %s".formatted(name, id));
            var where = name.equals("id") ? Long.parseLong(id) + 900_000_000L + "" : id;

            var message = log.found("?to=5",
                    "update audit_logs set %1$s = %2$s where id = %3$s".formatted(name, other(column), id),
                    "update audit_logs set %s = %s where id = %s".formatted(name,
                            was == null ? "null" : "$q$" + was + "$q$", where));

            assertThat(message).as(column).contains("the entry " + id + " at position 2");
        }
        assertVerified();
    }

    @Test
    void findsEachColumnOfASealThatWasChanged() {
        for (var column : log.texts(COLUMNS.formatted("audit_log_seals"))) {
            var name = column.split(" ", 2)[0];
            // The leaf at 3 is the one that completes subtrees.
            var was = log.text("select %s::text from audit_log_seals where organization_id = '%%s' and position = 3"
                    .formatted(name));
            var where = "leaf_hash = '"
                    + log.text("select leaf_hash from audit_log_seals where organization_id = '%s' and position = 3")
                    + "'";
            var changed = name.equals("leaf_hash")
                    ? "leaf_hash = sha256(" + where.substring(where.indexOf('\'')) + "::bytea)"
                    : where;

            var message = log.found("?to=5",
                    "update audit_log_seals set %s = %s where %s".formatted(name, other(column), where),
                    "update audit_log_seals set %s = %s where %s".formatted(name,
                            was == null ? "null" : "$q$" + was + "$q$", changed));

            assertThat(message).as(column).contains("at position 3");
        }
        assertVerified();
    }

    @Test
    void findsEntriesThatAreGoneAddedOrSwapped() {
        log.run("create temp table kept as select * from audit_logs where id = " + id);
        assertThat(log.found("?to=5", "delete from audit_logs where id = " + id,
                "insert into audit_logs select * from kept")).contains(
                        "the entry " + id + " at position 2 was removed");
        log.run("drop table kept");
        var next = log.text("select entry_id from audit_log_seals where organization_id = '%s' and position = 3");
        var swap = "update audit_logs set id = -1 where id = %1$s; update audit_logs set id = %1$s where id = %2$s; update audit_logs set id = %2$s where id = -1"
                .formatted(id, next);
        assertThat(log.found("?to=5", swap, swap)).contains("the entry " + id + " at position 2");
        var seals = """
                update audit_log_seals set position = 1000000 where organization_id = '%s' and position = 2;
                update audit_log_seals set position = 2 where organization_id = '%s' and position = 3;
                update audit_log_seals set position = 3 where organization_id = '%s' and position = 1000000""";
        assertThat(log.found("?to=5", seals, seals)).contains("the entry " + next + " at position 2 was changed");
        var added = """
                insert into audit_logs (organization_id, id, action_type, action_category, action_description, resource_type, transaction_id)
                values ('%s', -5, 'a.b', 'security', 'x', 'a', '3')""";
        assertThat(log.found("", added, "delete from audit_logs where id = -5"))
                .contains("the entry -5 was added: nothing seals it");
        assertVerified();
    }

    /** With hashes that are right in themselves. */
    @Test
    void findsATailAndSealsThatWereForged() {
        log.sealAll();
        var tail = """
                insert into audit_logs (organization_id, id, action_type, action_category, action_description, resource_type, transaction_id)
                values ('%s', -6, 'a.b', 'security', 'x', 'a', '3');
                insert into audit_log_seals select organization_id, position + 1, -6, entry_created_at, entry_expires_at, body_hash, leaf_hash, chain_hash,
                    sha256(chain_hash || leaf_hash), subtree_hashes, salt, value_salt, digests
                from audit_log_seals where organization_id = '%s' order by position desc limit 1""";
        assertThat(log.found("", tail,
                "delete from audit_log_seals where entry_id = -6; delete from audit_logs where id = -6"))
                .contains("the entry -6 at position")
                .contains("was added");
        var bundle = log.bundle("?to=5");
        var forged = new Forgery(bundle).changed(2);
        assertThat(Logs.verify(forged).message()).contains("seals were made anew").contains("positions");
        assertVerified();
    }

    @Test
    void findsWhatWasDoneToABundle() {
        var bundle = log.bundle("?to=5");
        var entries = bundle.stream().filter(line -> line.startsWith("{\"position\"")).toList();
        var second = bundle.indexOf(entries.get(2));

        assertThat(without(bundle, second)).contains("the entry at position 2 was removed");
        var swapped = new ArrayList<>(bundle);
        Collections.swap(swapped, second, bundle.indexOf(entries.get(3)));
        assertThat(Logs.verify(swapped).message()).contains("the entry at position 2 was reordered");
        var twice = new ArrayList<>(bundle);
        twice.add(second, entries.get(1));
        assertThat(Logs.verify(twice).message()).contains("of position 1 was added again");
        assertThat(Logs.verify(new ArrayList<>(bundle.subList(0, second))).message())
                .contains("the entry at position 2 was removed");
        var changed = new ArrayList<>(bundle);
        changed.set(second, entries.get(2).replace(".created", ".deleted"));
        assertThat(Logs.verify(changed).message()).contains("the entry " + id + " at position 2 was changed");
        var head = new ArrayList<>(bundle);
        head.set(0, bundle.getFirst().replaceFirst("\"head\":\"([^.]+)\\.([^.]+)\\.[^\"]{4}", "\"head\":\"$1.$2.AAAA"));
        assertThat(Logs.verify(head).message()).contains("was not signed");
        assertThat(Logs.verify(List.of("{}")).isVerified()).isFalse();
        assertThat(Logs.verify(List.of("no json")).isVerified()).isFalse();
    }

    /** A program without any of our code comes to the same. */
    @Test
    @Tag("stress")
    void isFoundByAnotherProgram(@TempDir Path folder) throws Exception {
        var bundle = log.bundle("?to=5");
        var second = bundle
                .indexOf(bundle.stream().filter(line -> line.startsWith("{\"position\":2")).findFirst().orElseThrow());
        var less = new ArrayList<>(bundle);
        less.remove(second);
        var swapped = new ArrayList<>(bundle);
        Collections.swap(swapped, second, bundle
                .indexOf(bundle.stream().filter(line -> line.startsWith("{\"position\":1")).findFirst().orElseThrow()));
        var changed = new ArrayList<>(bundle);
        changed.set(second, bundle.get(second).replace(".created", ".deleted"));

        for (var whole : List.of("", "?to=5", "?from=1", "?from=2&to=4", "?to=1")) {
            assertThat(node(folder, log.bundle(whole))).startsWith("verified: ");
        }
        assertThat(node(folder, less)).contains("the entry at position 2 was removed");
        assertThat(node(folder, swapped)).contains("the entry at position 1 was reordered");
        assertThat(node(folder, changed)).contains("the entry " + id + " at position 2 was changed");
        assertThat(node(folder, new Forgery(bundle).changed(2))).contains("seals were made anew");
        assertThat(node(folder, bundle.subList(0, second))).contains("the entry at position");
    }

    private static String node(Path folder, List<String> bundle) throws IOException, InterruptedException {
        var file = Files.write(folder.resolve("bundle.jsonl"), bundle);
        var process = new ProcessBuilder("node", "src/docs/verify-audit.mjs", file.toString()).redirectErrorStream(true)
                .start();
        try (var output = process.getInputStream()) {
            var told = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(told).isEqualTo(told.startsWith("verified") ? 0 : 1);
            return told;
        }
    }

    private static String without(List<String> bundle, int line) {
        var less = new ArrayList<>(bundle);
        less.remove(line);
        return Logs.verify(less).message();
    }

    private void assertVerified() {
        log.sealAll();
        for (var query : List.of("", "?from=1", "?from=2&to=4", "?to=1")) {
            var result = Logs.verify(log.bundle(query));
            assertThat(result.isVerified()).as(query + ": " + result.message()).isTrue();
        }
    }

    private static String other(String column) {
        var parts = column.split(" ", 2);
        var constrained = CONSTRAINED.get(parts[0]);
        return constrained == null
                ? OTHERS.getOrDefault(parts[1], "'x'").formatted(parts[0])
                : "case when %s = %s then %s else %s end".formatted(parts[0], constrained.get(0), constrained.get(1),
                        constrained.get(0));
    }
}
