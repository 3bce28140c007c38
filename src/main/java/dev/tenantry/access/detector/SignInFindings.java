package dev.tenantry.access.detector;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.springframework.stereotype.Component;

import dev.tenantry.access.event.ClosedEvents;
import dev.tenantry.access.event.Detection;
import dev.tenantry.access.event.SecurityEvents;
import dev.tenantry.access.event.Severity;
import dev.tenantry.access.event.Subject;
import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.shared.signal.SignInHistory;
import dev.tenantry.shared.signal.UnusualSignIn;
import dev.tenantry.shared.work.Turns;
import dev.tenantry.tenancy.Membership;
import dev.tenantry.tenancy.Memberships;

/** Makes of what is on record of sign-ins events of the organizations whose members' accounts they are about. */
@Component
class SignInFindings {

    static final Duration WINDOW = Duration.ofHours(1);
    /** What a sign-in is worth, in percent: what is enough, and each of its signs. */
    private static final int ENOUGH = 60;
    private static final int NEW_DEVICE = 30;
    private static final int UNUSUAL_PLACE = 40;
    private static final int FAILED_BEFORE = 30;
    private static final int REUSED = 100;
    private static final int FEW_FAILURES = 3;
    private static final int MOST_ORGANIZATIONS = 50;

    private final SignInHistory history;
    private final Memberships memberships;
    private final ClosedEvents closed;
    private final SecurityEvents events;
    private final DetectionSettings settings;

    SignInFindings(SignInHistory history, Memberships memberships, ClosedEvents closed, SecurityEvents events,
            DetectionSettings settings) {
        this.history = history;
        this.memberships = memberships;
        this.closed = closed;
        this.events = events;
        this.settings = settings;
    }

    /** Somebody could not sign in to an account. @param times how often since that was last told */
    void tried(Subject account, UUID user, int times, Instant since) {
        if (history.failures(user, since) < settings.failuresPerAccount()) {
            return;
        }
        each(Set.of(user), organization -> {
            var from = closed.countedFrom(organization, SecurityEventType.BRUTE_FORCE_ATTEMPT, account.key(), since);
            var failures = history.failures(user, from);
            if (failures >= settings.failuresPerAccount()) {
                events.attempt(organization, new Detection(SecurityEventType.BRUTE_FORCE_ATTEMPT, Severity.HIGH,
                        "Somebody tried many passwords at a member's account", account, failures, times,
                        settings.failuresPerAccount(), Map.of("windowMinutes", WINDOW.toMinutes())));
            }
        });
    }

    /** Somebody at an address could not sign in. @param times how often since that was last told */
    void triedFrom(String network, Subject address, int times, Instant since) {
        if (history.namesTried(network, since) < settings.namesPerAddress()) {
            return;
        }
        each(history.accountsTried(network, since), organization -> {
            var from = closed.countedFrom(organization, SecurityEventType.CREDENTIAL_STUFFING, address.key(), since);
            var names = history.namesTried(network, from);
            if (names >= settings.namesPerAddress()) {
                events.attempt(organization, new Detection(SecurityEventType.CREDENTIAL_STUFFING, Severity.HIGH,
                        "Many names were tried from one address, a member's among them", address, names, times,
                        settings.namesPerAddress(), Map.of("windowMinutes", WINDOW.toMinutes())));
            }
        });
    }

    /** Somebody signed in unlike before. */
    void signedIn(UnusualSignIn signIn, Subject account, Instant since) {
        var signs = new LinkedHashMap<String, Integer>();
        put(signs, "newDevice", signIn.isNewDevice(), NEW_DEVICE);
        put(signs, "unusualPlace", signIn.isUnusualPlace(), UNUSUAL_PLACE);
        put(signs, "refreshTokenReused", signIn.isTokenReused(), REUSED);
        put(signs, "failuresBefore", history.failures(signIn.userId(), since) >= FEW_FAILURES, FAILED_BEFORE);
        var worth = signs.values().stream().mapToInt(Integer::intValue).sum();
        if (worth < ENOUGH) {
            return;
        }
        var description = signIn.isTokenReused()
                ? "A session was ended since somebody else may have its refresh token"
                : "Somebody signed in to a member's account unlike the member before";
        each(Set.of(signIn.userId()),
                organization -> events.attempt(organization, new Detection(SecurityEventType.SUSPICIOUS_LOGIN,
                        signIn.isTokenReused() ? Severity.CRITICAL : Severity.MEDIUM, description, account, worth, 1,
                        ENOUGH, Map.of("signs", List.copyOf(signs.keySet())))));
    }

    private static void put(Map<String, Integer> signs, String name, boolean isSeen, int worth) {
        if (isSeen) {
            signs.put(name, worth);
        }
    }

    /** What one organization fails at is no matter of the others. */
    private void each(Set<UUID> users, Consumer<UUID> look) {
        users.stream()
                .flatMap(user -> memberships.of(user).stream())
                .map(Membership::organizationId)
                .distinct()
                .limit(MOST_ORGANIZATIONS)
                .forEach(organization -> {
                    try {
                        look.accept(organization);
                    } catch (RuntimeException failure) {
                        Turns.report("a security event", failure);
                    }
                });
    }
}
