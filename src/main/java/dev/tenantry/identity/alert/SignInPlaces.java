package dev.tenantry.identity.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.network.IpAddress;
import dev.tenantry.shared.network.Location;
import dev.tenantry.shared.network.Locations;

/**
 * Compares where somebody signs in with where they did before: another country than ever, or farther from the last place than anybody travels in the time
 * between. Where nobody knows where addresses are, networks are compared.
 */
@Component
class SignInPlaces {

    /** The newest addresses of the last ninety days: of the current sign-in it is the session that is left out. */
    private static final String EARLIER = """
            select text(host(ip_address)) as address, max(at) as at
            from (select ip_address, created_at as at from login_attempts
                  where user_id = :user and success and created_at < now() and created_at > now() - interval '90 days'
                  union all
                  select ip, created_at from auth.sessions where user_id = :user and id <> :session) as earlier
            where ip_address is not null group by ip_address order by at desc limit 200""";

    private record Visit(Location location, Instant at) {}

    /**
     * What is unusual about a place.
     *
     * @param text   in words
     * @param travel null: somebody may well have got there
     */
    record Unusual(String text, @Nullable Travel travel) {}

    /** Faster than anybody travels. */
    record Travel(long kilometres, long minutes) {}

    private final RolePool pool;
    private final Locations locations;
    private final Clock clock;

    SignInPlaces(RolePool authPool, Locations locations, Clock clock) {
        this.pool = authPool;
        this.locations = locations;
        this.clock = clock;
    }

    /**
     * What is unusual about the place; null where nothing is.
     *
     * @param isKnownNetwork whether somebody who signed in before came from the same network
     */
    @Nullable
    Unusual unusual(UUID user, UUID session, IpAddress address, boolean isKnownNetwork) {
        var here = locations.of(address);
        var earlier = here == null ? List.<Visit>of() : earlier(user, session);
        if (here == null || earlier.isEmpty()) {
            return isKnownNetwork ? null : new Unusual("The network address was " + address + ".", null);
        }
        var travel = travel(here, earlier.getFirst());
        if (travel != null) {
            return travel;
        }
        var countries = earlier.stream().map(visit -> visit.location.country()).collect(Collectors.toSet());
        return countries.contains(here.country())
                ? null
                : new Unusual("The place was %s, by the network address %s. Earlier sign-ins came from %s."
                        .formatted(here.shown(), address,
                                countries.stream().sorted().collect(Collectors.joining(", "))),
                        null);
    }

    private @Nullable Unusual travel(Location here, Visit last) {
        var distance = here.distance(last.location);
        var elapsed = Duration.between(last.at, clock.instant());
        if (distance == null || !here.isOutOfReach(last.location, elapsed)) {
            return null;
        }
        var travel = new Travel(Math.round(distance), Math.max(0, elapsed.toMinutes()));
        return new Unusual(
                "The place was %s, and %s minutes earlier it was %s: that is %s km away, and nobody travels as fast."
                        .formatted(here.shown(), travel.minutes, last.location.shown(), travel.kilometres),
                travel);
    }

    /** Of those whose place is known, the newest first. */
    private List<Visit> earlier(UUID user, UUID session) {
        var visits = new ArrayList<Visit>();
        pool.jdbc().sql(EARLIER).param("user", user).param("session", session).query(row -> {
            var location = locations.of(row.getString("address"));
            if (location != null) {
                visits.add(new Visit(location, Rows.instant(row, "at")));
            }
        });
        return visits;
    }
}
