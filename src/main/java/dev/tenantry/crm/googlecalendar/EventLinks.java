package dev.tenantry.crm.googlecalendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.Rows;

/** The rows of {@link EventLink}, of the current member's calendars. In the current transaction. */
@Component
class EventLinks {

    private static final String SELECT = """
            select l.event_key, l.event_number, l.is_from_google, l.etag, l.changed_at, l.own_shape, l.google_shape, l.series_key,
                l.original_start, l.is_gone from google_event_links l
            where l.organization_id = app.org_id() and l.user_id = auth.uid() and l.calendar_id = ?""";
    private static final String KEEP = """
            insert into google_event_links (organization_id, user_id, calendar_id, event_key, event_number, is_from_google, etag, changed_at,
                own_shape, google_shape, series_key, original_start, is_gone, event_version, fault, listing)
            values (app.org_id(), auth.uid(), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict on constraint google_event_links_pkey do update
            set event_number = excluded.event_number, etag = excluded.etag, changed_at = excluded.changed_at, own_shape = excluded.own_shape,
                google_shape = excluded.google_shape, series_key = excluded.series_key, original_start = excluded.original_start,
                is_gone = excluded.is_gone, event_version = excluded.event_version, fault = excluded.fault,
                listing = greatest(google_event_links.listing, excluded.listing)""";
    private static final String SEEN = """
            update google_event_links l set listing = ?
            where l.organization_id = app.org_id() and l.user_id = auth.uid() and l.calendar_id = ? and l.event_key = ?""";
    private static final String REMOVE = """
            delete from google_event_links l
            where l.organization_id = app.org_id() and l.user_id = auth.uid() and l.calendar_id = ? and l.event_key = ?""";
    /** Occurrences that are deleted here are told before what leaves them out. */
    private static final String CHANGED = SELECT + """
             and l.event_number is not null and l.event_key > ? and not exists (
                select 1 from crm_events e where e.organization_id = app.org_id() and e.id = l.event_number and e.owner_id = auth.uid()
                  and e.version = l.event_version) and (l.series_key is not null) = ?
            order by l.event_key limit ?""";
    private static final String ABSENT = SELECT + """
             and l.is_from_google and not l.is_gone and l.series_key is null and l.listing < ? and l.event_key > ? and exists (
                select 1 from crm_events e where e.organization_id = app.org_id() and e.id = l.event_number
                  and (e.last_end_at is null or e.last_end_at > ?))
            order by l.event_key limit ?""";
    private static final String LINKED = """
            select exists (select 1 from google_event_links l
                where l.organization_id = app.org_id() and l.user_id = auth.uid() and l.event_number = ?)""";
    private static final String UNTOLD = """
            select e.id from crm_events e
            left join google_event_links s on s.organization_id = app.org_id() and s.user_id = auth.uid() and s.calendar_id = ? and s.event_number = e.series_id
            where e.organization_id = app.org_id() and e.owner_id = auth.uid() and e.deleted_at is null and e.id > ?
              and (e.series_id is not null) = ?
              and case when e.series_id is null then ? and e.status = 'confirmed' and (e.last_end_at is null or e.last_end_at >= ?)
                       else s.etag is not null and not s.is_gone end
              and not exists (select 1 from google_event_links l where l.organization_id = app.org_id() and l.user_id = auth.uid() and l.event_number = e.id)
            order by e.id limit ?""";
    private static final String FAULTS = """
            select l.event_key, l.event_number, l.fault from google_event_links l
            where l.organization_id = app.org_id() and l.user_id = auth.uid() and l.calendar_id = ? and l.fault is not null order by l.event_key limit 100""";

    private final JdbcClient jdbc;

    EventLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Nobody else changes it before the end of the transaction. */
    Optional<EventLink> lock(Long calendar, String key) {
        return jdbc.sql(SELECT + " and l.event_key = ? for update")
                .params(calendar, key)
                .query(EventLinks::read)
                .optional();
    }

    Optional<EventLink> ofEvent(Long calendar, Long event) {
        return jdbc.sql(SELECT + " and l.event_number = ?").params(calendar, event).query(EventLinks::read).optional();
    }

    /** Whether any calendar of the member's has it. */
    boolean isLinked(Long event) {
        return jdbc.sql(LINKED).param(event).query(Boolean.class).single();
    }

    /** Starts of the series of which something is told by itself. */
    Set<String> others(Long calendar, String series) {
        return new HashSet<>(jdbc.sql(SELECT + " and l.series_key = ?")
                .params(calendar, series)
                .query((row, _) -> row.getString("original_start"))
                .list());
    }

    /** @param version of the event as both are the same; null: something is to be told yet @param fault why both are not kept the same */
    void keep(Long calendar, EventLink link, @Nullable Integer version, @Nullable String fault, long listing) {
        jdbc.sql(KEEP)
                .params(calendar, link.key())
                .param(link.event())
                .param(link.isFromGoogle())
                .param(link.etag())
                .param(Rows.timestamp(link.changedAt()))
                .params(link.own().write(), link.google().write())
                .param(link.series())
                .param(link.original())
                .param(link.isGone())
                .param(version)
                .param(fault)
                .param(listing)
                .update();
    }

    void seen(Long calendar, String key, long listing) {
        jdbc.sql(SEEN).params(listing, calendar, key).update();
    }

    void remove(Long calendar, String key) {
        jdbc.sql(REMOVE).params(calendar, key).update();
    }

    /** Those of which the event here was changed since, or is there no more. */
    List<EventLink> changed(Long calendar, String after, boolean isOccurrence, int most) {
        return jdbc.sql(CHANGED).params(calendar, after, isOccurrence, most).query(EventLinks::read).list();
    }

    /** Those that came from Google and were not listed, of what ends after the time. */
    List<EventLink> absent(Long calendar, long listing, String after, Instant ends, int most) {
        return jdbc.sql(ABSENT)
                .params(calendar, listing, after)
                .param(Rows.timestamp(ends))
                .param(most)
                .query(EventLinks::read)
                .list();
    }

    /** Those of which all is still to be told by Google. */
    List<EventLink> unread(Long calendar, int most) {
        return jdbc.sql(SELECT + " and l.is_from_google and l.etag is null order by l.event_key limit ?")
                .params(calendar, most)
                .query(EventLinks::read)
                .list();
    }

    /** The member's events that no calendar has. @param isOutlet whether the calendar takes up new ones @param since what ended before is the past */
    List<Long> untold(Long calendar, Long after, boolean isOccurrence, boolean isOutlet, Instant since, int most) {
        return jdbc.sql(UNTOLD)
                .params(calendar, after, isOccurrence, isOutlet)
                .param(Rows.timestamp(since))
                .param(most)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    /** What came from Google and is here. */
    List<EventLink> copies(Long calendar, String after, int most) {
        return jdbc.sql(SELECT + """
                 and l.is_from_google and l.series_key is null and l.event_number is not null and l.event_key > ?
                order by l.event_key limit ?""").params(calendar, after, most).query(EventLinks::read).list();
    }

    long count(Long calendar) {
        return jdbc.sql("select count(*) from google_event_links l"
                + " where l.organization_id = app.org_id() and l.user_id = auth.uid() and l.calendar_id = ?")
                .param(calendar)
                .query(Long.class)
                .single();
    }

    List<EventFaultResponse> faults(Long calendar) {
        return jdbc.sql(FAULTS)
                .param(calendar)
                .query((row, _) -> new EventFaultResponse(row.getString(1), row.getObject(2, Long.class),
                        row.getString(3)))
                .list();
    }

    private static EventLink read(ResultSet row, int number) throws SQLException {
        return new EventLink(row.getString("event_key"), row.getObject("event_number", Long.class),
                row.getBoolean("is_from_google"), row.getString("etag"), Rows.instantOrNull(row, "changed_at"),
                Shape.read(row.getString("own_shape")), Shape.read(row.getString("google_shape")),
                row.getString("series_key"), row.getString("original_start"), row.getBoolean("is_gone"));
    }
}
