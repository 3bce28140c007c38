package dev.tenantry.tenancy.permission;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * Whether a member may do a thing, and why.
 *
 * @param permission {@code resource:action}
 * @param detail     the reason, for people
 * @param grantedBy  the member's active roles that grant it, whatever else stands in the way
 */
record Explanation(String permission, boolean allowed, Reason reason, String detail, List<GrantingRole> grantedBy) {

    record GrantingRole(@JsonFormat(shape = JsonFormat.Shape.STRING) Long id, String name, String slug) {}

    static Explanation of(String permission, List<GrantingRole> active, boolean hasInactive,
            List<Reason> obstacles) {
        var reason = !active.isEmpty()
                ? obstacles.isEmpty() ? Reason.GRANTED : obstacles.getFirst()
                : hasInactive ? Reason.ROLE_INACTIVE : Reason.NOT_GRANTED;
        return new Explanation(permission, reason == Reason.GRANTED, reason, reason.detail(), active);
    }
}
