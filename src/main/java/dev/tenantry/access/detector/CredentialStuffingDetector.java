package dev.tenantry.access.detector;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Component;

import dev.tenantry.access.event.ClosedEvents;
import dev.tenantry.access.event.Detection;
import dev.tenantry.access.event.DetectionRule;
import dev.tenantry.access.event.Severity;
import dev.tenantry.access.event.Subject;
import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.shared.signal.SignInHistory;

/** Finds addresses from which many names are tried. */
@Component
class CredentialStuffingDetector implements SignInDetector {

    private final SignInHistory history;
    private final MembersOrganizations organizations;
    private final ClosedEvents closed;
    private final DetectionRule rule;

    CredentialStuffingDetector(SignInHistory history, MembersOrganizations organizations, ClosedEvents closed,
            DetectionSettings settings) {
        this.history = history;
        this.organizations = organizations;
        this.closed = closed;
        this.rule = DetectionRule.counting(SecurityEventType.CREDENTIAL_STUFFING, Severity.HIGH,
                "Many names were tried from one address, a member's among them", settings.namesPerAddress());
    }

    @Override
    public DetectionRule rule() {
        return rule;
    }

    @Override
    public void failedFrom(String network, Subject address, int times, Instant since) {
        if (history.namesTried(network, since) < rule.threshold()) {
            return;
        }
        organizations.each(history.accountsTried(network, since), organization -> {
            var names = history.namesTried(network,
                    closed.countedFrom(organization, rule.type(), address.key(), since));
            return names < rule.threshold()
                    ? Optional.empty()
                    : Optional.of(new Detection(rule, address, names, times,
                            Map.of("windowMinutes", WINDOW.toMinutes())));
        });
    }
}
