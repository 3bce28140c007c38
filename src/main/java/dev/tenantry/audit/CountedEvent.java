package dev.tenantry.audit;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What is written by itself and can happen as often as somebody likes, so that what repeats is counted.
 *
 * @param organizationId in whose log it is; null where it is in that of each organization that the person belongs to
 * @param resourceId     what it was about
 * @param of             by what it is told apart from others that are about the same; null where by nothing
 * @param values         JSON, as {@link StoredValues} has them
 * @param reason         why it was refused; null where it was not
 */
record CountedEvent(
        @Nullable UUID organizationId,
        @Nullable UUID userId,
        AuditEntry.Category category,
        String action,
        String severity,
        String description,
        @Nullable String resourceId,
        @Nullable String of,
        @Nullable String values,
        @Nullable String reason) {

    private static final String ALL = "request.refused";

    static CountedEvent of(Refusal refusal) {
        return new CountedEvent(refusal.organizationId(), refusal.userId(), refusal.category(), refusal.action(),
                refusal.severity(), refusal.description(), refusal.resourceId(), null, null, refusal.reason());
    }

    /** What stands for all of an organization's that there is no room to tell apart. */
    CountedEvent ofAll() {
        return reason == null
                ? new CountedEvent(organizationId, userId, category, action, severity,
                        description + ": too many to tell apart", null, null, null, null)
                : new CountedEvent(organizationId, null, AuditEntry.Category.SECURITY, ALL, "error",
                        "request refused: too many to tell apart", null, null, null, reason);
    }

    AuditLogRow entry(@Nullable UUID session, @Nullable String request) {
        return new AuditLogRow(userId, session, category, action, severity, description,
                action.substring(0, action.indexOf('.')), resourceId, values, null, reason == null, reason, 1,
                request);
    }
}
