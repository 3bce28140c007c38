package dev.tenantry.access.address;

import jakarta.validation.constraints.NotNull;

/**
 * What the organization wants of its addresses: all of it, since what is left out by mistake would be turned off unnoticed.
 *
 * @param whitelistEnforced whether only what is on the list may come
 * @param approvalRequired  whether it takes two people to put something on the list
 */
record AddressPolicyRequest(
        @NotNull Boolean whitelistEnforced,
        @NotNull Boolean approvalRequired,
        @NotNull UnknownLocations unknownLocations) {}
