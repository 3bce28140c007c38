package dev.tenantry.integrations.webhook;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.journal.JournalTable;
import dev.tenantry.shared.journal.TransactionJournal;
import dev.tenantry.shared.record.Erasure;
import dev.tenantry.shared.record.PartErasure;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * What was told, or was to be told, of a record goes with it, and so does what receivers answered. Right before the commit: what dispatches
 * events holds records when it waits for the order of deliveries, and a deletion may have yet to wait for these.
 */
@Component
class DeliveryErasure implements Erasure, PartErasure {

    private final TransactionJournal journal;

    DeliveryErasure(TransactionJournal journal) {
        this.journal = journal;
    }

    @Override
    public void erase(String type, List<Long> ids) {
        var organization = TenantContext.current().organizationId().toString();
        ids.forEach(id -> journal.add(Erased.TABLE, new Row(organization, type, id.toString())));
    }

    private record Row(String organization, String type, String id) {}

    private enum Erased implements JournalTable<Row> {

        TABLE;

        @Override
        public String insert() {
            return RecordOrder.ADDING + """
                    ;
                    delete from webhook_deliveries d using unnest(?::text[], ?::text[]) as e (type, id)
                    where d.organization_id = app.org_id() and d.aggregate_type = e.type and d.aggregate_id = e.id""";
        }

        @Override
        public Object[] parameters(List<Row> rows) {
            return new Object[]{rows.getFirst().organization, rows.stream().map(Row::type).toArray(String[]::new),
                rows.stream().map(Row::id).toArray(String[]::new)};
        }
    }
}
