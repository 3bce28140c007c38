package dev.tenantry.notification.bounce;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.BounceKind;
import dev.tenantry.notification.ReportedBounce;
import dev.tenantry.notification.bounce.Report.Failure;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.tenancy.Ids;

/** What is noted of mails that came back. */
@Component
class Bounces {

    private static final String NOTE = """
            insert into mail_bounces (organization_id, id, mail_id, recipient, recipient_key, kind, status_code, reason, is_counted, reported_at)
            values (app.org_id(), ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict on constraint mail_bounces_mail_key do update
            set status_code = excluded.status_code, reason = excluded.reason, is_counted = true, reported_at = excluded.reported_at
            where excluded.is_counted and not mail_bounces.is_counted""";
    /** Two that are noted at once see each other. */
    private static final String LOCK = """
            select 1 from (select pg_advisory_xact_lock(hashtextextended('bounces/' || app.org_id() || '/' || ?::text, 0))) l""";
    private static final String FAILED = """
            select count(distinct b.mail_id) from mail_bounces b
            where b.organization_id = app.org_id() and b.recipient_key = ? and b.is_counted and b.kind in ('hard', 'soft') and b.reported_at > ?""";
    private static final String OF_MAILS = """
            select b.mail_id, b.recipient, b.kind, b.status_code, b.reason, b.reported_at from mail_bounces b
            where b.organization_id = app.org_id() and b.mail_id = any (?) order by b.reported_at, b.id""";

    private final JdbcClient jdbc;
    private final Clock clock;

    Bounces(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whoever counts next waits until the end of the transaction. */
    void lock(String key) {
        jdbc.sql(LOCK).param(key).query((_, _) -> true).single();
    }

    /** @param isCounted whether it is to be counted against the address @return whether it was not known, or not to be counted */
    boolean note(UUID mail, String recipient, String key, Failure failure, boolean isCounted) {
        return jdbc.sql(NOTE)
                .params(Ids.next(), mail, recipient, key, failure.kind().toString())
                .param(failure.status())
                .param(failure.said())
                .param(isCounted)
                .param(Rows.timestamp(clock.instant()))
                .update() == 1;
    }

    /** How many mails to the address alone it has not taken in the time. */
    int failed(String key, Duration within) {
        return jdbc.sql(FAILED)
                .param(key)
                .param(Rows.timestamp(clock.instant().minus(within)))
                .query(Integer.class)
                .single();
    }

    Map<UUID, List<ReportedBounce>> of(Collection<UUID> mails) {
        var found = new HashMap<UUID, List<ReportedBounce>>();
        jdbc.sql(OF_MAILS)
                .param(mails.toArray(UUID[]::new))
                .query((RowCallbackHandler) row -> found
                        .computeIfAbsent(row.getObject("mail_id", UUID.class), _ -> new ArrayList<>())
                        .add(read(row)));
        return found;
    }

    private static ReportedBounce read(ResultSet row) throws SQLException {
        Instant at = Rows.instant(row, "reported_at");
        return new ReportedBounce(row.getString("recipient"), BounceKind.of(row.getString("kind")),
                row.getString("status_code"), row.getString("reason"), at);
    }
}
