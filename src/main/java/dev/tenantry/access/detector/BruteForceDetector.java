package dev.tenantry.access.detector;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.access.event.ClosedEvents;
import dev.tenantry.access.event.Detection;
import dev.tenantry.access.event.DetectionRule;
import dev.tenantry.access.event.Severity;
import dev.tenantry.access.event.Subject;
import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.shared.signal.FailedSource;
import dev.tenantry.shared.signal.SignInHistory;

/** Finds accounts at which many passwords are tried. */
@Component
class BruteForceDetector implements SignInDetector {

    private static final int MOST_SHOWN = 10;

    private final SignInHistory history;
    private final MembersOrganizations organizations;
    private final ClosedEvents closed;
    private final DetectionRule rule;

    BruteForceDetector(SignInHistory history, MembersOrganizations organizations, ClosedEvents closed,
            DetectionSettings settings) {
        this.history = history;
        this.organizations = organizations;
        this.closed = closed;
        this.rule = DetectionRule.counting(SecurityEventType.BRUTE_FORCE_ATTEMPT, Severity.HIGH,
                "Somebody tried many passwords at a member's account", settings.failuresPerAccount());
    }

    @Override
    public DetectionRule rule() {
        return rule;
    }

    @Override
    public void failedAt(UUID user, Subject account, int times, Instant since) {
        if (history.failures(user, since) < rule.threshold()) {
            return;
        }
        organizations.each(Set.of(user), organization -> {
            var from = closed.countedFrom(organization, rule.type(), account.key(), since);
            var failures = history.failures(user, from);
            return failures < rule.threshold()
                    ? Optional.empty()
                    : Optional.of(found(account, failures, times, history.sources(user, from)));
        });
    }

    private Detection found(Subject account, int failures, int times, List<FailedSource> sources) {
        var busiest = sources.isEmpty() ? null : sources.getFirst();
        var seen = sources.stream()
                .limit(MOST_SHOWN)
                .map(source -> Map.of("ipAddress", source.address(), "failures", source.failures()))
                .toList();
        return new Detection(rule, busiest == null ? account : account.from(busiest.address(), busiest.userAgent()),
                failures, times, Map.of("windowMinutes", WINDOW.toMinutes(), "addresses", seen), guessing(sources));
    }

    /** Not from where the member signed in before, nor from where far less was tried than elsewhere: that is a slip. */
    private static List<String> guessing(List<FailedSource> sources) {
        var all = sources.stream().mapToInt(FailedSource::failures).sum();
        return sources.stream()
                .filter(source -> !source.isKnown() && 2 * source.failures() * sources.size() >= all)
                .map(FailedSource::address)
                .toList();
    }
}
