package dev.tenantry.crm.report.activity;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.calendar.HeldSeries;
import dev.tenantry.crm.report.Question;

/** Counts what members did, part by part of a period. */
@Component
class ActivityRows {

    private static final String TEAM = """
            select m.user_id from team_members m where m.organization_id = app.org_id() and m.team_id = ?""";

    private final JdbcClient jdbc;
    private final HeldSeries events;

    ActivityRows(JdbcClient jdbc, HeldSeries events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** @param parts the first days of the period's parts */
    List<ActivityRow> of(Question question, List<LocalDate> parts, Set<ActivityKind> kinds) {
        var rows = new ArrayList<ActivityRow>();
        kinds.forEach(kind -> rows.addAll(counted(kind, question, parts)));
        if (kinds.contains(ActivityKind.EVENTS_HELD)) {
            rows.addAll(ofSeries(question, parts));
        }
        return rows;
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
        var counts = new HashMap<Integer, Map<Optional<UUID>, Long>>();
        events.of(question.begin(), end(question), owners(question), (owner, start) -> {
            var place = Collections.binarySearch(begins, start);
            counts.computeIfAbsent(place < 0 ? -place - 2 : place, _ -> new HashMap<>())
                    .merge(Optional.ofNullable(owner), 1L, Long::sum);
        });
        var rows = new ArrayList<ActivityRow>();
        counts.forEach((part, members) -> members.forEach((member, times) -> rows
                .add(new ActivityRow(ActivityKind.EVENTS_HELD, part, member.orElse(null), times))));
        return rows;
    }

    /** Null: all, and what is nobody's. */
    private @Nullable Set<UUID> owners(Question question) {
        if (question.teamId() == null) {
            return question.ownerId() == null ? null : Set.of(question.ownerId());
        }
        var members = new HashSet<>(jdbc.sql(TEAM).param(question.teamId()).query(UUID.class).list());
        members.removeIf(member -> question.ownerId() != null && !question.ownerId().equals(member));
        return members;
    }
}
