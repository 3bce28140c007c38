package dev.tenantry.access.detector;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import dev.tenantry.access.event.Subject;
import dev.tenantry.access.guard.ClientNetwork;
import dev.tenantry.shared.signal.SignInFailed;
import dev.tenantry.shared.signal.SignInTravel;
import dev.tenantry.shared.signal.UnusualSignIn;
import dev.tenantry.shared.time.PeriodicTask;
import dev.tenantry.shared.web.RequestDetails;
import dev.tenantry.shared.work.Turns;

/** Has detectors look at what is on record of sign-ins, of all instances, once something new is told of an account or an address. */
@Component
class SignIns extends PeriodicTask {

    /** Beyond them nothing new is remembered until they have been looked at. */
    private static final int MOST = 5_000;

    /** From where something was seen last, and how often since it was looked at. */
    private record Place(@Nullable String address, @Nullable String userAgent, int times) {

        static Place current() {
            var request = RequestDetails.currentOrNull();
            return request == null
                    ? new Place(null, null, 1)
                    : new Place(request.address(), request.userAgent(), 1);
        }

        Place after(Place earlier) {
            return new Place(address, userAgent, times + earlier.times);
        }
    }

    private final List<SignInDetector> detectors;
    private final Clock clock;
    private final Object lock = new Object();
    private Map<UUID, Place> accounts = new HashMap<>();
    private Map<String, Place> networks = new HashMap<>();
    private Map<UnusualSignIn, Place> unusual = new HashMap<>();
    private Map<SignInTravel, Place> travels = new HashMap<>();

    SignIns(List<SignInDetector> detectors, Clock clock) {
        super("attacks on sign-in", Duration.ofSeconds(2));
        this.detectors = detectors;
        this.clock = clock;
    }

    @EventListener
    void on(SignInFailed failed) {
        var place = Place.current();
        var network = ClientNetwork.of(place.address);
        synchronized (lock) {
            if (failed.userId() != null && accounts.size() < MOST) {
                accounts.merge(failed.userId(), place, (earlier, now) -> now.after(earlier));
            }
            if (network != null && networks.size() < MOST) {
                networks.merge(network, place, (earlier, now) -> now.after(earlier));
            }
        }
    }

    @EventListener
    void on(UnusualSignIn signIn) {
        synchronized (lock) {
            if (unusual.size() < MOST) {
                unusual.put(signIn, Place.current());
            }
        }
    }

    @EventListener
    void on(SignInTravel travel) {
        synchronized (lock) {
            if (travels.size() < MOST) {
                travels.put(travel, Place.current());
            }
        }
    }

    @Override
    protected synchronized void work() {
        Map<UUID, Place> triedAccounts;
        Map<String, Place> triedFrom;
        Map<UnusualSignIn, Place> signIns;
        Map<SignInTravel, Place> journeys;
        synchronized (lock) {
            triedAccounts = accounts;
            triedFrom = networks;
            signIns = unusual;
            journeys = travels;
            accounts = new HashMap<>();
            networks = new HashMap<>();
            unusual = new HashMap<>();
            travels = new HashMap<>();
        }
        var since = clock.instant().minus(SignInDetector.WINDOW);
        triedAccounts.forEach((user, place) -> {
            var account = Subject.of(user, null, null, place.address, place.userAgent);
            each(detector -> detector.failedAt(user, account, place.times, since));
        });
        triedFrom.forEach((network, place) -> {
            var address = Subject.ofNetwork(network, place.address, place.userAgent);
            each(detector -> detector.failedFrom(network, address, place.times, since));
        });
        signIns.forEach((signIn, place) -> {
            var account = Subject.of(signIn.userId(), signIn.sessionId(), null, place.address, place.userAgent);
            each(detector -> detector.signedIn(signIn, account, since));
        });
        journeys.forEach((travel, place) -> {
            var account = Subject.of(travel.userId(), travel.sessionId(), null, place.address, place.userAgent);
            each(detector -> detector.travelled(travel, account));
        });
    }

    private void each(Consumer<SignInDetector> look) {
        for (var detector : detectors) {
            try {
                look.accept(detector);
            } catch (RuntimeException failure) {
                Turns.report("a security event", failure);
            }
        }
    }
}
