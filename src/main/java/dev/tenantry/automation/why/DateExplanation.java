package dev.tenantry.automation.why;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.automation.definition.DateRule;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.why.WhyResponse.Occurrence;
import dev.tenantry.automation.why.WhyResponse.Stage;
import dev.tenantry.shared.record.DatedRecords;
import dev.tenantry.shared.record.RecordRegistry;
import dev.tenantry.tenancy.Localizations;

/** When a record's day starts the workflow, or why it does not. */
@Component
class DateExplanation {

    private final DatedRecords dated;
    private final RecordRegistry records;
    private final Localizations localizations;
    private final Comparisons comparisons;
    private final Clock clock;

    DateExplanation(DatedRecords dated, RecordRegistry records, Localizations localizations, Comparisons comparisons,
            Clock clock) {
        this.dated = dated;
        this.records = records;
        this.localizations = localizations;
        this.comparisons = comparisons;
        this.clock = clock;
    }

    /** What is asked about. @param made when the record was @param isActive whether the workflow is */
    record Asked(Trigger trigger, String type, Long id, Instant made, boolean isActive, boolean showsValues) {

        DateRule rule() {
            return Objects.requireNonNull(trigger.date());
        }

        Occurrence occurrence(Instant time, Outcome outcome, List<Stage> stages) {
            return new Occurrence(null, null, time, null, outcome, stages, null, null);
        }

        Occurrence never(String reason) {
            return occurrence(made, Outcome.NOT_MEANT, List.of(new Stage(StageName.DATE, false, reason)));
        }
    }

    /** @param results what has come of it so far */
    List<Occurrence> of(Asked asked, List<Occurrence> results) {
        var shown = records.of(asked.type).find(asked.id);
        if (shown.isEmpty()) {
            return List.of(asked.never("it is in the trash"));
        }
        var rule = asked.rule();
        var zone = zone(asked.trigger);
        var day = dated.dayOf(shown.get(), rule.record(), rule.name(), zone);
        if (day == null) {
            return List.of(asked.never("it has no " + rule.name()));
        }
        var offset = rule.offset();
        var time = offset == null
                ? time(asked.trigger, rule.starting(day), zone)
                : DateRule.starting(Objects.requireNonNull(DatedRecords.momentOf(shown.get(), rule.name())), offset);
        if (results.stream().anyMatch(one -> one.runId() != null && !one.occurredAt().isBefore(time))) {
            return List.of();
        }
        return List.of(isCounted(asked, day, zone)
                ? expected(asked, shown.get(), day, time)
                : asked.never("its " + rule.name() + " does not count any more, as it is closed or done"));
    }

    private ZoneId zone(Trigger trigger) {
        var stated = Objects.requireNonNull(trigger.schedule()).zone();
        return stated == null ? localizations.ofOrganization().zone() : stated;
    }

    private static Instant time(Trigger trigger, LocalDate day, ZoneId zone) {
        var before = day.atStartOfDay(zone).toInstant().minusMillis(1);
        return Objects.requireNonNull(Objects.requireNonNull(trigger.schedule()).next(before, zone));
    }

    private boolean isCounted(Asked asked, LocalDate day, ZoneId zone) {
        return dated.on(day, asked.type, asked.rule().name(), zone, asked.id - 1, 1)
                .stream()
                .anyMatch(one -> one.id().equals(asked.id));
    }

    private Occurrence expected(Asked asked, ObjectNode shown, LocalDate day, Instant time) {
        var isAhead = time.isAfter(clock.instant());
        var told = asked.rule().told() + ", which is " + day + ": at " + time;
        var stages = new ArrayList<Stage>();
        if (!asked.isActive) {
            stages.add(new Stage(StageName.ACTIVE, false, "the workflow is not active; it starts " + told));
            return asked.occurrence(time, Outcome.NOT_ACTIVE, stages);
        }
        stages.add(new Stage(StageName.DATE, isAhead, isAhead
                ? "it starts " + told
                : "it would have started " + told + "; the workflow was not active then, a filter kept it out, or the "
                        + "record had another day",
                isAhead ? time : null, null));
        return isAhead ? filtered(asked, shown, time, stages) : asked.occurrence(time, Outcome.UNRECORDED, stages);
    }

    /** As things stand. */
    private Occurrence filtered(Asked asked, JsonNode shown, Instant time, List<Stage> stages) {
        var filter = asked.trigger.filter();
        if (filter.isEmpty()) {
            return asked.occurrence(time, Outcome.WAITING, stages);
        }
        var explained = comparisons.explain(List.of(
                new Comparisons.Question(asked.trigger, filter, new Scope(Map.of("trigger", () -> shown)), true)))
                .getFirst();
        var holds = explained.stream().allMatch(one -> Boolean.TRUE.equals(one.holds()));
        stages.add(Why.filter(holds, explained, asked.showsValues));
        return asked.occurrence(time, holds ? Outcome.WAITING : Outcome.FILTERED, stages);
    }
}
