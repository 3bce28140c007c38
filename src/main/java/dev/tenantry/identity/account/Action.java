package dev.tenantry.identity.account;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What somebody did, for the audit log of an organization.
 *
 * @param userId   who; null where it is no person, but the service key
 * @param name     {@code session.created}
 * @param category one of the audit log's
 * @param severity one of the audit log's
 * @param values   what it set
 */
public record Action(
        UUID organizationId,
        @Nullable UUID userId,
        @Nullable UUID sessionId,
        String name,
        String category,
        String severity,
        String resourceId,
        Map<String, Object> values) {

    public static Action of(UUID organizationId, @Nullable UUID userId, @Nullable UUID sessionId, String name,
            String resourceId,
            Map<String, Object> values) {
        return new Action(organizationId, userId, sessionId, name, "authentication", "info", resourceId, values);
    }

    /** The same, as something that an operator should look at. */
    public Action asWarning() {
        return new Action(organizationId, userId, sessionId, name, "security", "warning", resourceId, values);
    }

    String resource() {
        return name.substring(0, name.indexOf('.'));
    }

    String description() {
        return resource() + " " + name.substring(name.indexOf('.') + 1).replace('-', ' ');
    }
}
