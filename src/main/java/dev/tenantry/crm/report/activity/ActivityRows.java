package dev.tenantry.crm.report.activity;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.calendar.HeldSeries;
import dev.tenantry.crm.report.Question;
import dev.tenantry.shared.problem.ProblemException;

/** Counts what members did, part by part of a period. */
@Component
class ActivityRows {

    /** Of members in periods, in one answer. */
    private static final int MOST = 20_000;
    private static final String TEAM = """
            select m.user_id from team_member_history m where m.organization_id = app.org_id() and m.team_id = :team
                and m.began_at <= :at and (m.valid_until is null or m.valid_until > :at)""";

    private final JdbcClient jdbc;
    private final HeldSeries events;

    ActivityRows(JdbcClient jdbc, HeldSeries events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** A member in a part of the period. */
    private record Place(int part, @Nullable UUID member) {}

    /** @param parts the first days of the period's parts @throws ProblemException 400 where there are too many for an answer */
    List<ActivityRow> of(Question question, List<LocalDate> parts, Set<ActivityKind> kinds) {
        var rows = new ArrayList<ActivityRow>();
        var places = new HashSet<Place>();
        kinds.forEach(kind -> add(counted(kind, question, parts), rows, places));
        if (kinds.contains(ActivityKind.EVENTS_HELD)) {
            add(ofSeries(question, parts), rows, places);
        }
        return rows;
    }

    private static void add(List<ActivityRow> some, List<ActivityRow> rows, Set<Place> places) {
        some.forEach(row -> places.add(new Place(row.part(), row.memberId())));
        if (places.size() > MOST) {
            throw ProblemException.malformed("to",
                    "there are too many members and periods for one answer: ask for less time, for longer periods, for a member or a team");
        }
        rows.addAll(some);
    }

    private List<ActivityRow> counted(ActivityKind kind, Question question, List<LocalDate> parts) {
        return jdbc.sql(kind.sql())
                .params(question.parameters())
                .param("days", array(parts.stream().map(LocalDate::toString).toList()))
                .param("begins", array(parts.stream()
                        .map(day -> day.atStartOfDay(question.zone()).toInstant().toString())
                        .toList()))
                .param("begin", Timestamp.from(question.begin()))
                .param("end", Timestamp.from(end(question)))
                .param("most", MOST + 1)
                .query((row, _) -> new ActivityRow(kind, row.getInt("part") - 1,
                        row.getObject("member", UUID.class), row.getLong("times")))
                .list();
    }

    private static String array(List<String> values) {
        return values.stream().collect(Collectors.joining(",", "{", "}"));
    }

    /** What lies ahead has not been done. */
    private static Instant end(Question question) {
        return question.end().isBefore(question.at()) ? question.end() : question.at();
    }

    private List<ActivityRow> ofSeries(Question question, List<LocalDate> parts) {
        if (!question.begin().isBefore(end(question))) {
            return List.of();
        }
        var begins = parts.stream().map(day -> day.atStartOfDay(question.zone()).toInstant()).toList();
        var counts = new HashMap<Place, Long>();
        events.of(question.begin(), end(question), owners(question), (owner, start) -> {
            var part = Collections.binarySearch(begins, start);
            counts.merge(new Place(part < 0 ? -part - 2 : part, owner), 1L, Long::sum);
        });
        var rows = new ArrayList<ActivityRow>();
        counts.forEach((place, times) -> rows
                .add(new ActivityRow(ActivityKind.EVENTS_HELD, place.part, place.member, times)));
        return rows;
    }

    /** Null: all, and what is nobody's. */
    private @Nullable Set<UUID> owners(Question question) {
        if (question.teamId() == null) {
            return question.ownerId() == null ? null : Set.of(question.ownerId());
        }
        var members = new HashSet<>(jdbc.sql(TEAM).params(question.parameters()).query(UUID.class).list());
        members.removeIf(member -> question.ownerId() != null && !question.ownerId().equals(member));
        return members;
    }
}
