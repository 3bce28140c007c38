package dev.tenantry.identity.signin;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.confirmation.LinkTarget;
import dev.tenantry.identity.confirmation.MailRequests;
import dev.tenantry.identity.confirmation.SmsRequests;
import dev.tenantry.identity.onetime.EvenAnswers;
import dev.tenantry.identity.password.PasswordRules;
import dev.tenantry.identity.user.NewUser;
import dev.tenantry.identity.user.User;
import dev.tenantry.identity.user.UserResponse;
import dev.tenantry.shared.tenancy.Ids;

/**
 * Sign-ups whose address is yet to be confirmed. Whoever signs up with an address that somebody has is answered as if it
 * were free.
 */
@Component
class PendingSignUp {

    private final PasswordRules passwords;
    private final MailRequests mails;
    private final SmsRequests messages;
    private final EvenAnswers answers;
    private final Clock clock;

    PendingSignUp(PasswordRules passwords, MailRequests mails, SmsRequests messages, EvenAnswers answers, Clock clock) {
        this.passwords = passwords;
        this.mails = mails;
        this.messages = messages;
        this.answers = answers;
        this.clock = clock;
    }

    UserResponse byEmail(String email, String password, Map<String, Object> metadata, LinkTarget target) {
        var hash = passwords.hash(password);
        return answers.after(() -> {
            var user = mails.signUp(NewUser.byEmail(email, false, hash, metadata), email, target);
            return UserResponse.of(user == null ? invented("email", email, null, metadata) : user);
        });
    }

    UserResponse byPhone(String phone, String password, Map<String, Object> metadata) {
        var hash = passwords.hash(password);
        return answers.after(() -> {
            var user = messages.signUp(NewUser.byPhone(phone, false, hash, metadata), phone);
            return UserResponse.of(user == null ? invented("phone", null, phone, metadata) : user);
        });
    }

    /** Nobody, who looks like somebody who has just signed up. */
    private User invented(String provider, @Nullable String email, @Nullable String phone,
            Map<String, Object> metadata) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new User(Ids.next(), email, phone, null, null, null, null, now, null, null, null, null, null, null,
                Map.of("provider", provider, "providers", List.of(provider)), metadata, false, false, true, now, now,
                List.of(), List.of());
    }
}
