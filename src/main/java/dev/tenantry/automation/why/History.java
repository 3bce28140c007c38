package dev.tenantry.automation.why;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tenantry.automation.why.WhyStore.Version;

/** What the workflow was at a time. */
record History(List<WhyStore.InForce> triggers, List<Version> versions) {

    boolean wasActive(Evidence evidence) {
        return evidence.isSomething() || laterThan(evidence) == null
                && triggers.stream().anyMatch(trigger -> trigger.covers(evidence.occurredAt()));
    }

    /** Null where there was none yet. */
    @Nullable
    Version versionOf(Evidence evidence) {
        var run = evidence.run();
        return versions.stream()
                .filter(version -> run == null
                        ? !version.createdAt().isAfter(evidence.occurredAt())
                        : version.number() == run.version())
                .findFirst()
                .orElse(null);
    }

    /** That it was not active, in words, and since when it is, or is not. */
    String whyInactive(Evidence evidence) {
        var made = laterThan(evidence);
        return made == null
                ? "the workflow was not active: " + sinceWhen()
                : "the workflow did not exist yet: it was made at " + made;
    }

    private String sinceWhen() {
        return triggers.stream()
                .findFirst()
                .map(last -> (last.isActive() ? "it has been active since " : "it has not been active since ")
                        + last.changedAt()
                        + (last.isLeft() ? ", and whoever published it is no longer a member" : ""))
                .orElse("it has never been active");
    }

    boolean isActive() {
        return triggers.stream().anyMatch(WhyStore.InForce::isActive);
    }

    /** Since when there has been such a workflow; null where that was before the event. */
    private @Nullable Instant laterThan(Evidence evidence) {
        var first = versions.isEmpty() ? null : versions.getLast();
        return first != null && first.number() == 1 && !evidence.isSomething()
                && first.createdAt().isAfter(evidence.occurredAt()) ? first.createdAt() : null;
    }

    /** What starts the workflow, or where there was none yet, what did at first; null where no event does. */
    @Nullable
    String expected(@Nullable Version version) {
        var meant = version == null && !versions.isEmpty() ? versions.getLast() : version;
        return meant == null ? null : meant.trigger().event();
    }
}
