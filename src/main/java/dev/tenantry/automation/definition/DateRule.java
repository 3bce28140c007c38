package dev.tenantry.automation.definition;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.text.KnownNames;

/**
 * Which of the days, or of the moments, that records have a workflow starts before, on or after.
 *
 * @param record the kind of records
 * @param name   of their field
 * @param days   negative: so many before
 * @param at     the time of day
 * @param offset how long after the moment, negative: before it; null where days count
 */
public record DateRule(String record, String name, int days, LocalTime at, @Nullable Duration offset) {

    /** Of moments it is looked so often, for all that have come since. */
    public static final Duration EVERY = Duration.ofMinutes(5);

    private static final LocalTime USUAL = LocalTime.of(9, 0);

    /** Reads one that the schema has accepted; null where the trigger is none. */
    static @Nullable DateRule read(JsonNode trigger) {
        var field = trigger.path("field").asString("");
        var dot = field.indexOf('.');
        return dot < 0
                ? null
                : new DateRule(field.substring(0, dot), field.substring(dot + 1), trigger.path("days").asInt(0),
                        trigger.has("at") ? LocalTime.parse(trigger.path("at").asString()) : USUAL,
                        trigger.has("offset") ? Duration.parse(trigger.path("offset").asString()) : null);
    }

    /** @param faults of the trigger */
    void check(Vocabulary vocabulary, Faults faults) {
        if (!vocabulary.dates().contains(field())) {
            faults.at("field")
                    .add("unknown", "there is no such day, but " + KnownNames.like(field(), vocabulary.dates()));
        } else if (offset != null) {
            if (!vocabulary.moments().contains(field())) {
                faults.at("offset").add("excluded", "this is of moments, and " + field() + " is a day");
            }
            if (days != 0) {
                faults.at("days").add("excluded", "there are none where there is an offset");
            }
            if (!at.equals(USUAL)) {
                faults.at("at").add("excluded", "there is none where there is an offset");
            }
        }
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

    /** When it is looked, as cron has it. */
    String cron() {
        return offset == null ? at.getMinute() + " " + at.getHour() + " * * *" : "*/" + EVERY.toMinutes() + " * * * *";
    }

    /** When a record that has this moment starts a run: the first look at or after. @param offset of the rule */
    public static Instant starting(Instant moment, Duration offset) {
        var seconds = EVERY.toSeconds();
        var due = moment.plus(offset);
        return Instant.ofEpochSecond(
                Math.ceilDiv(due.getEpochSecond() + (due.getNano() > 0 ? 1 : 0), seconds) * seconds);
    }

    /** In words, as of {@code 3 days before its expectedCloseOn}. */
    public String told() {
        if (offset != null) {
            return (offset.isZero() ? "at" : offset.abs() + (offset.isNegative() ? " before" : " after")) + " its "
                    + name;
        }
        var count = Math.abs(days) == 1 ? "1 day" : Math.abs(days) + " days";
        return (days == 0 ? "on" : count + (days < 0 ? " before" : " after")) + " its " + name + " at "
                + at.truncatedTo(ChronoUnit.MINUTES);
    }
}
