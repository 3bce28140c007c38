package dev.tenantry.audit;

import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A row of the audit log that is written by itself, and not with what a transaction changes.
 *
 * @param sessionId   of the person, or the API key
 * @param severity    one of the documented levels
 * @param values      JSON, as {@link StoredValues} has them
 * @param metadata    JSON of what the application itself knows, and nobody has entered
 * @param error       why it was refused; null where it was not
 * @param replaced    by name what the values took the place of
 * @param occurrences how often it happened
 * @param request     as {@link dev.tenantry.shared.web.RequestJson} has it
 */
record AuditLogRow(
        @Nullable UUID userId,
        @Nullable UUID sessionId,
        AuditEntry.Category category,
        String action,
        String severity,
        String description,
        String resource,
        @Nullable String resourceId,
        @Nullable String values,
        @Nullable String replaced,
        @Nullable String metadata,
        boolean success,
        @Nullable String error,
        int occurrences,
        @Nullable String request) {

    private static final String INSERT = """
            insert into audit_logs (organization_id, user_id, impersonator_id, session_id, api_key_id, request_id, correlation_id, request_method, request_path,
                ip_address, geo_location, user_agent, action_type, action_category, severity_level, action_description, resource_type, resource_id, new_values, old_values, changes_json, metadata,
                success, error_message, occurrences, retention_period_days)
            select e.organization_id, e.user_id, (e.request ->> 'impersonator')::uuid, nullif(e.session_id, e.request ->> 'api_key'),
                (e.request ->> 'api_key')::uuid, e.request ->> 'id', e.request ->> 'correlation_id', e.request ->> 'method', e.request ->> 'path',
                (e.request ->> 'address')::inet, e.request -> 'location', e.request ->> 'user_agent', e.action, e.category, e.severity, e.description,
                e.resource, e.resource_id, e.new_values, e.old_values,
                (select jsonb_agg(k order by k) from jsonb_object_keys(e.old_values) as k where jsonb_exists(e.new_values, k)), e.metadata, e.success, e.error, e.occurrences, coalesce(r.retention_period_days, 0)
            from (values (?::uuid, ?::uuid, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?::boolean, ?, ?::integer))
                as e (organization_id, user_id, session_id, request, action, category, severity, description, resource, resource_id, new_values, old_values, metadata, success,
                    error, occurrences)
            left join audit_retention r on r.organization_id = ?
                and r.retention_class = app.retention_class(e.category, e.action, e.success)""";

    /** Of what replaces nothing. */
    AuditLogRow(@Nullable UUID userId, @Nullable UUID sessionId, AuditEntry.Category category, String action,
            String severity,
            String description, String resource, @Nullable String resourceId, @Nullable String values,
            @Nullable String metadata, boolean success, @Nullable String error, int occurrences,
            @Nullable String request) {
        this(userId, sessionId, category, action, severity, description, resource, resourceId, values, null, metadata,
                success, error, occurrences, request);
    }

    /** The same, that often. */
    AuditLogRow times(int count, String told) {
        return new AuditLogRow(userId, sessionId, category, action, severity, description, resource,
                resourceId, values, replaced, told, success, error, count, request);
    }

    /** Into the log of this organization. */
    void write(JdbcClient jdbc, UUID organization) {
        jdbc.sql(INSERT)
                .param(organization)
                .param(userId)
                .param(sessionId == null ? null : sessionId.toString())
                .param(request)
                .param(action)
                .param(category.name().toLowerCase(Locale.ROOT))
                .param(severity)
                .param(description)
                .param(resource)
                .param(resourceId)
                .param(values)
                .param(replaced)
                .param(metadata)
                .param(success)
                .param(error)
                .param(occurrences)
                .param(organization)
                .update();
    }
}
