package dev.tenantry.shared.network;

import java.time.Duration;

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
    /** Of an aeroplane, in kilometres an hour. */
    private static final double FASTEST = 1_000;
    /** Files of locations are that wrong, in kilometres. */
    private static final double NEAR = 500;
    private static final double HOUR = Duration.ofHours(1).toSeconds();

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

    /** Whether nobody gets there in the time. */
    public boolean isOutOfReach(Location other, Duration elapsed) {
        var distance = distance(other);
        return distance != null && distance >= NEAR && distance > FASTEST * elapsed.toSeconds() / HOUR;
    }

    /** For people: {@code Munich, DE-BY}. */
    public String shown() {
        var place = region == null ? country : region;
        return city == null ? place : city + ", " + place;
    }
}
