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
 * @param reach    in whose logs it is
 */
public record Action(
        UUID organizationId,
        @Nullable UUID userId,
        @Nullable UUID sessionId,
        String name,
        String category,
        String severity,
        @Nullable String resourceId,
        Map<String, Object> values,
        Reach reach) {

    /** In whose logs an action is: what concerns an account is no organization's more than another's. */
    public enum Reach {
        /** Of each organization that the person belongs to. */
        PERSON,
        /** Of one alone, who did it or whose it is. */
        ORGANIZATION
    }

    /** What a person did to the own account. */
    public static Action of(UUID organizationId, @Nullable UUID userId, @Nullable UUID sessionId, String name,
            String resourceId,
            Map<String, Object> values) {
        return new Action(organizationId, userId, sessionId, name, "authentication", "info", resourceId, values,
                Reach.PERSON);
    }

    /** The same, as something that an operator should look at. */
    public Action asWarning() {
        return new Action(organizationId, userId, sessionId, name, "security", "warning", resourceId, values, reach);
    }

    /** The same, as what is the one organization's. */
    public Action ofOrganization() {
        return new Action(organizationId, userId, sessionId, name, category, severity, resourceId, values,
                Reach.ORGANIZATION);
    }

    String resource() {
        return name.substring(0, name.indexOf('.'));
    }

    String description() {
        return resource() + " " + name.substring(name.indexOf('.') + 1).replace('-', ' ');
    }
}
