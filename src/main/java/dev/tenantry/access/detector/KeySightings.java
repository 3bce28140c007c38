package dev.tenantry.access.detector;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

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

/**
 * Keeps in memory where each API key was used last within the hour, as this instance has seen it, and notices where nobody gets there as fast. What is new is
 * compared with what other instances have seen, too, by {@link KeySightingRows}.
 */
@Component
class KeySightings implements KeyUses {

    static final Duration WINDOW = Duration.ofHours(1);
    /** Within it the same address is the same use. */
    private static final Duration SAME = Duration.ofMinutes(1);
    private static final int MOST_KEYS = 20_000;
    /** Beyond them no further one is remembered until somebody has taken them. */
    private static final int MOST_TRAVELS = 1_000;
    private static final int MOST_NEW = 5_000;

    private final Locations locations;
    private final Clock clock;
    private final Cache<UUID, KeySighting> sightings = Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            .expireAfterWrite(WINDOW)
            .build();
    private final List<KeyTravel> travels = new ArrayList<>();
    private final Map<UUID, KeySighting> news = new ConcurrentHashMap<>();

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
        if (last == null || !last.isTold() && !(last.address().equals(address) && last.at().isAfter(now.minus(SAME)))) {
            var seen = new KeySighting(caller.organizationId(), key, Subject.of(caller), address, place(address), now,
                    false);
            remember(sightings.asMap().compute(key, (_, known) -> next(known, seen)));
        }
    }

    private void remember(KeySighting latest) {
        if (latest.location() != null && (news.size() < MOST_NEW || news.containsKey(latest.key()))) {
            news.put(latest.key(), latest);
        }
    }

    /** Where keys were used since that was last taken. */
    List<KeySighting> takeNew() {
        return news.keySet().stream().map(news::remove).filter(Objects::nonNull).toList();
    }

    /** They could not be written. */
    void putBack(List<KeySighting> taken) {
        taken.forEach(sighting -> news.putIfAbsent(sighting.key(), sighting));
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
    private KeySighting next(@Nullable KeySighting known, KeySighting now) {
        if (known == null || known.location() == null) {
            return now;
        }
        if (now.location() == null || known.isTold()) {
            return known;
        }
        var elapsed = Duration.between(known.at(), now.at());
        if (!known.location().isOutOfReach(now.location(), elapsed)) {
            return now;
        }
        synchronized (travels) {
            if (travels.size() < MOST_TRAVELS) {
                travels.add(new KeyTravel(now.organization(), now.subject(), known.location(), now.location(),
                        elapsed));
            }
        }
        return now.told();
    }
}
