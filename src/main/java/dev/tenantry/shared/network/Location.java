package dev.tenantry.shared.network;

import org.jspecify.annotations.Nullable;

/**
 * Where an address is used, as far as anybody knows.
 *
 * @param country ISO 3166-1 alpha-2
 * @param region  ISO 3166-2: {@code DE-BY}
 * @param city    by its English name
 */
public record Location(
        String country,
        @Nullable String region,
        @Nullable String city,
        @Nullable Double latitude,
        @Nullable Double longitude) {

    private static final double EARTH_RADIUS_KM = 6371;

    /** In kilometres, along the earth's surface; null where it is not known of both. */
    public @Nullable Double distance(Location other) {
        if (latitude == null || longitude == null || other.latitude == null || other.longitude == null) {
            return null;
        }
        var here = Math.toRadians(latitude);
        var there = Math.toRadians(other.latitude);
        var north = Math.sin((there - here) / 2);
        var east = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
        return 2 * EARTH_RADIUS_KM
                * Math.asin(Math.sqrt(north * north + Math.cos(here) * Math.cos(there) * east * east));
    }

    /** For people: {@code Munich, DE-BY}. */
    public String shown() {
        var place = region == null ? country : region;
        return city == null ? place : city + ", " + place;
    }
}
