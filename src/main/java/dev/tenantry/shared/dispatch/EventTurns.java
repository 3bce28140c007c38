package dev.tenantry.shared.dispatch;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.tenancy.TenantContext;

/** Gives a tenant's pending events to all that react to events. */
@Component
public class EventTurns {

    private final JdbcClient jdbc;
    private final PendingEvents pending;
    private final List<EventConsumer> consumers;

    EventTurns(JdbcClient jdbc, PendingEvents pending, List<EventConsumer> consumers) {
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

    /** Dispatches the next events of the current tenant. */
    @Transactional
    public Turn take() {
        if (!isMine()) {
            return new Turn(false, false);
        }
        var events = pending.take();
        if (!events.isEmpty()) {
            consumers.forEach(consumer -> consumer.on(events));
        }
        return new Turn(true, events.size() == PendingEvents.BATCH
                || events.stream().mapToLong(PendingEvent::size).sum() >= PendingEvents.ROOM);
    }

    /**
     * One dispatcher a tenant at a time keeps the order of its events, the counters free of deadlocks, and the count of what
     * a first cause makes exact.
     */
    private boolean isMine() {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended('events.dispatch/' || ?, 0))")
                .param(TenantContext.current().organizationId().toString())
                .query(Boolean.class)
                .single();
    }
}
