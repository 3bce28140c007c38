package dev.tenantry.identity.signin;

import java.time.Clock;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.AccountSettings;
import dev.tenantry.identity.account.AutoConfirm;
import dev.tenantry.identity.account.EmailAddress;
import dev.tenantry.identity.account.IdentitySettings;
import dev.tenantry.identity.account.MetadataRules;
import dev.tenantry.identity.account.PhoneNumber;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.flow.CodeChallenge;
import dev.tenantry.identity.link.LinkTarget;
import dev.tenantry.identity.link.Recipient;
import dev.tenantry.identity.session.SessionResponse;

/** The forms of sign-up: by e-mail, by telephone, or by nothing at all. */
@Component
class SignUpForms {

    private final SignUp signUp;
    private final PendingSignUp pending;
    private final MetadataRules metadata;
    private final AutoConfirm autoConfirm;
    private final IdentitySettings identity;
    private final AccountSettings settings;
    private final Clock clock;

    SignUpForms(SignUp signUp, PendingSignUp pending, MetadataRules metadata, AutoConfirm autoConfirm,
            IdentitySettings identity, AccountSettings settings, Clock clock) {
        this.signUp = signUp;
        this.pending = pending;
        this.metadata = metadata;
        this.autoConfirm = autoConfirm;
        this.identity = identity;
        this.settings = settings;
        this.clock = clock;
    }

    /** @return a session, or an account whose address is yet to be confirmed */
    Object signUp(Credentials form, @Nullable String redirectTo) {
        if (!identity.signUpEnabled()) {
            throw AuthException.signUpDisabled();
        }
        if (form.email() != null && form.phone() != null) {
            throw AuthException.malformed("Only an email address or phone number should be provided on signup.");
        }
        var challenge = CodeChallenge.of(form.codeChallenge(), form.codeChallengeMethod());
        if (form.email() != null) {
            return byEmail(form, form.email(), new LinkTarget(redirectTo, challenge));
        }
        return form.phone() == null ? anonymously(form) : byPhone(form, form.phone());
    }

    private Object byEmail(Credentials form, String given, LinkTarget target) {
        var password = password(form);
        var email = EmailAddress.parse(given);
        if (autoConfirm.isOn()) {
            return SessionResponse.of(signUp.signUp(email, password, data(form)), clock);
        }
        return pending.signUp(Recipient.byEmail(email), password, data(form), target);
    }

    private Object byPhone(Credentials form, String given) {
        if (!settings.phoneEnabled()) {
            throw AuthException.phoneDisabled();
        }
        PhoneNumber.checkChannel(form.channel());
        return pending.signUp(Recipient.byPhone(PhoneNumber.parse(given)), password(form), data(form), LinkTarget.SITE);
    }

    private Object anonymously(Credentials form) {
        if (!settings.anonymousEnabled()) {
            throw AuthException.anonymousDisabled();
        }
        return SessionResponse.of(signUp.signUpAnonymously(data(form)), clock);
    }

    private Map<String, Object> data(Credentials form) {
        return metadata.check(form.data());
    }

    private static String password(Credentials form) {
        if (form.password() == null || form.password().isEmpty()) {
            throw AuthException.malformed("Signup requires a valid password");
        }
        return form.password().value();
    }
}
