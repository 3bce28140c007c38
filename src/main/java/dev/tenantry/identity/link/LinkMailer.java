package dev.tenantry.identity.link;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.AccountSettings;
import dev.tenantry.identity.account.IdentitySettings;
import dev.tenantry.identity.account.User;
import dev.tenantry.identity.flow.FlowStates;
import dev.tenantry.identity.flow.Redirects;
import dev.tenantry.identity.link.onetime.OneTimeTokens;
import dev.tenantry.identity.link.onetime.TokenType;
import dev.tenantry.notification.Message;
import dev.tenantry.notification.Notifications;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.tenancy.Memberships;

/** Sends what proves an address or a number, in the transactions of the callers: it goes out once they commit. */
@Component
public class LinkMailer {

    private final Notifications notifications;
    private final OneTimeTokens tokens;
    private final FlowStates flows;
    private final Redirects redirects;
    private final Memberships memberships;
    private final IdentitySettings identity;
    private final AccountSettings settings;

    LinkMailer(Notifications notifications, OneTimeTokens tokens, FlowStates flows, Redirects redirects,
            Memberships memberships, IdentitySettings identity, AccountSettings settings) {
        this.notifications = notifications;
        this.tokens = tokens;
        this.flows = flows;
        this.redirects = redirects;
        this.memberships = memberships;
        this.identity = identity;
        this.settings = settings;
    }

    /**
     * What a mail has in it.
     *
     * @param token what the link has
     */
    public record Made(Secret link, Secret token, Secret code, String redirectTo) {}

    /** What a mail would have in it, for whoever sends mail without us. */
    public Made make(User user, LinkMail mail, String address, LinkTarget target) {
        var challenge = target.challenge();
        var flow = challenge == null ? null : flows.start(challenge, mail.method());
        var issued = tokens.issue(user.id(), mail.token(), address, settings.linkLife(), flow);
        return new Made(new Secret(link(issued.token().value(), mail.verification(), target)), issued.token(),
                issued.code(),
                redirects.resolve(target.redirectTo()));
    }

    /** A mail with a link and a code. */
    public void send(User user, LinkMail mail, String address, LinkTarget target) {
        var made = make(user, mail, address, target);
        var values = new LinkedHashMap<String, String>();
        values.put("email", user.email() == null ? address : user.email());
        values.put("newEmail", user.newEmail() == null ? "" : user.newEmail());
        values.put("link", made.link().value());
        values.put("token", made.code().value());
        queue(user.id(), Message.email(address, mail.template(), values));
    }

    /** An SMS with a code. @param number as it is stored */
    void sendSms(User user, TokenType type, String number) {
        var issued = tokens.issue(user.id(), type, number, settings.codeLife(), null);
        queue(user.id(),
                Message.sms("+" + number, "sms-otp", Map.of("phone", "+" + number, "token", issued.code().value())));
    }

    /** A code that the person shows to be there with, by mail where there is an address. */
    void sendReauthentication(User user, String recipient) {
        var issued = tokens.issue(user.id(), TokenType.REAUTHENTICATION_TOKEN, recipient, settings.codeLife(), null);
        queue(user.id(), recipient.equals(user.email())
                ? Message.email(recipient, "reauthentication",
                        Map.of("email", recipient, "token", issued.code().value()))
                : Message.sms("+" + recipient, "sms-otp",
                        Map.of("phone", "+" + recipient, "token", issued.code().value())));
    }

    private void queue(UUID user, Message message) {
        notifications.queueFor(memberships.of(user).getFirst().organizationId(), message);
    }

    private String link(String token, VerificationType type, LinkTarget target) {
        return "%s/verify?token=%s&type=%s&redirect_to=%s".formatted(identity.issuer(), token, type.code(),
                URLEncoder.encode(redirects.resolve(target.redirectTo()), StandardCharsets.UTF_8));
    }
}
