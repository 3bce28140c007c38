package dev.tenantry.identity.signin;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.Identity;
import dev.tenantry.identity.account.NewUser;
import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.UserResponse;
import dev.tenantry.identity.link.AccountRequests;
import dev.tenantry.identity.link.LinkTarget;
import dev.tenantry.identity.link.PasswordClaim;
import dev.tenantry.identity.link.PasswordClaims;
import dev.tenantry.identity.link.Recipient;
import dev.tenantry.identity.link.onetime.MinimumResponseTime;
import dev.tenantry.notification.Channel;
import dev.tenantry.shared.tenancy.Ids;

/**
 * Sign-ups whose address is yet to be confirmed. Whoever signs up with an address that somebody has is answered as if it
 * were free.
 */
@Component
class PendingSignUp {

    private final PasswordClaims claims;
    private final AccountRequests requests;
    private final MinimumResponseTime responseTime;
    private final Clock clock;

    PendingSignUp(PasswordClaims claims, AccountRequests requests, MinimumResponseTime responseTime, Clock clock) {
        this.claims = claims;
        this.requests = requests;
        this.responseTime = responseTime;
        this.clock = clock;
    }

    UserResponse signUp(Recipient recipient, String password, Map<String, Object> metadata, LinkTarget target) {
        var claim = claims.of(recipient, password);
        return responseTime.after(() -> {
            var user = claimed(claim, recipient, password, metadata, target);
            return UserResponse.of(user == null
                    ? invented(Ids.next(), recipient, metadata, List.of())
                    : invented(user.id(), recipient, metadata, identities(user, recipient, metadata)));
        });
    }

    /** Of those who sign up at once one is the first; whether the others claim the same is then to be seen. */
    private @Nullable User claimed(PasswordClaim claim, Recipient recipient, String password,
            Map<String, Object> metadata, LinkTarget target) {
        try {
            return requests.signUp(recipient, claim, metadata, target);
        } catch (DuplicateKeyException _) {
            return requests.signUp(recipient, claims.of(recipient, password), metadata, target);
        }
    }

    /** As whoever signs up tells them: what somebody else told before is not for everybody who knows the address. */
    private List<Identity> identities(User user, Recipient recipient, Map<String, Object> metadata) {
        var now = now();
        return user.identities()
                .stream()
                .filter(identity -> identity.provider().equals(provider(recipient)))
                .map(identity -> {
                    var data = new LinkedHashMap<>(metadata);
                    NewUser.KNOWN.stream()
                            .filter(identity.identityData()::containsKey)
                            .forEach(key -> data.put(key, identity.identityData().get(key)));
                    return new Identity(identity.id(), identity.userId(), identity.provider(), identity.providerId(),
                            data,
                            identity.email(), now, now, now);
                })
                .toList();
    }

    /** Somebody who has just signed up, or nobody who looks like it. */
    private User invented(UUID id, Recipient recipient, Map<String, Object> metadata, List<Identity> identities) {
        var now = now();
        var isByEmail = recipient.channel() == Channel.EMAIL;
        var provider = provider(recipient);
        return new User(id, isByEmail ? recipient.value() : null, isByEmail ? null : recipient.value(), null,
                null, null, null, now, null, null, null, null, null, null,
                Map.of("provider", provider, "providers", List.of(provider)), metadata, false, false, false, true, now,
                now,
                identities, List.of());
    }

    private static String provider(Recipient recipient) {
        return recipient.channel() == Channel.EMAIL ? "email" : "phone";
    }

    private Instant now() {
        return clock.instant();
    }
}
