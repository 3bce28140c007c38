package dev.tenantry.access.detector;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.stereotype.Component;

import dev.tenantry.access.event.Detection;
import dev.tenantry.access.event.DetectionRule;
import dev.tenantry.access.event.Severity;
import dev.tenantry.access.event.Subject;
import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.shared.signal.UnusualSignIn;

/** Tells of refresh tokens that came back, each of them, whatever was none before. */
@Component
class TokenReuseDetector implements SignInDetector {

    private static final DetectionRule RULE = new DetectionRule(SecurityEventType.TOKEN_REUSE, Severity.CRITICAL,
            "A session was ended since somebody else may have its refresh token", 1, 1);

    private final MembersOrganizations organizations;

    TokenReuseDetector(MembersOrganizations organizations) {
        this.organizations = organizations;
    }

    @Override
    public DetectionRule rule() {
        return RULE;
    }

    @Override
    public void signedIn(UnusualSignIn signIn, Subject account, Instant since) {
        if (signIn.isTokenReused()) {
            organizations.each(Set.of(signIn.userId()),
                    _ -> Optional.of(new Detection(RULE, account, 1, 1, Map.of())));
        }
    }
}
