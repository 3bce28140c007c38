package dev.tenantry.access.detector;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.stereotype.Component;

import dev.tenantry.access.event.Detection;
import dev.tenantry.access.event.DetectionRule;
import dev.tenantry.access.event.Severity;
import dev.tenantry.access.event.Subject;
import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.shared.signal.SignInTravel;

/** Makes events of accounts that two seem to sign in to. Where one does, the first of them is closed as none, and for thirty days there is no other. */
@Component
class SignInTravelDetector implements SignInDetector {

    private static final DetectionRule RULE = DetectionRule.counting(SecurityEventType.IMPOSSIBLE_TRAVEL, Severity.HIGH,
            "Somebody signed in to a member's account in two places, faster than anybody gets from one to the other",
            1);

    private final MembersOrganizations organizations;

    SignInTravelDetector(MembersOrganizations organizations) {
        this.organizations = organizations;
    }

    @Override
    public DetectionRule rule() {
        return RULE;
    }

    /** The other place is the person's own. */
    @Override
    public void travelled(SignInTravel travel, Subject account) {
        organizations.each(Set.of(travel.userId()), _ -> Optional.of(new Detection(RULE, account, 1, 1,
                Map.of("kilometres", travel.kilometres(), "minutes", travel.minutes()))));
    }
}
