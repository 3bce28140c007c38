package dev.tenantry.access.rule;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Whether an address may come.
 *
 * @param reason null: it may
 * @param entry  of the list, by which it was let in
 */
public record Decision(@Nullable DenialReason reason, @Nullable UUID entry) {

    public static final Decision ADMITTED = new Decision(null, null);
    public static final Decision BLOCKED = refused(DenialReason.BLOCKED);

    public static Decision by(UUID entry) {
        return new Decision(null, entry);
    }

    public static Decision refused(DenialReason reason) {
        return new Decision(reason, null);
    }

    public boolean isAdmitted() {
        return reason == null;
    }
}
