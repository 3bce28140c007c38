package dev.tenantry.automation.schedule;

import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static final int KEPT_DAYS = 400;
    private static final String NOTE = """
            insert into workflow_date_starts (organization_id, workflow_id, field, record_id, day)
            select app.org_id(), ?, ?, r.id, ? from unnest(?::bigint[]) as r (id)
            on conflict on constraint workflow_date_starts_pkey do nothing returning record_id""";
    private static final String FORGET = """
            delete from workflow_date_starts where organization_id = app.org_id() and workflow_id = ? and field = ? and day < ?""";

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
        var today = LocalDate.ofInstant(time, zone);
        var day = rule.dated(today);
        var found = records.on(day, rule.record(), rule.name(), zone, behind, BATCH);
        var meant = meant(found, trigger, day, time);
        if (!meant.isEmpty()) {
            var first = noted(workflowId, rule, day, meant);
            runs.start(workflowId, rule.record(), meant.stream().filter(one -> first.contains(one.id())).toList());
        }
        if (found.size() == BATCH) {
            return found.getLast().id();
        }
        jdbc.sql(FORGET).params(workflowId, rule.field(), Date.valueOf(today.minusDays(KEPT_DAYS))).update();
        return null;
    }

    /** Those that the filter lets through, with what runs find besides. */
    private List<Dated> meant(List<Dated> found, Trigger trigger, LocalDate day, Instant time) {
        found.forEach(one -> one.told().put("date", day.toString()).put("scheduledAt", time.toString()));
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

    private Set<Long> noted(UUID workflowId, DateRule rule, LocalDate day, List<Dated> meant) {
        return jdbc.sql(NOTE)
                .params(workflowId, rule.field(), Date.valueOf(day), meant.stream().map(Dated::id).toArray(Long[]::new))
                .query((row, _) -> row.getLong("record_id"))
                .set();
    }
}
