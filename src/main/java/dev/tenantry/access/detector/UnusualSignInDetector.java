package dev.tenantry.access.detector;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.stereotype.Component;

import dev.tenantry.access.event.Detection;
import dev.tenantry.access.event.DetectionRule;
import dev.tenantry.access.event.Severity;
import dev.tenantry.access.event.Subject;
import dev.tenantry.access.guard.ClientNetwork;
import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.shared.signal.FailedSource;
import dev.tenantry.shared.signal.SignInHistory;
import dev.tenantry.shared.signal.UnusualSignIn;

/** Finds sign-ins that are unlike those before, in more ways than one. What it counts is worth, in percent: all ways at once are told whatever was none. */
@Component
class UnusualSignInDetector implements SignInDetector {

    private static final int ENOUGH = 60;
    private static final int NEW_DEVICE = 30;
    private static final int UNUSUAL_PLACE = 40;
    private static final int FAILED_BEFORE = 30;
    private static final int FEW_FAILURES = 3;
    private static final DetectionRule RULE = new DetectionRule(SecurityEventType.SUSPICIOUS_LOGIN, Severity.MEDIUM,
            "Somebody signed in to a member's account unlike the member before", ENOUGH,
            NEW_DEVICE + UNUSUAL_PLACE + FAILED_BEFORE);

    private final SignInHistory history;
    private final MembersOrganizations organizations;

    UnusualSignInDetector(SignInHistory history, MembersOrganizations organizations) {
        this.history = history;
        this.organizations = organizations;
    }

    @Override
    public DetectionRule rule() {
        return RULE;
    }

    @Override
    public void signedIn(UnusualSignIn signIn, Subject account, Instant since) {
        var signs = new LinkedHashMap<String, Integer>();
        put(signs, "newDevice", signIn.isNewDevice(), NEW_DEVICE);
        put(signs, "unusualPlace", signIn.isUnusualPlace(), UNUSUAL_PLACE);
        put(signs, "failuresBefore", failuresOf(signIn, account, since) >= FEW_FAILURES, FAILED_BEFORE);
        var worth = signs.values().stream().mapToInt(Integer::intValue).sum();
        if (worth >= ENOUGH) {
            organizations.each(Set.of(signIn.userId()), _ -> Optional
                    .of(new Detection(RULE, account, worth, 1, Map.of("signs", List.copyOf(signs.keySet())))));
        }
    }

    /** From where the person signs in: what others do elsewhere says nothing against who knows the password. */
    private int failuresOf(UnusualSignIn signIn, Subject account, Instant since) {
        var network = ClientNetwork.of(account.address());
        return history.sources(signIn.userId(), since)
                .stream()
                .filter(source -> network != null && network.equals(ClientNetwork.of(source.address())))
                .mapToInt(FailedSource::failures)
                .sum();
    }

    private static void put(Map<String, Integer> signs, String name, boolean isSeen, int worth) {
        if (isSeen) {
            signs.put(name, worth);
        }
    }
}
