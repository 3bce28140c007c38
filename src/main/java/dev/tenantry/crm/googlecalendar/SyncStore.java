package dev.tenantry.crm.googlecalendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.googlecalendar.SyncedCalendar.Channel;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.text.Texts;
import dev.tenantry.shared.work.Tickets;

/** What is known of a calendar while it is looked at. Nothing is written but under the lease. */
@Component
class SyncStore {

    private static final int LONGEST_ERROR = 500;
    private static final String BEGIN = """
            update google_calendars c set state = 'syncing'
            where c.organization_id = app.org_id() and c.user_id = auth.uid() and c.id = ? and c.lease_epoch = ?
            returning c.integration_number, c.calendar_key, c.time_zone, c.direction, c.copies, c.sync_token, c.listing,
                c.created_at, c.wakes, c.failures, c.last_error, c.channel, c.channel_resource, c.channel_expires_at,
                c.id = (select o.id from google_calendars o where o.organization_id = app.org_id() and o.user_id = auth.uid()
                    and o.direction <> 'in' and o.copies is null order by o.id limit 1) as is_outlet""";
    private static final String HOLD = """
            select true from google_calendars
            where organization_id = app.org_id() and user_id = auth.uid() and id = ? and lease_epoch = ? for update""";
    private static final String LIST = """
            update google_calendars set listing = listing + 1, sync_token = null
            where organization_id = app.org_id() and user_id = auth.uid() and id = ? and lease_epoch = ? returning listing""";
    private static final String TOKEN = """
            update google_calendars set sync_token = ?, last_full_at = case when ? then now() else last_full_at end
            where organization_id = app.org_id() and user_id = auth.uid() and id = ? and lease_epoch = ?""";
    private static final String CHANNEL = """
            update google_calendars set channel = ?, channel_resource = ?, channel_hash = ?, channel_expires_at = ?
            where organization_id = app.org_id() and user_id = auth.uid() and id = ? and lease_epoch = ?""";
    private static final String END = """
            update google_calendars set state = 'idle', last_error = null, failures = 0, last_synced_at = now(), lease_epoch = 0, leased_by = null,
                attempts = 0, lease_losses = 0, due_at = case when wakes = ? then now() + ? * interval '1 millisecond' else now() end
            where organization_id = app.org_id() and user_id = auth.uid() and id = ? and lease_epoch = ? returning due_at - now() <= interval '0'""";
    private static final String FAIL = """
            update google_calendars set state = 'error', last_error = ?, failures = failures + 1, lease_epoch = 0, leased_by = null,
                attempts = 0, lease_losses = 0, due_at = now() + ? * interval '1 millisecond'
            where organization_id = app.org_id() and user_id = auth.uid() and id = ? and lease_epoch = ?""";
    private static final String REMOVE = """
            delete from google_calendars
            where organization_id = app.org_id() and user_id = auth.uid() and id = ? and lease_epoch = ?""";

    private final JdbcClient jdbc;
    private final Tickets tickets;
    private final Clock clock;

    SyncStore(JdbcClient jdbc, Tickets tickets, Clock clock) {
        this.jdbc = jdbc;
        this.tickets = tickets;
        this.clock = clock;
    }

    /** Empty where the lease is lost, or the calendar gone. */
    @Transactional
    Optional<SyncedCalendar> begin(CalendarClaim claim) {
        return jdbc.sql(BEGIN).params(claim.calendarId(), claim.epoch()).query((row, _) -> read(claim, row)).optional();
    }

    /** The running transaction is under the lease to its end. Behind whatever else it locks. @throws LeaseLost where it is not */
    void hold(CalendarClaim claim) {
        if (jdbc.sql(HOLD).params(claim.calendarId(), claim.epoch()).query(Boolean.class).optional().isEmpty()) {
            throw new LeaseLost();
        }
    }

    /** All is listed now. @return the how manieth time it is */
    @Transactional
    long list(CalendarClaim claim) {
        return jdbc.sql(LIST)
                .params(claim.calendarId(), claim.epoch())
                .query(Long.class)
                .optional()
                .orElseThrow(LeaseLost::new);
    }

    /** All that was told until then has been taken. In the transaction of the last of it. */
    void take(CalendarClaim claim, String token, boolean isFull) {
        written(jdbc.sql(TOKEN).params(token, isFull, claim.calendarId(), claim.epoch()).update());
    }

    @Transactional
    void channel(CalendarClaim claim, Channel channel, @Nullable String hash) {
        written(jdbc.sql(CHANNEL)
                .param(channel.id())
                .param(channel.resource())
                .param(hash)
                .param(Rows.timestamp(channel.expiresAt()))
                .params(claim.calendarId(), claim.epoch())
                .update());
    }

    /** It is looked at again after that, or at once where something has changed meanwhile. */
    @Transactional
    void end(CalendarClaim claim, long wakes, Duration after) {
        var isDue = jdbc.sql(END)
                .params(wakes, after.toMillis(), claim.calendarId(), claim.epoch())
                .query(Boolean.class)
                .optional();
        isDue.ifPresent(now -> tickets.add(CalendarQueue.NAME, now ? Duration.ZERO : after));
    }

    /** @return whether the lease held */
    @Transactional
    boolean fail(CalendarClaim claim, String error, Duration after) {
        var isWritten = jdbc.sql(FAIL)
                .params(Texts.shown(error, LONGEST_ERROR), after.toMillis(), claim.calendarId(), claim.epoch())
                .update() == 1;
        if (isWritten) {
            tickets.add(CalendarQueue.NAME, after);
        }
        return isWritten;
    }

    @Transactional
    void remove(CalendarClaim claim) {
        jdbc.sql(REMOVE).params(claim.calendarId(), claim.epoch()).update();
    }

    Instant now() {
        return clock.instant();
    }

    private static void written(int rows) {
        if (rows == 0) {
            throw new LeaseLost();
        }
    }

    private static SyncedCalendar read(CalendarClaim claim, ResultSet row) throws SQLException {
        var copies = row.getString("copies");
        return new SyncedCalendar(claim.calendarId(),
                new GoogleApi.Place(row.getObject("integration_number", UUID.class), row.getString("calendar_key")),
                zone(row.getString("time_zone")), SyncDirection.of(row.getString("direction")),
                copies == null ? null : Copies.valueOf(copies), row.getString("sync_token"), row.getLong("listing"),
                row.getBoolean("is_outlet"), Rows.instant(row, "created_at"),
                row.getLong("wakes"), row.getInt("failures"), row.getString("last_error") != null,
                new Channel(row.getString("channel"), row.getString("channel_resource"),
                        Rows.instantOrNull(row, "channel_expires_at")));
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException _) {
            return ZoneOffset.UTC;
        }
    }
}
