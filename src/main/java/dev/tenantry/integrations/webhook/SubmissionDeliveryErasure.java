package dev.tenantry.integrations.webhook;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.journal.JournalTable;
import dev.tenantry.shared.journal.TransactionJournal;
import dev.tenantry.shared.record.PartErasure;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.work.Tickets;

/**
 * What was told, or was to be told, of what a visitor has sent goes with it. It is found by what it says, since it is kept for longer than the events
 * that it tells of. The form stays, and what is to be told of it next is due. Right before the commit, as in {@link DeliveryErasure}.
 */
@Component
class SubmissionDeliveryErasure implements PartErasure {

    private static final String TYPE = "form-submission";

    private final TransactionJournal journal;
    private final Tickets tickets;

    SubmissionDeliveryErasure(TransactionJournal journal, Tickets tickets) {
        this.journal = journal;
        this.tickets = tickets;
    }

    @Override
    public void erase(String type, List<Long> ids) {
        if (type.equals(TYPE) && !ids.isEmpty()) {
            var organization = TenantContext.current().organizationId().toString();
            ids.forEach(id -> journal.add(Erased.TABLE, new Row(organization, id.toString())));
            tickets.add(DeliveryQueue.NAME);
        }
    }

    private record Row(String organization, String submission) {}

    private enum Erased implements JournalTable<Row> {

        TABLE;

        @Override
        public String insert() {
            return RecordOrder.ADDING + """
                    ;
                    with erased as (
                        delete from webhook_deliveries d where d.organization_id = app.org_id() and d.aggregate_type = 'form'
                            and d.body::jsonb #>> '{data,submissionId}' = any(?::text[]) returning d.id, d.webhook_endpoint_id, d.aggregate_id)
                    update webhook_deliveries n set due_at = now()
                    where n.organization_id = app.org_id() and n.ended_at is null and n.due_at is null and n.id = any (array(
                        select (select f.id from webhook_deliveries f
                            where f.organization_id = app.org_id() and f.webhook_endpoint_id = e.webhook_endpoint_id and f.aggregate_type = 'form'
                                and f.aggregate_id = e.aggregate_id and f.ended_at is null and f.id <> all (array(select id from erased))
                            order by f.event_id, f.id limit 1)
                        from (select distinct webhook_endpoint_id, aggregate_id from erased) e))""";
        }

        @Override
        public Object[] parameters(List<Row> rows) {
            return new Object[]{rows.getFirst().organization,
                rows.stream().map(Row::submission).toArray(String[]::new)};
        }
    }
}
