package dev.tenantry.integrations.inbound;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.work.Tickets;

import static dev.tenantry.integrations.inbound.WebhookEventStatus.FAILED;
import static dev.tenantry.integrations.inbound.WebhookEventStatus.PENDING;
import static dev.tenantry.integrations.inbound.WebhookEventStatus.PROCESSED;

/** Has messages processed once more, in the running transaction: by the workflows that have not begun a run by them. */
@Component
class TakingUp {

    private static final String AGAIN = """
            update webhook_events e set status = ?, processed_at = null, error_message = null, due_at = now(), lease_epoch = 0, leased_by = null,
                attempts = 0, lease_losses = 0
            where e.organization_id = app.org_id() and e.id = ? and e.status in (?, ?) and (%s)""";
    private static final String OF_WHAT_BEGAN_NOTHING = AGAIN.formatted("e.run_id is null");
    /** A workflow's own address is for that alone. */
    private static final String OF_ANYTHING = AGAIN.formatted(
            """
            e.run_id is null or exists (select from webhook_receivers r
                where r.organization_id = app.org_id() and r.id = e.webhook_receiver_id and r.integration_id is not null)""");

    private final JdbcClient jdbc;
    private final Tickets tickets;

    TakingUp(JdbcClient jdbc, Tickets tickets) {
        this.jdbc = jdbc;
        this.tickets = tickets;
    }

    /** @return whether it is, as it has been processed and has begun no run */
    boolean ofWhatBeganNothing(long id) {
        return again(OF_WHAT_BEGAN_NOTHING, id);
    }

    /** @return whether it is, as it has been processed, and is for a workflow that may not have begun a run */
    boolean ofAnything(long id) {
        return again(OF_ANYTHING, id);
    }

    private boolean again(String statement, long id) {
        var isTaken = jdbc.sql(statement)
                .params(PENDING.toString(), id, PROCESSED.toString(), FAILED.toString())
                .update() > 0;
        if (isTaken) {
            tickets.add(InboundQueue.NAME);
        }
        return isTaken;
    }
}
