package dev.tenantry.notification.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.notification.Consents;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.notification.MessagePurpose;
import dev.tenantry.notification.RefusedRecipient;

/** Looks for all addresses of a message at once. */
@Component
class ConsentChecks implements Consents {

    /** What is suppressed is told as that, whatever its owner has consented to. */
    private static final String REFUSED = """
            select asked.address, s.reason, c.status
            from unnest(?::text[], ?::text[]) as asked (address, key)
            left join lateral (
                select s.reason from suppressions s
                where s.organization_id = app.org_id() and s.address_key = asked.key and s.channel = ? and (s.scope = 'all' or ?)
                order by s.scope limit 1) s on true
            left join lateral (
                select c.status from consents c
                where ? and c.organization_id = app.org_id() and c.address_key = asked.key and c.channel = ? and c.purpose = ?
                order by c.decided_at desc, c.id desc limit 1) c on true
            where s.reason is not null or ? and c.status is distinct from ?""";

    private final JdbcClient jdbc;

    ConsentChecks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<RefusedRecipient> explained(ContactChannel channel, MessagePurpose purpose,
            Collection<String> addresses) {
        if (addresses.isEmpty()) {
            return List.of();
        }
        var takesConsent = purpose == MessagePurpose.MARKETING;
        return jdbc.sql(REFUSED)
                .params(addresses.toArray(String[]::new),
                        addresses.stream().map(channel::key).toArray(String[]::new), channel.toString(), takesConsent,
                        takesConsent, channel.toString(), ConsentPurpose.MARKETING.toString(), takesConsent,
                        ConsentDecision.GRANTED.toString())
                .query(ConsentChecks::read)
                .list();
    }

    private static RefusedRecipient read(ResultSet row, int number) throws SQLException {
        return new RefusedRecipient(row.getString("address"),
                reason(row.getString("reason"), row.getString("status")));
    }

    private static String reason(@Nullable String suppressed, @Nullable String status) {
        if (suppressed != null) {
            return "the address is suppressed: " + suppressed;
        }
        return status == null
                ? "there is no consent to marketing"
                : "the consent to marketing has been withdrawn";
    }
}
