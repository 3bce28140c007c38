package dev.tenantry.identity.link.onetime;

import java.time.Duration;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.AccountSettings;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.notification.Channel;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.limit.Source;

/**
 * Bounds how often an address or a number is sent something, and how often somebody has something sent; whether there is an
 * account of it or not. Booked before the transaction that sends, lest asking and failing be for nothing.
 */
@Component
public class SendLimit {

    private final JdbcClient jdbc;
    private final Limits limits;
    private final Duration interval;

    SendLimit(RolePool authPool, Limits limits, AccountSettings settings) {
        this.jdbc = authPool.jdbc();
        this.limits = limits;
        this.interval = settings.sendInterval();
    }

    /** @throws AuthException 429 where it was sent something a moment ago, or somebody has had too much sent */
    public void bookMail(String address) {
        book(Channel.EMAIL, address);
    }

    /** @throws AuthException 429 where it was sent something a moment ago, or somebody has had too much sent */
    public void bookSms(String number) {
        book(Channel.SMS, number);
    }

    /** @throws AuthException 429 where it was sent something a moment ago, or somebody has had too much sent */
    public void book(Channel channel, String recipient) {
        bookAsker(channel);
        bookRecipient(channel, recipient);
    }

    /** What whoever asks has had sent. @throws AuthException 429 where that is too much */
    public void bookAsker(Channel channel) {
        var source = Source.currentOrNull();
        if (source != null) {
            take(channel == Channel.EMAIL ? Limit.MAILS_PER_SOURCE : Limit.SMS_PER_SOURCE, source, channel);
        }
        var caller = Caller.currentOrNull();
        if (caller != null) {
            take(Limit.SENDS_PER_ACCOUNT, caller.userId().toString(), channel);
        }
    }

    /** What is sent there, whoever asks. @throws AuthException 429 where it was sent something a moment ago, or too much */
    public void bookRecipient(Channel channel, String recipient) {
        if (!rested(recipient)) {
            var wait = remaining(recipient);
            throw channel == Channel.EMAIL
                    ? AuthException.overEmailSendRate(wait)
                    : AuthException.overSmsSendRate(wait);
        }
        take(Limit.SENDS_PER_ADDRESS, recipient, channel);
    }

    /** The same for what is asked for besides something else that is not to fail by it. @return whether it may be sent */
    public boolean mayReach(String recipient) {
        return rested(recipient) && bookFurther(recipient);
    }

    /** For one whose sender sees to the pauses. @throws AuthException 429 where somebody has had too much sent */
    public void bookFactorSms(String number) {
        bookAsker(Channel.SMS);
        take(Limit.SENDS_PER_ADDRESS, number, Channel.SMS);
    }

    /** Books what goes to another one than who was named, which must not show. @return whether it may be sent something */
    public boolean bookFurther(String recipient) {
        return limits.take(Limit.SENDS_PER_ADDRESS, recipient).isZero();
    }

    private void take(Limit limit, String subject, Channel channel) {
        var wait = limits.take(limit, subject);
        if (!wait.isZero()) {
            throw channel == Channel.EMAIL
                    ? AuthException.overEmailSendRate(limit.told(), limits.most(limit), wait)
                    : AuthException.overSmsSendRate(limit.told(), limits.most(limit), wait);
        }
    }

    private boolean rested(String recipient) {
        return jdbc.sql("""
                insert into auth.send_limits as l (recipient, sent_at) values (?, now())
                on conflict on constraint send_limits_pkey do update set sent_at = now()
                where l.sent_at <= now() - ? * interval '1 millisecond'""")
                .params(recipient, interval.toMillis())
                .update() == 1;
    }

    private Duration remaining(String recipient) {
        var seconds = jdbc
                .sql("""
                select greatest(1, ceil(extract(epoch from sent_at - now()) + ? / 1000.0))::bigint from auth.send_limits where recipient = ?""")
                .params(interval.toMillis(), recipient)
                .query(Long.class)
                .optional();
        return Duration.ofSeconds(seconds.orElse(1L));
    }
}
