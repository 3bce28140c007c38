package dev.tenantry.audit.logs;

import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.ActingRights;
import dev.tenantry.shared.record.RecordPermissions;

/**
 * Which permission it takes to see the values that an entry holds: the one to read what the entry is about. Who may read the
 * log sees that it was changed, by whom and which of its properties; not what they are.
 */
@Component
public class ValueRights {

    private static final String ACCOUNTS = "members:read";
    private static final String ORGANIZATION = "organization:read";
    private static final String SIGNING_IN = "sign-in-policy:read";

    /** Of what is not called like its resource. */
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("audit-log-export", "audit-log-exports:read"),
            Map.entry("audit-sink", "audit-sinks:read"),
            Map.entry("backup-code", ACCOUNTS), Map.entry("backup-codes", ACCOUNTS), Map.entry("device", ACCOUNTS),
            Map.entry("factor", ACCOUNTS), Map.entry("identity", ACCOUNTS), Map.entry("profile", ACCOUNTS),
            Map.entry("session", ACCOUNTS), Map.entry("user", ACCOUNTS),
            Map.entry("notification", ORGANIZATION), Map.entry("notification-template", ORGANIZATION),
            Map.entry("organization", ORGANIZATION), Map.entry("request", ORGANIZATION),
            Map.entry("legal-hold", ORGANIZATION), Map.entry("audit-retention", ORGANIZATION),
            Map.entry("organization-settings", ORGANIZATION),
            Map.entry("outbound-notification", ORGANIZATION),
            Map.entry("role", ORGANIZATION),
            Map.entry("sign-in", SIGNING_IN), Map.entry("sign-in-policy", SIGNING_IN),
            Map.entry("api-integration", SIGNING_IN), Map.entry("encryption-key", SIGNING_IN),
            Map.entry("signing-key", SIGNING_IN), Map.entry("audit-key", SIGNING_IN),
            Map.entry("sso-provider", SIGNING_IN),
            Map.entry("security-policy", "security-policy:read"),
            Map.entry("event-attendee", "events:read"), Map.entry("calendar-feed", "events:read"),
            Map.entry("daily-digest", "events:read"), Map.entry("quota-policy", "quotas:read"),
            Map.entry("quota-override", "quotas:read"), Map.entry("rate-limit", "quotas:read"),
            Map.entry("address-policy", "address-policy:read"), Map.entry("address-bypass", "address-policy:read"),
            Map.entry("usage", "usage:read"), Map.entry("form-submission", "forms:read"),
            Map.entry("email-capture-address", "emails:read"), Map.entry("email-mailbox", "emails:read"),
            Map.entry("reminder-rule", "events:read"), Map.entry("debug-session", "debug-logs:read"),
            Map.entry("line-item", "opportunities:read"), Map.entry("product-price", "products:read"),
            Map.entry("stage", "pipelines:read"), Map.entry("project-member", "projects:read"),
            Map.entry("task-assignee", "tasks:read"), Map.entry("task-dependency", "tasks:read"),
            Map.entry("team-member", "teams:read"),
            Map.entry("webhook-secret", "webhook-secret:read"),
            Map.entry("approval", "workflows:read"), Map.entry("email-template", "workflows:read"),
            Map.entry("workflow-draft", "workflows:read"), Map.entry("workflow-run", "workflows:read"),
            Map.entry("workflow-template", "workflows:read"), Map.entry("automation", "workflows:read"),
            Map.entry("workflow-variable", "workflows:read"));

    private final RecordPermissions records;

    ValueRights(RecordPermissions records) {
        this.records = records;
    }

    /** What whoever acts lacks to see the values of entries about such a resource; empty where nothing. */
    public Set<String> lacked(String resourceType) {
        var permission = permission(resourceType);
        return ActingRights.may(permission) ? Set.of() : Set.of(permission);
    }

    /** A resource that nobody has thought of has a permission that nobody has. */
    String permission(String resourceType) {
        return records.has(resourceType)
                ? records.of(resourceType, "read")
                : NAMED.getOrDefault(resourceType, resourceType + "s:read");
    }
}
