package dev.tenantry.integrations.webhook;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Tickets;

/**
 * What an endpoint is told of one record goes out in order: the first that is pending is due, the others are held. Whoever
 * ends one makes the next one due, and whoever adds some, or takes some away, holds those that have one before them; the two exclude each
 * other, or a delivery would be held that nobody releases.
 */
@Component
class RecordOrder {

    private static final String KEY = "(hashtextextended('webhooks.order/' || ?, 0))";
    private static final String ENDING = "select pg_advisory_xact_lock_shared" + KEY;
    static final String ADDING = "select pg_advisory_xact_lock" + KEY;
    private static final String RELEASE_NEXT = """
            update webhook_deliveries n set due_at = now()
            where n.organization_id = app.org_id() and n.ended_at is null and n.due_at is null and n.id = (
                select next.id from webhook_deliveries e cross join lateral (
                    select f.id from webhook_deliveries f
                    where f.organization_id = app.org_id() and f.webhook_endpoint_id = e.webhook_endpoint_id
                        and f.aggregate_type = e.aggregate_type and f.aggregate_id = e.aggregate_id and f.ended_at is null order by f.event_id, f.id limit 1) next
                where e.organization_id = app.org_id() and e.id = ?)""";
    /** But for those that are being sent just now. */
    private static final String HOLD_LATER = """
            update webhook_deliveries n set due_at = null
            where n.organization_id = app.org_id() and n.webhook_endpoint_id = ? and n.ended_at is null and n.due_at is not null and n.leased_by is null
                and exists (select from webhook_deliveries f
                    where f.organization_id = app.org_id() and f.webhook_endpoint_id = n.webhook_endpoint_id
                        and f.aggregate_type = n.aggregate_type and f.aggregate_id = n.aggregate_id and f.ended_at is null and f.event_id < n.event_id)""";
    private static final String RELEASE_FIRST = """
            update webhook_deliveries n set due_at = now()
            where n.organization_id = app.org_id() and n.ended_at is null and n.due_at is null and n.id = any (array(
                select distinct on (f.aggregate_type, f.aggregate_id) f.id from webhook_deliveries f
                where f.organization_id = app.org_id() and f.webhook_endpoint_id = ? and f.ended_at is null
                order by f.aggregate_type, f.aggregate_id, f.event_id, f.id))""";

    private final JdbcClient jdbc;
    private final Tickets tickets;

    RecordOrder(JdbcClient jdbc, Tickets tickets) {
        this.jdbc = jdbc;
        this.tickets = tickets;
    }

    /** The transaction is about to end deliveries, one at a time. */
    void keepForEnding() {
        lock(ENDING);
    }

    /** The transaction is about to add deliveries, or to begin some anew. */
    void keepForAdding() {
        lock(ADDING);
    }

    /** The delivery has ended: what waits for it is due. */
    void releaseNext(long ended) {
        if (jdbc.sql(RELEASE_NEXT).param(ended).update() > 0) {
            tickets.add(DeliveryQueue.NAME);
        }
    }

    /** Of each record that the endpoint is to be told of, what happened first is due, and nothing else. */
    void releaseFirst(UUID endpoint) {
        jdbc.sql(HOLD_LATER).param(endpoint).update();
        jdbc.sql(RELEASE_FIRST).param(endpoint).update();
        tickets.add(DeliveryQueue.NAME);
    }

    private void lock(String how) {
        jdbc.sql(how).param(TenantContext.current().organizationId().toString()).query((_, _) -> true).list();
    }
}
