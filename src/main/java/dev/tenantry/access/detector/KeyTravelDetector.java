package dev.tenantry.access.detector;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import dev.tenantry.access.event.Detection;
import dev.tenantry.access.event.SecurityEvents;
import dev.tenantry.access.event.Severity;
import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.shared.time.PeriodicTask;

/** Makes events of API keys that two seem to have. Where they rightly have, the first of them is closed as none, and for thirty days there is no other. */
@Component
class KeyTravelDetector extends PeriodicTask {

    private final KeySightings sightings;
    private final SecurityEvents events;

    KeyTravelDetector(KeySightings sightings, SecurityEvents events) {
        super("API keys in two places", Duration.ofSeconds(2));
        this.sightings = sightings;
        this.events = events;
    }

    @Override
    protected synchronized void work() {
        sightings.take().forEach(this::raise);
    }

    /** Where it was is shown by the event's own place alone, which goes where the person does. */
    private void raise(KeyTravel travel) {
        events.attempt(travel.organization(), new Detection(SecurityEventType.SUSPICIOUS_LOGIN, Severity.HIGH,
                "An API key was used in two places, faster than anybody gets from one to the other",
                travel.subject(), 1, 1, 1, Map.of("signs", List.of("unusualPlace"), "kilometres",
                        travel.kilometres(), "minutes", travel.elapsed().toMinutes())));
    }
}
