package dev.tenantry.identity.onetime;

import java.time.Duration;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.settings.AccountSettings;
import dev.tenantry.shared.database.RolePool;

/** Bounds how often an address or a number is sent something, whether there is an account of it or not. */
@Component
public class SendLimit {

    private final JdbcClient jdbc;
    private final Duration interval;

    SendLimit(RolePool authPool, AccountSettings settings) {
        this.jdbc = authPool.jdbc();
        this.interval = settings.sendInterval();
    }

    /** @throws AuthException 429 where it was sent something a moment ago */
    public void bookMail(String address) {
        if (!book(address)) {
            throw AuthException.overEmailSendRate(remaining(address));
        }
    }

    /** @throws AuthException 429 where it was sent something a moment ago */
    public void bookSms(String number) {
        if (!book(number)) {
            throw AuthException.overSmsSendRate(remaining(number));
        }
    }

    private boolean book(String recipient) {
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
