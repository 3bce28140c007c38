package dev.tenantry.access.rule;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Whether an address may come.
 *
 * @param reason null: it may
 * @param entry  of the list, by which it was let in
 */
public record AccessDecision(@Nullable DenialReason reason, @Nullable UUID entry) {

    public static final AccessDecision ADMITTED = new AccessDecision(null, null);
    public static final AccessDecision BLOCKED = refused(DenialReason.BLOCKED);

    public static AccessDecision by(UUID entry) {
        return new AccessDecision(null, entry);
    }

    public static AccessDecision refused(DenialReason reason) {
        return new AccessDecision(reason, null);
    }

    public boolean isAdmitted() {
        return reason == null;
    }
}
