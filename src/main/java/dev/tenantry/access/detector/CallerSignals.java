package dev.tenantry.access.detector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.access.event.Subject;
import dev.tenantry.access.policy.SecurityEventType;

/** Counts in memory what callers are refused, until somebody writes down what has been counted. */
@Component
class CallerSignals {

    /** They are told apart by so many minutes; what counts is a quarter of an hour. */
    static final Duration STEP = Duration.ofMinutes(5);
    static final Duration WINDOW = Duration.ofMinutes(15);
    /** Beyond them nobody new is told apart, and nothing new of them: a flood does not fill the memory. */
    private static final int MOST_SUBJECTS = 5_000;
    static final int MOST_ITEMS = 1_000;

    private record Key(UUID organization, SecurityEventType type, String subject, Instant begun) {}

    private static final class Count {

        private final Set<Integer> items = new HashSet<>();
        private final Set<Integer> untold = new HashSet<>();
        private int uncounted;
        private Subject subject;

        Count(Subject subject) {
            this.subject = subject;
        }
    }

    private final Clock clock;
    private final Map<Key, Count> counts = new HashMap<>();

    CallerSignals(Clock clock) {
        this.clock = clock;
    }

    /** @param item what counts once only, however often it is noticed in these minutes; null: it always counts */
    synchronized void note(UUID organization, SecurityEventType type, Subject subject, @Nullable String item) {
        var key = new Key(organization, type, subject.key(), step(clock.instant()));
        var count = counts.get(key);
        if (count == null) {
            if (counts.size() >= MOST_SUBJECTS) {
                return;
            }
            count = new Count(subject);
            counts.put(key, count);
        }
        if (item == null) {
            count.uncounted++;
            count.subject = subject;
        } else if (count.items.size() < MOST_ITEMS && count.items.add(item.hashCode())) {
            count.untold.add(item.hashCode());
            count.subject = subject;
        }
    }

    /** What has been noticed since it was last taken. What cannot count any more is forgotten. */
    synchronized List<CallerSignal> take() {
        var taken = new ArrayList<CallerSignal>();
        counts.forEach((key, count) -> {
            if (count.uncounted > 0 || !count.untold.isEmpty()) {
                taken.add(new CallerSignal(key.organization, key.type, count.subject, key.begun, count.uncounted,
                        Set.copyOf(count.untold)));
                count.uncounted = 0;
                count.untold.clear();
            }
        });
        var current = step(clock.instant());
        counts.keySet().removeIf(key -> key.begun.isBefore(current));
        return taken;
    }

    /** They could not be written. What cannot count any more by then is left out. */
    synchronized void putBack(List<CallerSignal> taken) {
        taken.forEach(signal -> {
            var count = counts
                    .get(new Key(signal.organization(), signal.type(), signal.subject().key(), signal.begun()));
            if (count != null) {
                count.uncounted += signal.count();
                count.untold.addAll(signal.items());
            }
        });
    }

    private static Instant step(Instant now) {
        return Instant.ofEpochSecond(now.getEpochSecond() / STEP.toSeconds() * STEP.toSeconds());
    }
}
