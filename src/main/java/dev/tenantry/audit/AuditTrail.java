package dev.tenantry.audit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.audit.classification.ValueMasks;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.journal.CurrentRun;
import dev.tenantry.shared.journal.JournalTable;
import dev.tenantry.shared.journal.TransactionJournal;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.RequestDetails;
import dev.tenantry.shared.web.RequestLocation;

/** Takes down what a transaction changes; the row is written with the transaction. */
@Component
public class AuditTrail {

    private final TransactionJournal journal;
    private final RequestLocation location;
    private final JsonMapper json;
    private final ValueMasks masks;

    AuditTrail(TransactionJournal journal, RequestLocation location, JsonMapper json, ValueMasks masks) {
        this.journal = journal;
        this.location = location;
        this.json = json;
        this.masks = masks;
    }

    /** @throws IllegalStateException outside of a writing transaction */
    public void record(AuditEntry entry) {
        var changed = new TreeSet<>(entry.before().keySet());
        changed.retainAll(entry.after().keySet());
        var caller = Caller.currentOrNull();
        if (caller != null && caller.isImpersonated()) {
            OwnEntries.expect();
        }
        journal.add(Rows.TABLE, new Row(entry, json(entry, entry.before()), json(entry, entry.after()),
                changed.isEmpty() ? null : json.writeValueAsString(changed), TenantContext.current().userId(),
                CurrentRun.idOrNull(), location::current));
    }

    private @Nullable String json(AuditEntry entry, Map<String, @Nullable Object> values) {
        var stored = masks.stored(TenantContext.current().organizationId(), entry.resourceType(), values);
        return stored.isEmpty() ? null : json.writeValueAsString(stored);
    }

    /**
     * @param user who made the change, of whom there can be several in one transaction
     * @param run  by which it was made, likewise
     */
    private record Row(
            AuditEntry entry,
            @Nullable String before,
            @Nullable String after,
            @Nullable String changes,
            @Nullable UUID user,
            @Nullable Long run,
            Supplier<@Nullable String> location) {

        String description() {
            return ActionTexts.of(entry.resourceType(), entry.action());
        }

        /** Whoever published a workflow is told from the workflow. The id is a text, as it is everywhere. */
        @Nullable
        String automation() {
            return run == null ? null : "{\"runId\": \"%s\"}".formatted(run);
        }
    }

    private enum Rows implements JournalTable<Row> {

        TABLE;

        @Override
        public String insert() {
            return """
                    insert into audit_logs (organization_id, user_id, impersonator_id, session_id, api_key_id, request_id, correlation_id, request_method,
                        request_path, ip_address, geo_location, user_agent, metadata, action_type, action_category, action_description, resource_type, resource_id, old_values, new_values, changes_json,
                        retention_period_days)
                    select app.org_id(), a.user_id::uuid, ?::uuid, ?, ?::uuid, ?, ?, ?, ?, ?::inet, ?::jsonb, ?, a.metadata::jsonb,
                        a.action_type, a.action_category, a.action_description, a.resource_type, a.resource_id, a.old_values::jsonb, a.new_values::jsonb,
                        a.changes::jsonb, coalesce(r.retention_period_days, 0)
                    from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                        as a (user_id, metadata, action_type, action_category, action_description, resource_type, resource_id, old_values, new_values, changes)
                    left join audit_retention r on r.organization_id = app.org_id()
                        and r.retention_class = app.retention_class(a.action_category, a.action_type, true)""";
        }

        @Override
        public @Nullable Object[] parameters(List<Row> rows) {
            var request = RequestDetails.currentOrNull();
            var caller = Caller.currentOrNull();
            var key = caller == null ? null : caller.keyId();
            return new @Nullable Object[]{caller == null ? null : caller.impersonatorId(),
                caller == null || key != null ? null : caller.sessionId().toString(), key,
                request == null ? null : request.requestId(), request == null ? null : request.correlationId(),
                request == null ? null : request.method(), request == null ? null : request.path(),
                request == null ? null : request.address(), rows.getFirst().location.get(),
                request == null ? null : request.userAgent(),
                texts(rows, row -> row.user == null ? null : row.user.toString()), texts(rows, Row::automation),
                texts(rows, row -> row.entry.action()),
                texts(rows, row -> row.entry.category().name().toLowerCase(Locale.ROOT)),
                texts(rows, Row::description), texts(rows, row -> row.entry.resourceType()),
                texts(rows, row -> row.entry.resourceId()),
                texts(rows, Row::before), texts(rows, Row::after), texts(rows, Row::changes)};
        }

        private static @Nullable String[] texts(List<Row> rows, Function<Row, @Nullable String> value) {
            return rows.stream().map(value).toArray(String[]::new);
        }
    }
}
