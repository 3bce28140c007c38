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
    private static final String MANY = ": too many to tell apart";

    static CountedEvent of(Refusal refusal) {
        return new CountedEvent(refusal.organizationId(), refusal.userId(), refusal.category(), refusal.action(),
                refusal.severity(), refusal.description(), refusal.resourceId(), null, null, refusal.reason());
    }

    /** What stands for all of a caller's that there is no room to tell apart. */
    CountedEvent ofCaller() {
        return ofMany(userId);
    }

    /** What stands for all of an organization's callers for whom there is no room either. */
    CountedEvent ofAll() {
        return ofMany(null);
    }

    private CountedEvent ofMany(@Nullable UUID user) {
        return reason == null
                ? new CountedEvent(organizationId, user, category, action, severity, description + MANY, null, null,
                        null,
                        null)
                : new CountedEvent(organizationId, user, AuditEntry.Category.SECURITY, ALL, "error",
                        "request refused" + MANY, null, null, null, MANY.substring(2));
    }

    AuditLogRow entry(@Nullable UUID session, @Nullable String request) {
        return new AuditLogRow(userId, session, category, action, severity, description,
                action.substring(0, action.indexOf('.')), resourceId, values, null, reason == null, reason, 1,
                request);
    }
}
