package dev.tenantry.shared.work;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.automation.Workflows;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.ExpectedFailures;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Rounds over organizations, some of which fail whatever is tried. */
@SuppressWarnings("NullAway.Init")
class TicketWorkerTests extends ApiTest {

    private static final String QUEUE = "tried";

    @Autowired
    private Tickets tickets;
    @Autowired
    private Signals signals;
    @Autowired
    private TransactionTemplate transaction;
    @Autowired
    @Qualifier("workerPool")
    private RolePool worker;

    /** Fails for one organization, and counts how often it looks at each. */
    private final class Picky extends TicketWorker {

        private final UUID unlucky;
        private final Throwable failure;
        private final Map<UUID, Integer> ticketed = new ConcurrentHashMap<>();
        private final Map<UUID, Integer> hurried = new ConcurrentHashMap<>();

        Picky(UUID unlucky, Throwable failure) {
            super(QUEUE, "trying", tickets, signals, Duration.ofMillis(20), true);
            this.unlucky = unlucky;
            this.failure = failure;
        }

        @Override
        protected Look look(UUID organization, boolean isTicketed) {
            assertThat(TenantContext.current().organizationId()).isEqualTo(organization);
            (isTicketed ? ticketed : hurried).merge(organization, 1, Integer::sum);
            if (organization.equals(unlucky)) {
                TurnsTests.sneak(failure);
            }
            return Look.DONE;
        }
    }

    @Test
    void goOnWithTheOthersAndComeBack() {
        var organizations = Stream.generate(() -> people.signUp().organizationId()).limit(3).toList();
        var unlucky = organizations.getFirst();
        for (var failure : List.of(new IllegalStateException("no"), new StackOverflowError())) {
            var picky = new Picky(unlucky, failure);
            organizations.forEach(this::ticket);
            organizations.forEach(picky::hurry);

            try (var _ = ExpectedFailures.loggedBy(Turns.class.getName())) {
                picky.start();
                Workflows.await(() -> picky.ticketed.getOrDefault(unlucky, 0) > 2, "it is not tried again");
                Workflows.await(() -> left(organizations.get(2)) == 0, "the last one's turn has not come");
                picky.stop();
            }

            assertThat(picky.hurried).containsOnlyKeys(organizations);
            assertThat(picky.ticketed).containsKeys(organizations.get(1), organizations.get(2));
            assertThat(left(unlucky)).isOne();
            assertThat(left(organizations.get(1))).isZero();
        }
    }

    /** Whoever has a ticket for each of thousands of transactions has one turn for all of them. */
    @Test
    void comeToOthersBehindAFloodAfterOneTurnOfIt() {
        var flooding = people.signUp().organizationId();
        var other = people.signUp().organizationId();
        flood(flooding, 3_000);
        ticket(other);
        var looks = Collections.synchronizedList(new ArrayList<UUID>());
        var worker = new TicketWorker(QUEUE, "trying", tickets, signals, Duration.ofMillis(20), true) {

            @Override
            protected Look look(UUID organization, boolean isTicketed) {
                looks.add(organization);
                return organization.equals(flooding) && looks.size() < 10 ? Look.MORE : Look.DONE;
            }
        };

        worker.start();
        Workflows.await(() -> left(other) == 0, "the other's turn has not come");
        worker.stop();

        assertThat(looks).contains(flooding, other);
        assertThat(looks.indexOf(other)).isLessThanOrEqualTo(2);
    }

    /** Whoever takes long holds up nobody else, is looked at once at a time, and again for what came meanwhile. */
    @Test
    void lookAtOthersBesideOneThatTakesLong() {
        var slow = people.signUp().organizationId();
        var others = Stream.generate(() -> people.signUp().organizationId()).limit(3).toList();
        var release = new CompletableFuture<Void>();
        var looksAtSlow = new AtomicInteger();
        var atOnce = new AtomicInteger();
        var mostAtOnce = new AtomicInteger();
        var worker = new TicketWorker(QUEUE, "trying", tickets, signals, Duration.ofMinutes(1), true) {

            @Override
            protected Look look(UUID organization, boolean isTicketed) {
                if (organization.equals(slow)) {
                    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    looksAtSlow.incrementAndGet();
                    release.join();
                    atOnce.decrementAndGet();
                }
                return Look.DONE;
            }
        };

        ticket(slow);
        worker.start();
        Workflows.await(() -> looksAtSlow.get() == 1, "it is not looked at");
        others.forEach(this::ticket);
        ticket(slow);
        Workflows.await(() -> others.stream().allMatch(other -> left(other) == 0), "the others wait for one");
        assertThat(looksAtSlow).hasValue(1);
        release.complete(null);
        Workflows.await(() -> looksAtSlow.get() == 2 && left(slow) == 0, "what came meanwhile is not looked at");
        worker.stop();

        assertThat(mostAtOnce).hasValue(1);
    }

    private void flood(UUID organization, int tickets) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(
                        "insert into work_tickets (organization_id, queue, due_at) select ?, ?, now() - interval '1 minute' from generate_series(1, ?)")) {
            statement.setObject(1, organization);
            statement.setString(2, QUEUE);
            statement.setInt(3, tickets);
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void ticket(UUID organization) {
        new TenantContext(organization, null).run(() -> transaction.executeWithoutResult(_ -> tickets.add(QUEUE)));
    }

    private int left(UUID organization) {
        return worker.jdbc()
                .sql("select count(*) from work_tickets where organization_id = ? and queue = ?")
                .params(organization, QUEUE)
                .query(Integer.class)
                .single();
    }
}
