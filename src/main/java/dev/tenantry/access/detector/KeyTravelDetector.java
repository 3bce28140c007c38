package dev.tenantry.access.detector;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import dev.tenantry.access.event.Detection;
import dev.tenantry.access.event.DetectionRule;
import dev.tenantry.access.event.SecurityEvents;
import dev.tenantry.access.event.Severity;
import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.shared.time.PeriodicTask;

/** Makes events of API keys that two seem to have. Where they rightly have, the first of them is closed as none, and for thirty days there is no other. */
@Component
class KeyTravelDetector extends PeriodicTask implements Detector {

    private static final DetectionRule RULE = DetectionRule.counting(SecurityEventType.IMPOSSIBLE_TRAVEL, Severity.HIGH,
            "An API key was used in two places, faster than anybody gets from one to the other", 1);

    private final KeySightings sightings;
    private final KeySightingRows rows;
    private final SecurityEvents events;

    KeyTravelDetector(KeySightings sightings, KeySightingRows rows, SecurityEvents events) {
        super("API keys in two places", Duration.ofSeconds(2));
        this.sightings = sightings;
        this.rows = rows;
        this.events = events;
    }

    @Override
    public DetectionRule rule() {
        return RULE;
    }

    @Override
    protected synchronized void work() {
        sightings.take().forEach(this::raise);
        var seen = sightings.takeNew();
        if (!seen.isEmpty()) {
            share(seen);
        }
    }

    private void share(List<KeySighting> seen) {
        try {
            rows.share(seen).forEach(this::raise);
        } catch (RuntimeException failure) {
            sightings.putBack(seen);
            throw failure;
        }
    }

    /** Where it was is shown by the event's own place alone, which goes where the person does. */
    private void raise(KeyTravel travel) {
        events.attempt(travel.organization(), new Detection(RULE, travel.subject(), 1, 1,
                Map.of("kilometres", travel.kilometres(), "minutes", travel.elapsed().toMinutes())));
    }
}
