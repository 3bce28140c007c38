package dev.tenantry.automation.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.automation.definition.Comparisons.Answer;
import dev.tenantry.automation.definition.DateRule;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.run.start.ScheduledRuns;
import dev.tenantry.shared.record.DatedRecords;
import dev.tenantry.shared.record.DatedRecords.Dated;

/** Starts the runs of records whose day has come, some at a time, each once for the day that the record has. */
@Component
class DateStarts {

    static final int BATCH = 500;

    /** A day this long past comes no more, however many days after it something starts. */
    private static final Duration KEPT = Duration.ofDays(900);
    private static final String DATE = "date";
    private static final String NOTE = """
            insert into workflow_date_starts (organization_id, workflow_id, field, record_id, reached_at)
            select app.org_id(), ?, ?, r.id, r.reached::timestamptz from unnest(?::bigint[], ?::text[]) as r (id, reached)
            on conflict on constraint workflow_date_starts_pkey do nothing returning record_id""";
    private static final String FORGET = """
            delete from workflow_date_starts where organization_id = app.org_id() and workflow_id = ? and field = ? and reached_at < ?""";

    private final DatedRecords records;
    private final Comparisons comparisons;
    private final ScheduledRuns runs;
    private final JdbcClient jdbc;

    DateStarts(DatedRecords records, Comparisons comparisons, ScheduledRuns runs, JdbcClient jdbc) {
        this.records = records;
        this.comparisons = comparisons;
        this.runs = runs;
        this.jdbc = jdbc;
    }

    /**
     * @param time   that has come
     * @param behind the record behind which it goes on
     * @return behind which record it is to go on; null where these were the last
     */
    @Nullable
    Long start(UUID workflowId, Trigger trigger, DateRule rule, Instant time, ZoneId zone, long behind) {
        var found = found(rule, time, zone, behind);
        var meant = meant(found, trigger, time);
        if (!meant.isEmpty()) {
            var first = noted(workflowId, rule, meant);
            runs.start(workflowId, rule.record(), meant.stream().filter(one -> first.contains(one.id())).toList());
        }
        if (found.size() == BATCH) {
            return found.getLast().id();
        }
        jdbc.sql(FORGET).params(workflowId, rule.field(), Schedules.at(time.minus(KEPT))).update();
        return null;
    }

    /** With the day that has come. */
    private List<Dated> found(DateRule rule, Instant time, ZoneId zone, long behind) {
        var offset = rule.offset();
        if (offset == null) {
            var day = rule.dated(LocalDate.ofInstant(time, zone));
            var found = records.on(day, rule.record(), rule.name(), zone, behind, BATCH);
            found.forEach(one -> one.told().put(DATE, day.toString()));
            return found;
        }
        var last = time.minus(offset);
        var found = records.within(last.minus(DateRule.EVERY), last, rule.record(), rule.name(), behind, BATCH);
        found.forEach(one -> one.told().put(DATE, LocalDate.ofInstant(moment(rule, one), zone).toString()));
        return found;
    }

    private static Instant moment(DateRule rule, Dated one) {
        return Objects.requireNonNull(DatedRecords.momentOf(one.told(), rule.name()));
    }

    /** Those that the filter lets through, with what runs find besides. */
    private List<Dated> meant(List<Dated> found, Trigger trigger, Instant time) {
        found.forEach(one -> one.told().put("scheduledAt", time.toString()));
        if (trigger.filter().isEmpty()) {
            return found;
        }
        var answers = comparisons.answers(found.stream()
                .map(one -> new Comparisons.Question(trigger, trigger.filter(),
                        new Scope(Map.of("trigger", one::told)), true))
                .toList());
        var meant = new ArrayList<Dated>();
        for (var index = 0; index < found.size(); index++) {
            if (answers.get(index) == Answer.HOLDS) {
                meant.add(found.get(index));
            }
        }
        return meant;
    }

    /** A day by its beginning in UTC, wherever it is the day. */
    private static String reached(DateRule rule, Dated one) {
        return rule.offset() == null
                ? one.told().path(DATE).asString() + "T00:00:00Z"
                : moment(rule, one).toString();
    }

    private Set<Long> noted(UUID workflowId, DateRule rule, List<Dated> meant) {
        return jdbc.sql(NOTE)
                .params(workflowId, rule.field(), meant.stream().map(Dated::id).toArray(Long[]::new),
                        meant.stream().map(one -> reached(rule, one)).toArray(String[]::new))
                .query((row, _) -> row.getLong("record_id"))
                .set();
    }
}
