package dev.tenantry.shared.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.shared.database.TransientFailures;
import dev.tenantry.shared.problem.Redacted;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.tenancy.TenantDataSource;

/** Gives a tenant's pending events to all that react to events. */
@Component
public class EventTurns {

    private static final Logger log = LoggerFactory.getLogger(EventTurns.class);

    private static final String LOCK = "events.dispatch/";

    private final JdbcClient jdbc;
    private final PendingEvents pending;
    private final List<EventConsumer> consumers;
    private final TransactionTemplate transaction;

    EventTurns(JdbcClient jdbc, PendingEvents pending, List<EventConsumer> consumers,
            PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
        transaction.setName(TenantDataSource.ROUTINE);
        this.jdbc = jdbc;
        this.pending = pending;
        this.consumers = consumers;
    }

    /**
     * What a turn came to.
     *
     * @param isMine whether it was one: another instance may be at the tenant's events
     * @param isMore whether there may be more
     */
    public record Turn(boolean isMine, boolean isMore) {}

    /**
     * Dispatches the next events of the current tenant. Where somebody fails at them, fewer are tried, down to the one that is to
     * blame: whoever fails at that one does without it, and nobody else.
     *
     * @throws RuntimeException where the database is to blame, which passes
     */
    public Turn take() {
        for (var most = PendingEvents.BATCH; most > 1; most /= 2) {
            var some = most;
            try {
                return Objects.requireNonNull(transaction.execute(_ -> dispatch(some, consumers, null)));
            } catch (RuntimeException | StackOverflowError failure) {
                demandFault(failure);
            }
        }
        return takeOne();
    }

    /**
     * Waits until nobody dispatches the current tenant's events, and has nobody do so before the end of the transaction. Whoever
     * makes runs of events besides begins with it, before any other lock.
     */
    public void hold() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('" + LOCK + "' || ?, 0))")
                .param(TenantContext.current().organizationId().toString())
                .query((RowCallbackHandler) _ -> {});
    }

    private Turn takeOne() {
        var able = new ArrayList<>(consumers);
        var asked = new AtomicReference<@Nullable EventConsumer>();
        String error = null;
        while (true) {
            var told = error;
            try {
                return Objects.requireNonNull(transaction.execute(_ -> dispatch(1, noting(able, asked), told)));
            } catch (RuntimeException | StackOverflowError failure) {
                demandFault(failure);
                var unable = asked.get();
                if (unable == null || !able.remove(unable)) {
                    throw failure;
                }
                var name = unable.getClass().getSimpleName();
                log.error("{} fails at an event of organization {} and does without it", name,
                        TenantContext.current().organizationId(), Redacted.of(failure));
                error = name + ": " + Redacted.line(failure);
            }
        }
    }

    /** What fails behind the last of them, at the commit, is no one's. */
    private static List<EventConsumer> noting(List<EventConsumer> consumers,
            AtomicReference<@Nullable EventConsumer> asked) {
        return Stream.concat(consumers.stream().<EventConsumer>map(consumer -> events -> {
            asked.set(consumer);
            consumer.on(events);
        }), Stream.of(_ -> asked.set(null))).toList();
    }

    private static void demandFault(Throwable failure) {
        if (TransientFailures.isBehind(failure) && failure instanceof RuntimeException passing) {
            throw passing;
        }
    }

    /** @param error why somebody else does without them */
    private Turn dispatch(int most, List<EventConsumer> to, @Nullable String error) {
        if (!isMine()) {
            return new Turn(false, false);
        }
        var events = pending.take(most);
        if (!events.isEmpty()) {
            log.debug("{} events are dispatched, from {} on", events.size(), events.getFirst().id());
            to.forEach(consumer -> consumer.on(events));
        }
        if (error != null) {
            events.forEach(event -> pending.note(event, error));
        }
        return new Turn(true, events.size() == most
                || events.stream().mapToLong(PendingEvent::size).sum() >= PendingEvents.ROOM);
    }

    /**
     * One dispatcher a tenant at a time keeps the order of its events, the counters free of deadlocks, and the count of what
     * a first cause makes exact.
     */
    private boolean isMine() {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended('" + LOCK + "' || ?, 0))")
                .param(TenantContext.current().organizationId().toString())
                .query(Boolean.class)
                .single();
    }
}
