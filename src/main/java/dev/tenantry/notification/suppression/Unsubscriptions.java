package dev.tenantry.notification.suppression;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.notification.ContactAddress;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.notification.Mail;
import dev.tenantry.notification.MessageStops;
import dev.tenantry.notification.RecipientLinks;
import dev.tenantry.notification.Suppressions;
import dev.tenantry.notification.UnsubscriptionListener;
import dev.tenantry.notification.suppression.UnsubscribeTokens.Token;
import dev.tenantry.shared.crypto.RandomText;
import dev.tenantry.shared.tenancy.TenantContext;

/** What people themselves ask for: an address that is suppressed already stays so, and nobody is told of it again. */
@Service
@Transactional(readOnly = true)
@EnableConfigurationProperties(UnsubscribeSettings.class)
class Unsubscriptions implements Suppressions, RecipientLinks, MessageStops {

    private static final String ORGANIZATION = """
            select o.name from organizations o where o.id = app.org_id() and o.deleted_at is null""";
    private static final String RESUME = """
            delete from suppressions s
            where s.organization_id = app.org_id() and s.channel = ? and s.address_key = ? and s.reason = ? and s.scope = ? and s.created_by is null
                and s.stopped_at_receiver = ?
            returning s.id""";
    /**
     * What links have in place of the token until a mail is handed over, with what nobody can write into the text of another mail. It stays as it
     * is in whatever a text makes of the link.
     */
    private static final String PLACE = "the-recipients-own-token-";
    private static final String TOKEN = "?token=";
    private static final SuppressionReason REASON = SuppressionReason.UNSUBSCRIBED;

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final SuppressedAddresses addresses;
    private final List<UnsubscriptionListener> listeners;
    private final UnsubscribeTokens tokens;
    private final UnsubscribeSettings settings;

    Unsubscriptions(JdbcClient jdbc, AuditTrail audit, SuppressedAddresses addresses,
            List<UnsubscriptionListener> listeners, UnsubscribeTokens tokens, UnsubscribeSettings settings) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.addresses = addresses;
        this.listeners = listeners;
        this.tokens = tokens;
        this.settings = settings;
    }

    @Override
    public String unsubscribeUrl() {
        return settings.url() + TOKEN + PLACE + RandomText.next();
    }

    @Override
    public Mail addressed(Mail mail) {
        var url = mail.content().unsubscribeUrl();
        if (url == null) {
            return mail;
        }
        var recipient = mail.addresses().to().getFirst();
        var token = tokens.seal(new Token(TenantContext.current().organizationId(), recipient));
        var place = url.substring(url.lastIndexOf(TOKEN) + TOKEN.length());
        return mail.saying(mail.content().with(place, token));
    }

    /** What the current organization is called; empty where there is none any more. */
    public Optional<String> organization() {
        return jdbc.sql(ORGANIZATION).query(String.class).optional();
    }

    /** The address is sent no more marketing. */
    @Transactional
    public void unsubscribe(String email) {
        suppress(ContactAddress.of(ContactChannel.EMAIL, email), SuppressionScope.MARKETING, null);
    }

    @Override
    @Transactional
    public void stop(ContactChannel channel, String address, UUID receiver) {
        suppress(ContactAddress.of(channel, address), SuppressionScope.ALL, receiver);
    }

    private void suppress(ContactAddress address, SuppressionScope scope, @Nullable UUID receiver) {
        if (addresses.addUnsubscribed(address, scope, receiver)) {
            listeners.forEach(listener -> listener.on(address.channel(), address.key()));
        }
    }

    @Override
    @Transactional
    public void resume(ContactChannel channel, String address, UUID receiver) {
        var resumed = ContactAddress.of(channel, address);
        var scope = SuppressionScope.ALL;
        jdbc.sql(RESUME)
                .params(channel.toString(), resumed.key(), REASON.toString(), scope.toString(), receiver)
                .query(UUID.class)
                .optional()
                .ifPresent(id -> audit.record(new AuditEntry("suppression.deleted",
                        AuditEntry.Category.DATA_MODIFICATION, SuppressedAddresses.RESOURCE, id.toString(),
                        SuppressedAddresses.told(resumed, REASON, scope),
                        Map.of())));
    }
}
