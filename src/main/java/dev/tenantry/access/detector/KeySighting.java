package dev.tenantry.access.detector;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.access.event.Subject;
import dev.tenantry.shared.network.IpAddress;
import dev.tenantry.shared.network.Location;

/**
 * Where an API key was used.
 *
 * @param location null: nobody knows
 * @param isTold   further travels of the hour are not told: it is known that there are two who have it
 */
record KeySighting(
        UUID organization,
        UUID key,
        Subject subject,
        IpAddress address,
        @Nullable Location location,
        Instant at,
        boolean isTold) {

    KeySighting told() {
        return new KeySighting(organization, key, subject, address, location, at, true);
    }
}
