package dev.tenantry.access.admission;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

/** Counts in memory how often entries of the lists let somebody in, until it is written. */
@Component
class AllowlistUse {

    private final Clock clock;
    private final ConcurrentHashMap<UUID, Use> counted = new ConcurrentHashMap<>();

    AllowlistUse(Clock clock) {
        this.clock = clock;
    }

    record Use(UUID organization, UUID entry, long count, Instant last) {

        private Use plus(Use other) {
            return new Use(organization, entry, count + other.count, last.isAfter(other.last) ? last : other.last);
        }
    }

    void count(UUID organization, UUID entry) {
        counted.merge(entry, new Use(organization, entry, 1, clock.instant()), Use::plus);
    }

    /** In one order, so that instances that write the same entries wait for each other and no more. */
    List<Use> take() {
        var taken = new ArrayList<Use>();
        for (var entry : counted.keySet().stream().sorted().toList()) {
            var use = counted.remove(entry);
            if (use != null) {
                taken.add(use);
            }
        }
        return taken;
    }

    /** It could not be written. */
    void putBack(List<Use> taken) {
        taken.forEach(use -> counted.merge(use.entry, use, Use::plus));
    }
}
