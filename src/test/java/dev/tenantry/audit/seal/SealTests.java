package dev.tenantry.audit.seal;

import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Turns;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.ExpectedFailures;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Each entry is sealed once, whatever the order of ids, times and commits. */
class SealTests extends ApiTest {

    private static final String INSERT = """
            insert into audit_logs (organization_id, user_id, action_type, action_category, action_description, resource_type, new_values)
            values ('%s', gen_random_uuid(), 'thing.created', 'configuration', 'thing "é\\ud83d\\ude00" created', 'contact', '{"name": 1.50, "jobTitle": "\\u00fc\\n"}')""";

    @Autowired
    private Sealer sealer;

    private static final String ALTERED = "from audit_logs where organization_id = '%s' and action_type = 'audit-log.altered'";
    private static final String TOLD = "select count(*) " + ALTERED;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private Numbering numbering;

    @Autowired
    private SealTurns turns;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void waitsForTheOldestTransactionAndSkipsNothing() throws SQLException {
        var log = Logs.of(people.signUp(), sealer);
        log.sealAll();
        try (var open = TestDatabase.server().connectAsSuperuser(); var statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute(INSERT.formatted(log.organization()));
            log.run(INSERT);
            log.run(INSERT);
            var before = log.size();
            sealer.work();

            assertThat(log.size()).isEqualTo(before);

            open.commit();
            open.setAutoCommit(true);
        }
        log.sealAll();
        assertWhole(log);
    }

    /** Ids are given before a transaction counts as one. */
    @Test
    void sealsWhatHasAnIdFromBeforeOthersThatAreSealed() {
        var log = Logs.of(people.signUp(), sealer);
        var id = log.number("select nextval(pg_get_serial_sequence('audit_logs', 'id'))");
        log.run(INSERT);
        log.sealAll();
        log.run(INSERT.replace("(organization_id,", "(id, organization_id,")
                .replace("values (", "values (" + id + ", "));
        log.sealAll();

        assertThat(log.number("select position from audit_log_seals where organization_id = '%s' and entry_id = " + id))
                .isPositive();
        assertWhole(log);
    }

    @Test
    void sealsEachOnceUnderManyWriters() throws Exception {
        var log = Logs.of(people.signUp(), sealer);
        var isOver = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sealing = threads.submit(() -> {
                while (!isOver.get()) {
                    sealer.work();
                }
            });
            var writers = LongStream.range(0, 8).mapToObj(writer -> threads.submit(() -> write(log, writer))).toList();
            for (var writer : writers) {
                writer.get();
            }
            isOver.set(true);
            sealing.get();
        }

        assertThat(log.sealAll()).isGreaterThanOrEqualTo(8 * 40);
        assertWhole(log);
    }

    private static boolean write(Logs log, long writer) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (var turn = 0; turn < 50; turn++) {
                statement.execute(INSERT.formatted(log.organization()));
                if ((turn + writer) % 5 == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
            }
            connection.setAutoCommit(true);
        }
        return true;
    }

    /** Whoever dies in between leaves nothing, or what the next one goes on with. */
    @Test
    void beginsAnewWhereSomebodyDied() {
        var log = Logs.of(people.signUp(), sealer);
        log.sealAll();
        var size = log.size();
        log.run(INSERT);
        var template = new TransactionTemplate(transactions);
        new TenantContext(log.organization(), null).run(() -> template.executeWithoutResult(status -> {
            numbering.tell();
            turns.seal();
            status.setRollbackOnly();
        }));
        log.sealAll();

        assertThat(log.size()).isGreaterThan(size);
        assertWhole(log);
    }

    @ParameterizedTest
    @ValueSource(strings = {"update audit_log_seals set chain_hash = sha256(chain_hash) where ",
        "update audit_log_heads set statement = 'x' where size = (select max(size) from audit_log_heads where organization_id = '%s') and ",
        "update audit_log_seals set subtree_hashes = '' where position in (0, 1, 3, 7) and "})
    void tellsThatALogIsNotWhatWasSealed(String done) {
        var log = Logs.of(people.signUp(), sealer);
        log.sealAll();
        var altered = done + "organization_id = '%s'";
        try (var _ = ExpectedFailures.loggedBy(Turns.class.getName())) {
            log.run(altered + "; " + INSERT);
            for (var turn = 0; turn < 100 && log.number(TOLD) == 0; turn++) {
                sealer.work();
            }
        }

        assertThat(log.number(TOLD)).isEqualTo(1);
        assertThat(log.text("select severity_level || ' ' || retention_class || ' ' || error_message " + ALTERED))
                .startsWith("critical compliance ")
                .containsAnyOf("not what was signed last", "was changed in the database");
        assertThat(meters.get("tenantry.audit.altered").gauge().value()).isPositive();
    }

    @Test
    void countsAnewWhereTheServerDoes() {
        var log = Logs.of(people.signUp(), sealer);
        log.sealAll();
        log.run("update audit_log_sealing set sealed_before = '9000000000000000000' where log = 'audit_logs'");
        log.run(INSERT);
        log.sealAll();

        assertThat(log.number("select sealed_before::text::bigint from audit_log_sealing where log = 'audit_logs'"))
                .isLessThan(9_000_000_000_000_000_000L);
        assertWhole(log);
    }

    @Test
    @Tag("stress")
    void keepsUp() {
        var log = Logs.of(people.signUp(), sealer);
        log.sealAll();
        var entries = 50_000;
        log.run(INSERT.replace("values (", "select ")
                .replace("')", "' from generate_series(1, " + entries + ")")
                .replace("gen_random_uuid(' from", "gen_random_uuid() from"));
        var start = System.nanoTime();
        log.sealAll();
        var seconds = (System.nanoTime() - start) / 1e9;

        System.out.printf("Audit, entries sealed a second: %.0f%n", entries / seconds);
        assertWhole(log);
    }

    /** Several turns, and pages of a bundle. */
    @Test
    void sealsLongOnesFewAtATime() {
        var log = Logs.of(people.signUp(), sealer);
        log.sealAll();
        var heads = log.number("select count(*) from audit_log_heads where organization_id = '%s'");
        log.run("""
                insert into audit_logs (organization_id, user_id, action_type, action_category, action_description, resource_type, new_values)
                select '%s', gen_random_uuid(), 'thing.created', 'configuration', 'thing created', 'contact', jsonb_build_object('name', repeat('é', 1500000))
                from generate_series(1, 8)""");
        log.sealAll();

        assertThat(log.number("select count(*) from audit_log_heads where organization_id = '%s'"))
                .isGreaterThanOrEqualTo(heads + 3);
        assertWhole(log);
    }

    private static void assertWhole(Logs log) {
        assertThat(log.texts("select id from audit_logs where organization_id = '%s' order by id"))
                .isEqualTo(log
                        .texts("select entry_id from audit_log_seals where organization_id = '%s' order by entry_id"));
        assertThat(log.number("select max(position) + 1 - count(*) from audit_log_seals where organization_id = '%s'"))
                .isZero();
        assertThat(log.text("select min(position) from audit_log_seals where organization_id = '%s'")).isEqualTo("0");
        var result = Logs.verify(log.bundle(""));
        assertThat(result.isVerified()).as(result.message()).isTrue();
    }
}
