package dev.tenantry.access.detector;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.access.event.ClosedEvents;
import dev.tenantry.access.event.Detection;
import dev.tenantry.access.event.DetectionRule;
import dev.tenantry.access.event.SecurityEvents;
import dev.tenantry.access.event.Severity;
import dev.tenantry.access.event.Subject;
import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.shared.signal.SignInHistory;

/** Finds accounts at which many passwords are tried. */
@Component
class BruteForceDetector implements SignInDetector {

    private final SignInHistory history;
    private final MembersOrganizations organizations;
    private final ClosedEvents closed;
    private final SecurityEvents events;
    private final DetectionRule rule;

    BruteForceDetector(SignInHistory history, MembersOrganizations organizations, ClosedEvents closed,
            SecurityEvents events, DetectionSettings settings) {
        this.history = history;
        this.organizations = organizations;
        this.closed = closed;
        this.events = events;
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
            var failures = history.failures(user, closed.countedFrom(organization, rule.type(), account.key(), since));
            if (failures >= rule.threshold()) {
                events.attempt(organization, new Detection(rule, account, failures, times,
                        Map.of("windowMinutes", WINDOW.toMinutes())));
            }
        });
    }
}
