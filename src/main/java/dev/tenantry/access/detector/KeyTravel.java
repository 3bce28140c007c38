package dev.tenantry.access.detector;

import java.time.Duration;
import java.util.UUID;

import dev.tenantry.access.event.Subject;
import dev.tenantry.shared.network.Location;

/** An API key was used in two places, faster than anybody gets from one to the other. */
record KeyTravel(UUID organization, Subject subject, Location from, Location to, Duration elapsed) {

    long kilometres() {
        var distance = from.distance(to);
        return distance == null ? 0 : Math.round(distance);
    }
}
