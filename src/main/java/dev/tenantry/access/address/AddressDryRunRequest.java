package dev.tenantry.access.address;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.access.location.GeoRestrictionRequest;
import dev.tenantry.shared.network.IpRange;

/**
 * Rules that are tried out on the requests of the last days. What is absent is as it is stated now.
 *
 * @param whitelistEnforced absent: the list is enforced, unless restrictions of places alone are tried out
 * @param addresses         what is on the list
 * @param unknownLocations  what becomes of addresses of which nobody knows where they are
 * @param geoRestrictions   all restrictions of places, in place of those that there are
 */
record AddressDryRunRequest(
        @Nullable Boolean whitelistEnforced,
        @Size(max = AllowlistEntries.MOST) @Nullable List<@NotNull @NotBlank @Size(max = IpRange.LONGEST_TEXT) String> addresses,
        @Nullable UnknownLocations unknownLocations,
        @Size(max = 50) @Nullable List<@Valid @NotNull GeoRestrictionRequest> geoRestrictions) {

    boolean isListEnforced(boolean isNow) {
        var isOfPlacesAlone = geoRestrictions != null && addresses == null;
        return whitelistEnforced == null ? isNow || !isOfPlacesAlone : whitelistEnforced;
    }
}
