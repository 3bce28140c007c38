package dev.tenantry.crm.digest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.time.DayZone;
import dev.tenantry.shared.work.Tickets;

/**
 * Tells a member's day where its hour has come, and sets when it is looked at next, in one transaction behind the row's lock: one mail for a member
 * and a day, whoever looks.
 */
@Component
class DigestRound {

    private static final String FIND = """
            select hour, weekdays, when_empty, handled_on, asked_at, now() as moment from daily_digests
            where organization_id = app.org_id() and user_id = auth.uid() and id = ? and lease_epoch = ? and is_enabled for update""";
    private static final String NEXT = """
            update daily_digests set handled_on = ?, due_at = ?, lease_epoch = 0, leased_by = null, attempts = 0, lease_losses = 0
            where organization_id = app.org_id() and user_id = auth.uid() and id = ?""";

    private final JdbcClient jdbc;
    private final DayZone zones;
    private final DigestMails mails;
    private final DigestLinks links;
    private final Tickets tickets;

    DigestRound(JdbcClient jdbc, DayZone zones, DigestMails mails, DigestLinks links, Tickets tickets) {
        this.jdbc = jdbc;
        this.zones = zones;
        this.mails = mails;
        this.links = links;
        this.tickets = tickets;
    }

    private record Found(DigestTimes times, boolean whenEmpty, @Nullable LocalDate handledOn, Instant now) {}

    @Transactional
    void look(DigestClaim claim) {
        find(claim).ifPresent(found -> {
            if (found.times.isDue(found.now, found.handledOn)) {
                mails.tell(found.times, found.now, found.whenEmpty,
                        links.of(new DigestLinks.Ending(claim.organizationId(), claim.member(), claim.id())));
            }
            proceed(claim, found);
        });
    }

    /** Nobody survives telling the day: it is passed over. */
    @Transactional
    void pass(DigestClaim claim) {
        find(claim).ifPresent(found -> proceed(claim, found));
    }

    private void proceed(DigestClaim claim, Found found) {
        var handled = found.times.isDue(found.now, found.handledOn) ? found.times.day(found.now) : found.handledOn;
        var next = found.times.next(found.now, handled);
        jdbc.sql(NEXT).param(handled).param(Rows.timestamp(next)).param(claim.id()).update();
        tickets.add(DigestQueue.NAME, Duration.between(found.now, next));
    }

    private Optional<Found> find(DigestClaim claim) {
        return jdbc.sql(FIND).params(claim.id(), claim.epoch()).query(this::read).optional();
    }

    private Found read(ResultSet row, int number) throws SQLException {
        var weekdays = Stream.of((String[]) row.getArray("weekdays").getArray()).map(DailyDigest::weekday).toList();
        return new Found(new DigestTimes(row.getInt("hour"), weekdays, zones.dayZone(),
                Rows.instant(row, "asked_at")), row.getBoolean("when_empty"),
                row.getObject("handled_on", LocalDate.class), Rows.instant(row, "moment"));
    }
}
