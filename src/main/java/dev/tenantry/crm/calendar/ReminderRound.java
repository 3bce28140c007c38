package dev.tenantry.crm.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.calendar.ReminderRecipients.Recipient;
import dev.tenantry.crm.calendar.ReminderTimes.Due;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.tenancy.TenantQuery;
import dev.tenantry.shared.work.Tickets;

/**
 * Reminds of what rules have due, and sets when they are looked at next, in one transaction: behind the events' locks, so that they are as they
 * were committed last, and the rules', so that what moves an occurrence meanwhile has it looked at once more.
 */
@Component
class ReminderRound {

    /** Of one series at once: those that were missed last, and those that begin first. */
    private static final int MOST = 20;
    private static final String FIND = """
            select r.id, r.event_id, r.channel, r.audience, r.minutes_before, r.remind_at, r.message, r.handled_until, now() as moment
            from event_reminder_rules r join unnest(cast(? as bigint[]), cast(? as bigint[])) as claimed (id, epoch)
                on claimed.id = r.id and claimed.epoch = r.lease_epoch
            where r.organization_id = app.org_id() order by r.id for update of r""";
    private static final String NEXT = """
            update event_reminder_rules r
            set handled_until = now(), due_at = n.due_at, lease_epoch = 0, leased_by = null, attempts = 0, lease_losses = 0
            from unnest(cast(? as bigint[]), cast(? as timestamptz[])) as n (id, due_at)
            where r.organization_id = app.org_id() and r.id = n.id""";
    private static final String GIVE_UP = """
            update event_reminder_rules set due_at = null, lease_epoch = 0, leased_by = null, attempts = 0, lease_losses = 0
            where organization_id = app.org_id() and id = ? and lease_epoch = ?""";

    private final EntityManager entities;
    private final EventParts parts;
    private final ReminderRecipients recipients;
    private final ReminderSends sends;
    private final JdbcClient jdbc;
    private final Tickets tickets;

    ReminderRound(EntityManager entities, EventParts parts, ReminderRecipients recipients, ReminderSends sends,
            JdbcClient jdbc, Tickets tickets) {
        this.entities = entities;
        this.parts = parts;
        this.recipients = recipients;
        this.sends = sends;
        this.jdbc = jdbc;
        this.tickets = tickets;
    }

    private record Found(
            long id,
            Long eventId,
            ReminderMethod method,
            ReminderAudience audience,
            @Nullable Duration before,
            @Nullable Instant at,
            @Nullable String message,
            Instant handledUntil,
            Instant now) {}

    /** @param due null where there is nothing more to be reminded of */
    private record Next(long rule, @Nullable Instant due) {}

    /** @param claims of one context */
    @Transactional
    void remind(List<ReminderClaim> claims) {
        var events = events(claims);
        var exceptions = parts.read(List.copyOf(events.values()))
                .stream()
                .collect(Collectors.groupingBy(one -> Objects.requireNonNull(one.getSeriesId())));
        var reached = new ReminderRecipients.Reached();
        var next = new ArrayList<Next>();
        var now = Instant.MIN;
        for (var found : rules(claims)) {
            var event = events.get(found.eventId);
            if (event != null) {
                var times = new ReminderTimes(event, exceptions.getOrDefault(found.eventId, List.of()), found.before,
                        found.at);
                remind(found, few(times.due(found.handledUntil, found.now), found.now), reached);
                next.add(new Next(found.id, times.next(found.now)));
                now = found.now;
            }
        }
        proceed(next, now);
    }

    /** Nobody survives reminding of it. It is looked at again when the event is changed. */
    @Transactional
    void giveUp(ReminderClaim claim) {
        jdbc.sql(GIVE_UP).params(claim.ruleId(), claim.epoch()).update();
    }

    private static List<Due> few(List<Due> due, Instant now) {
        var missed = due.stream().filter(one -> !one.start().isAfter(now)).toList();
        var coming = due.stream().filter(one -> one.start().isAfter(now)).limit(MOST);
        return Stream.concat(missed.stream().skip(Math.max(0, missed.size() - MOST)), coming).toList();
    }

    /** By their ids, in whose order they are locked. */
    private Map<Long, CalendarEvent> events(List<ReminderClaim> claims) {
        return TenantQuery
                .of(entities, CalendarEvent.class, "e", CalendarEvent.class, List.of("is_any(e.id, :ids)"),
                        "order by e.id")
                .setAll("ids", claims.stream().map(ReminderClaim::eventId).distinct().toList())
                .locked()
                .list()
                .stream()
                .collect(Collectors.toMap(CalendarEvent::getId, Function.identity()));
    }

    private List<Found> rules(List<ReminderClaim> claims) {
        return jdbc.sql(FIND)
                .param(claims.stream().map(ReminderClaim::ruleId).toArray(Long[]::new))
                .param(claims.stream().map(ReminderClaim::epoch).toArray(Long[]::new))
                .query(ReminderRound::read)
                .list();
    }

    private void remind(Found found, List<Due> due, ReminderRecipients.Reached reached) {
        var rule = new ReminderSends.Rule(found.id, found.eventId, found.method, found.message);
        var known = new HashMap<Long, List<Recipient>>();
        for (var one : due) {
            sends.send(rule, one, known.computeIfAbsent(one.event().getId(),
                    _ -> recipients.of(one.event(), found.audience, found.method, reached)), found.now);
        }
    }

    private void proceed(List<Next> next, Instant now) {
        if (next.isEmpty()) {
            return;
        }
        jdbc.sql(NEXT)
                .param(next.stream().map(Next::rule).toArray(Long[]::new))
                .param(next.stream().map(one -> Objects.toString(one.due, null)).toArray(String[]::new))
                .update();
        next.stream()
                .map(Next::due)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .ifPresent(first -> tickets.add(ReminderQueue.NAME, Duration.between(now, first)));
    }

    private static Found read(ResultSet row, int number) throws SQLException {
        var minutes = row.getObject("minutes_before", Integer.class);
        return new Found(row.getLong("id"), row.getLong("event_id"), ReminderMethod.of(row.getString("channel")),
                ReminderAudience.of(row.getString("audience")),
                minutes == null ? null : Duration.ofMinutes(minutes), Rows.instantOrNull(row, "remind_at"),
                row.getString("message"), Rows.instant(row, "handled_until"), Rows.instant(row, "moment"));
    }
}
