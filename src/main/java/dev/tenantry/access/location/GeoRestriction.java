package dev.tenantry.access.location;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.network.Location;

/**
 * A restriction of places.
 *
 * @param countries   ISO 3166-1 alpha-2
 * @param regions     ISO 3166-2
 * @param isAllowlist whether people may come from these places, or may not
 */
record GeoRestriction(Set<String> countries, Set<String> regions, boolean isAllowlist) {

    enum Match {
        YES, NO,
        /** The country has regions that the restriction names, and nobody knows in which of them the address is. */
        UNKNOWN
    }

    Match match(@Nullable Location location) {
        if (location == null) {
            return Match.UNKNOWN;
        }
        if (countries.contains(location.country())
                || location.region() != null && regions.contains(location.region())) {
            return Match.YES;
        }
        var isPossible = location.region() == null
                && regions.stream().anyMatch(region -> region.startsWith(location.country() + "-"));
        return isPossible ? Match.UNKNOWN : Match.NO;
    }
}
