package dev.tenantry.shared.dispatch;

import java.util.List;

/**
 * Reacts to a tenant's events, in the transaction that marks them as dispatched and in the tenant's context: what a consumer
 * writes is there exactly once. What takes time is only queued here. Where one fails, all of them get the events again,
 * fewer at a time; at which one fails alone, it does without.
 */
@FunctionalInterface
public interface EventConsumer {

    /** @param events the next ones, in order; nobody else is at the tenant's events meanwhile */
    void on(List<PendingEvent> events);
}
