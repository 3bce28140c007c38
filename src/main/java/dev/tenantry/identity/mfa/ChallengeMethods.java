package dev.tenantry.identity.mfa;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.link.onetime.SendLimit;
import dev.tenantry.notification.Message;
import dev.tenantry.notification.Notifications;

/** By what means a factor is asked: a message, or a browser's ceremony. */
@Component
class ChallengeMethods {

    private final FactorSecrets secrets;
    private final Notifications notifications;
    private final WebAuthnCeremonies ceremonies;
    private final Users users;
    private final SendLimit limit;
    private final MfaSettings settings;

    ChallengeMethods(FactorSecrets secrets, Notifications notifications, WebAuthnCeremonies ceremonies, Users users,
            SendLimit limit, MfaSettings settings) {
        this.secrets = secrets;
        this.notifications = notifications;
        this.ceremonies = ceremonies;
        this.users = users;
        this.limit = limit;
        this.settings = settings;
    }

    Duration life() {
        return settings.challengeLife();
    }

    Duration smsInterval() {
        return settings.smsInterval();
    }

    /** Sends a code. @return what is kept of it @throws AuthException 429 where too much is sent to the number, or by the caller */
    String send(String phone, UUID challenge, UUID organization) {
        limit.bookFactorSms(phone);
        var code = secrets.newCode();
        notifications.queueFor(organization,
                Message.sms("+" + phone, "sms-otp", Map.of("phone", "+" + phone, "token", code)));
        return secrets.mac(challenge.toString(), code);
    }

    ChallengeResponse.Ceremony creation(UUID userId, String toBeSigned, List<WebAuthnCredential> others) {
        var user = users.find(userId).orElseThrow(AuthException::sessionNotFound);
        var name = user.email() != null ? user.email() : user.phone() != null ? user.phone() : user.id().toString();
        return new ChallengeResponse.Ceremony("create", ceremonies.creation(userId, name, toBeSigned, others));
    }

    ChallengeResponse.Ceremony request(String toBeSigned, WebAuthnCredential credential) {
        return new ChallengeResponse.Ceremony("request", ceremonies.request(toBeSigned, credential));
    }
}
