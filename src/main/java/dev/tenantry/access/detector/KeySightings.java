package dev.tenantry.access.detector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.access.event.Subject;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.network.IpAddress;
import dev.tenantry.shared.network.Location;
import dev.tenantry.shared.network.Locations;
import dev.tenantry.shared.signal.KeyUses;
import dev.tenantry.shared.web.RequestDetails;

/** Keeps in memory where each API key was used last within the hour, as this instance has seen it, and notices where nobody gets there as fast. */
@Component
class KeySightings implements KeyUses {

    static final Duration WINDOW = Duration.ofHours(1);
    /** Within it the same address is the same use. */
    private static final Duration SAME = Duration.ofMinutes(1);
    private static final int MOST_KEYS = 20_000;
    /** Beyond them no further one is remembered until somebody has taken them. */
    private static final int MOST_TRAVELS = 1_000;

    /** @param isTold further ones of the hour are not: it is known that there are two who have it */
    private record Sighting(IpAddress address, @Nullable Location location, Instant at, boolean isTold) {}

    private final Locations locations;
    private final Clock clock;
    private final Cache<UUID, Sighting> sightings = Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            .expireAfterWrite(WINDOW)
            .build();
    private final List<KeyTravel> travels = new ArrayList<>();

    KeySightings(Locations locations, Clock clock) {
        this.locations = locations;
        this.clock = clock;
    }

    @Override
    public void seen(Caller caller) {
        var request = RequestDetails.currentOrNull();
        if (caller.keyId() != null && request != null && request.client() != null) {
            seen(caller, caller.keyId(), request.client());
        }
    }

    private void seen(Caller caller, UUID key, IpAddress address) {
        var now = clock.instant();
        var last = sightings.getIfPresent(key);
        if (last == null || !last.isTold && !(last.address.equals(address) && last.at.isAfter(now.minus(SAME)))) {
            sightings.asMap()
                    .compute(key,
                            (_, known) -> next(known, new Sighting(address, place(address), now, false), caller));
        }
    }

    /** What has been noticed since it was last taken. */
    List<KeyTravel> take() {
        synchronized (travels) {
            var taken = List.copyOf(travels);
            travels.clear();
            return taken;
        }
    }

    /** Null where nobody knows it so well that it has a distance from others. */
    private @Nullable Location place(IpAddress address) {
        var place = locations.of(address);
        return place == null || place.latitude() == null || place.longitude() == null ? null : place;
    }

    /** One in a place that nobody knows says nothing, and is compared with nothing. */
    private Sighting next(@Nullable Sighting known, Sighting now, Caller caller) {
        if (known == null || known.location == null) {
            return now;
        }
        if (now.location == null || known.isTold) {
            return known;
        }
        var elapsed = Duration.between(known.at, now.at);
        if (!known.location.isOutOfReach(now.location, elapsed)) {
            return now;
        }
        synchronized (travels) {
            if (travels.size() < MOST_TRAVELS) {
                travels.add(new KeyTravel(caller.organizationId(), Subject.of(caller), known.location, now.location,
                        elapsed));
            }
        }
        return new Sighting(now.address, now.location, now.at, true);
    }
}
