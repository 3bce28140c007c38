package dev.tenantry.identity.alert;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.Action;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.signal.SignInTravel;
import dev.tenantry.shared.signal.UnusualSignIn;
import dev.tenantry.shared.web.RequestDetails;

/**
 * Watches what is audited of sign-in for what its owner should know of, in the same transaction.
 *
 * <p>A device that its owner trusts is known by the token that it was given, and any other by what it says of itself,
 * which is worth little: whoever imitates it is not noticed. A place is what {@link SignInPlaces} knows of it, and otherwise its network: the first 16
 * bits of an IPv4 address, the first 48 of an IPv6 address. That is
 * no geography: a provider's network may span a country, and a telephone changes networks on the way to work. What is
 * compared with are the sessions that are open and the successful sign-ins of the last ninety days; the first of all has
 * nothing to be compared with.
 */
@Component
class SignInWatch {

    private final RolePool pool;
    private final SecurityAlerts alerts;
    private final TrustedDevices devices;
    private final SignInPlaces places;
    private final ApplicationEventPublisher events;

    SignInWatch(RolePool authPool, SecurityAlerts alerts, TrustedDevices devices, SignInPlaces places,
            ApplicationEventPublisher events) {
        this.pool = authPool;
        this.alerts = alerts;
        this.devices = devices;
        this.places = places;
        this.events = events;
    }

    /** Of how many earlier sign-ins each is true. */
    private record Earlier(int all, int sameAgent, int sameNetwork) {}

    @EventListener
    void on(Action action) {
        var user = action.userId();
        if (user == null) {
            return;
        }
        switch (action.name()) {
            case "session.created" -> signedIn(user, Objects.requireNonNull(action.sessionId()));
            case "session.refresh-token-reused" -> reused(user, action);
            case "factor.removed" -> removed(user, action);
            default -> {
            }
        }
    }

    private void reused(UUID user, Action action) {
        alerts.raise(user, AlertType.SUSPICIOUS_LOGIN,
                "A refresh token was used again that had been exchanged long before. Somebody else may have it.",
                Map.of("sessionId", action.resourceId()));
        events.publishEvent(new UnusualSignIn(user, UUID.fromString(action.resourceId()), false, false, true));
    }

    private void removed(UUID user, Action action) {
        if (Boolean.TRUE.equals(action.values().get("wasLast"))) {
            alerts.raise(user, AlertType.TWO_FACTOR_DISABLED,
                    "Signing in takes no second factor any more.", Map.of("factorId", action.resourceId()));
        }
    }

    private void signedIn(UUID user, UUID session) {
        var request = RequestDetails.currentOrNull();
        if (request == null) {
            return;
        }
        var isTrusted = devices.signsIn(user, DeviceToken.currentFingerprint());
        var earlier = earlier(user, session, request);
        if (earlier.all == 0) {
            return;
        }
        var isNewDevice = !isTrusted && earlier.sameAgent == 0;
        if (isNewDevice) {
            alerts.raise(user, AlertType.NEW_DEVICE, device(request.userAgent()), details(request));
        }
        var unusual = request.client() == null
                ? null
                : places.unusual(user, session, request.client(), earlier.sameNetwork > 0);
        if (unusual != null) {
            alerts.raise(user, AlertType.UNUSUAL_LOCATION, unusual.text(), details(request));
        }
        if (isNewDevice || unusual != null) {
            events.publishEvent(new UnusualSignIn(user, session, isNewDevice, unusual != null, false));
        }
        if (unusual != null && unusual.travel() != null) {
            events.publishEvent(new SignInTravel(user, session, unusual.travel().kilometres(),
                    unusual.travel().minutes()));
        }
    }

    /** The current transaction's own sign-in has the time at which the transaction began. */
    private Earlier earlier(UUID user, UUID session, RequestDetails request) {
        return pool.jdbc()
                .sql("""
                        select count(*), count(*) filter (where user_agent is not distinct from :agent),
                            count(*) filter (where ip_address <<= network(set_masklen(:address::inet, case family(:address::inet) when 4 then 16 else 48 end)))
                        from (select user_agent, ip_address from login_attempts
                              where user_id = :user and success and created_at < now() and created_at > now() - interval '90 days'
                              union all
                              select user_agent, ip from auth.sessions where user_id = :user and id <> :session) as earlier""")
                .param("agent", request.userAgent())
                .param("address", request.address())
                .param("user", user)
                .param("session", session)
                .query((row, _) -> new Earlier(row.getInt(1), row.getInt(2), row.getInt(3)))
                .single();
    }

    private static String device(@Nullable String agent) {
        return agent == null || agent.isBlank()
                ? "The device does not say what it is."
                : "The device says it is: " + agent;
    }

    private static Map<String, Object> details(RequestDetails request) {
        var details = new HashMap<String, Object>();
        if (request.address() != null) {
            details.put("ipAddress", request.address());
        }
        if (request.userAgent() != null) {
            details.put("userAgent", request.userAgent());
        }
        return details;
    }
}
