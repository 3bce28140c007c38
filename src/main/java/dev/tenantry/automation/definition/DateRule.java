package dev.tenantry.automation.definition;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which of the days that records have a workflow starts before, on or after.
 *
 * @param record the kind of records
 * @param name   of their field
 * @param days   negative: so many before
 * @param at     the time of day
 */
public record DateRule(String record, String name, int days, LocalTime at) {

    private static final LocalTime USUAL = LocalTime.of(9, 0);

    /** Reads one that the schema has accepted; null where the trigger is none. */
    static @Nullable DateRule read(JsonNode trigger) {
        var field = trigger.path("field").asString("");
        var dot = field.indexOf('.');
        return dot < 0
                ? null
                : new DateRule(field.substring(0, dot), field.substring(dot + 1), trigger.path("days").asInt(0),
                        trigger.has("at") ? LocalTime.parse(trigger.path("at").asString()) : USUAL);
    }

    /** {@code opportunity.expectedCloseOn} */
    public String field() {
        return record + "." + name;
    }

    /** The day that records have which start a run on this one. */
    public LocalDate dated(LocalDate today) {
        return today.minusDays(days);
    }

    /** The day on which a record starts a run that has this one. */
    public LocalDate starting(LocalDate dated) {
        return dated.plusDays(days);
    }

    /** When it is looked each day, as cron has it. */
    String cron() {
        return at.getMinute() + " " + at.getHour() + " * * *";
    }

    /** In words, as of {@code 3 days before its expectedCloseOn}. */
    public String told() {
        var count = Math.abs(days) == 1 ? "1 day" : Math.abs(days) + " days";
        return (days == 0 ? "on" : count + (days < 0 ? " before" : " after")) + " its " + name + " at "
                + at.truncatedTo(ChronoUnit.MINUTES);
    }
}
