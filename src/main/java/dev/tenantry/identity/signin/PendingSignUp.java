package dev.tenantry.identity.signin;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.confirmation.AccountRequests;
import dev.tenantry.identity.confirmation.LinkTarget;
import dev.tenantry.identity.confirmation.Recipient;
import dev.tenantry.identity.onetime.EvenAnswers;
import dev.tenantry.identity.password.PasswordRules;
import dev.tenantry.identity.user.User;
import dev.tenantry.identity.user.UserResponse;
import dev.tenantry.notification.Channel;
import dev.tenantry.shared.tenancy.Ids;

/**
 * Sign-ups whose address is yet to be confirmed. Whoever signs up with an address that somebody has is answered as if it
 * were free.
 */
@Component
class PendingSignUp {

    private final PasswordRules passwords;
    private final AccountRequests requests;
    private final EvenAnswers answers;
    private final Clock clock;

    PendingSignUp(PasswordRules passwords, AccountRequests requests, EvenAnswers answers, Clock clock) {
        this.passwords = passwords;
        this.requests = requests;
        this.answers = answers;
        this.clock = clock;
    }

    UserResponse signUp(Recipient recipient, String password, Map<String, Object> metadata, LinkTarget target) {
        var hash = passwords.hash(password);
        return answers.after(() -> {
            var user = requests.signUp(recipient, hash, metadata, target);
            return UserResponse.of(user == null ? invented(recipient, metadata) : user);
        });
    }

    /** Nobody, who looks like somebody who has just signed up. */
    private User invented(Recipient recipient, Map<String, Object> metadata) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var isByEmail = recipient.channel() == Channel.EMAIL;
        var provider = isByEmail ? "email" : "phone";
        return new User(Ids.next(), isByEmail ? recipient.value() : null, isByEmail ? null : recipient.value(), null,
                null, null, null, now, null, null, null, null, null, null,
                Map.of("provider", provider, "providers", List.of(provider)), metadata, false, false, true, now, now,
                List.of(), List.of());
    }
}
