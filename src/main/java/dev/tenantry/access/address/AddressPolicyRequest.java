package dev.tenantry.access.address;

import org.jspecify.annotations.Nullable;

/**
 * What the organization wants of its addresses.
 *
 * @param whitelistEnforced whether only what is on the list may come; absent: no
 * @param approvalRequired  whether it takes two people to put something on the list; absent: no
 * @param unknownLocations  absent: they are admitted
 */
record AddressPolicyRequest(
        @Nullable Boolean whitelistEnforced,
        @Nullable Boolean approvalRequired,
        @Nullable UnknownLocations unknownLocations) {

    AddressPolicyRequest {
        whitelistEnforced = whitelistEnforced != null && whitelistEnforced;
        approvalRequired = approvalRequired != null && approvalRequired;
        unknownLocations = unknownLocations == null ? UnknownLocations.ADMIT : unknownLocations;
    }

    boolean isListEnforced() {
        return Boolean.TRUE.equals(whitelistEnforced);
    }

    boolean isApprovalRequired() {
        return Boolean.TRUE.equals(approvalRequired);
    }

    UnknownLocations unknown() {
        return unknownLocations == null ? UnknownLocations.ADMIT : unknownLocations;
    }
}
