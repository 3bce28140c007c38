package dev.tenantry.audit.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class SettledEntriesTests extends ApiTest {

    private static final String INSERT = """
            insert into audit_logs (organization_id, action_type, action_category, action_description, resource_type)
            values (?::uuid, 'contact.updated', 'data_modification', 'contact updated', 'contact') returning id""";
    private static final int WRITERS = 8;
    private static final int EACH = 40;

    @Autowired
    private SettledEntries settled;

    @Autowired
    private PlatformTransactionManager transactions;

    /** Times go by so that floors are raised on the way. */
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void waitsForWhatIsWrittenBeforeAndComesUpLater() throws Exception {
        var organization = people.signUp().organizationId();
        var cursor = begin(organization);
        var read = new ArrayList<Long>();
        try (var early = TestDatabase.server().connectAsSuperuser();
                var late = TestDatabase.server().connectAsSuperuser()) {
            early.setAutoCommit(false);
            var first = insert(early, organization);
            var second = insert(late, organization);

            cursor = read(organization, cursor, read);
            assertThat(read).doesNotContain(first, second);
            early.commit();
            cursor = read(organization, cursor, read);

            assertThat(read).containsExactly(first, second);
        }
        assertThat(read(organization, cursor, read).isInRound()).isFalse();
    }

    @Test
    void missesNothingAndReadsNothingTwiceWhileManyWrite() throws Exception {
        var organization = people.signUp().organizationId();
        var cursor = begin(organization);
        var read = new ArrayList<Long>();
        var written = new ArrayList<Long>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Long>>> writers = IntStream.range(0, WRITERS)
                    .mapToObj(_ -> threads.submit((Callable<List<Long>>) () -> write(organization)))
                    .toList();
            while (!writers.stream().allMatch(Future::isDone)) {
                cursor = read(organization, cursor, read);
            }
            for (var writer : writers) {
                written.addAll(writer.get());
            }
        }
        while (read.size() < written.size()) {
            var before = read.size();
            cursor = read(organization, cursor, read);
            assertThat(read.size() > before || settles(organization)).isTrue();
        }

        assertThat(written).hasSizeGreaterThan(WRITERS);
        assertThat(read).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
        assertThat(cursor.floorEntry()).isPositive();
    }

    /** Tests of others may hold transactions open. */
    private boolean settles(UUID organization) throws InterruptedException {
        Thread.sleep(20);
        return in(organization, () -> settled.now().settled()) > 0;
    }

    private List<Long> write(UUID organization) throws SQLException, InterruptedException {
        var ids = new ArrayList<Long>();
        try (var connection = TestDatabase.server().connectAsSuperuser()) {
            connection.setAutoCommit(false);
            for (var count = 0; count < EACH; count++) {
                var inserted = new ArrayList<Long>();
                for (var several = ThreadLocalRandom.current().nextInt(3); several >= 0; several--) {
                    inserted.add(insert(connection, organization));
                    Thread.sleep(ThreadLocalRandom.current().nextInt(3));
                }
                if (count % 5 == 4) {
                    connection.rollback();
                } else {
                    connection.commit();
                    ids.addAll(inserted);
                }
            }
        }
        return ids;
    }

    private static long insert(Connection connection, UUID organization) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, organization.toString());
            var row = statement.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    private SinkCursor begin(UUID organization) {
        var place = in(organization, settled::now);
        return new SinkCursor(place.settled(), null, place.newest(), place.newest(), place.newest(), null, now);
    }

    /** All that can be read by now, a few at a time. */
    private SinkCursor read(UUID organization, SinkCursor from, List<Long> into) {
        now = now.plusSeconds(30);
        var cursor = in(organization, () -> from.at(settled.now(), now));
        while (cursor.isInRound()) {
            var current = cursor;
            var ids = in(organization, () -> settled.next(current, 7));
            into.addAll(ids);
            cursor = ids.isEmpty() ? cursor.ended() : cursor.behind(ids.getLast());
        }
        return cursor;
    }

    private <T> T in(UUID organization, Callable<T> work) {
        return new TenantContext(organization, null).call(() -> new TransactionTemplate(transactions).execute(_ -> {
            try {
                return work.call();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }));
    }
}
