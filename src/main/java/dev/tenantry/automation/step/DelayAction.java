package dev.tenantry.automation.step;

import java.lang.reflect.Type;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Schedule;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.automation.expression.Shapes;
import dev.tenantry.shared.text.Texts;
import dev.tenantry.shared.time.Rfc3339;
import dev.tenantry.tenancy.Localizations;

/** Lets time pass, as a row that is due later: for a while, until a time, or until an hour comes again. */
@Component
class DelayAction implements LocalAction {

    private static final String SCHEMA = """
            {
              "description": "how long to wait: a while, until a time, or until an hour",
              "examples": [{ "duration": "P1D" }, { "until": "{{trigger.meeting}}", "offset": "-PT1H" }, { "untilWeekday": "monday", "untilTime": "09:00", "zone": "Europe/Vienna" }],
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "duration": { "$ref": "#/$defs/duration" },
                "until": { "type": "string", "minLength": 1, "maxLength": 200,
                    "description": "a time, 2026-01-31T12:00:00Z, or a day, which means its beginning, or the placeholder of one; what is past is over at once, and what is more than 1,827 days (five years) away fails the step" },
                "ifMissing": { "enum": ["fail", "skip"], "description": "of until, what becomes of the step where its placeholder has no value: it fails, or the run goes on at once; absent: fail" },
                "offset": { "type": "string", "maxLength": 40, "pattern": "^-?P(?=.)([0-9]{1,4}D)?(T(?=.)([0-9]{1,5}H)?([0-9]{1,6}M)?)?$",
                    "description": "how long after the time, or before it, such as -PT1H or P1D; its days are those of the zone's calendar, whatever the clocks do in them" },
                "untilTime": { "type": "string", "maxLength": 5, "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$",
                    "description": "an hour of the day, such as 09:00, the next time that it comes" },
                "untilWeekday": { "enum": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
                    "description": "the day of that hour; absent: any" },
                "zone": { "type": "string", "minLength": 1, "maxLength": 200,
                    "description": "whose hours and days they are, such as Europe/Vienna, or the placeholder of that; absent: the organization's. What is no zone, or empty, fails the step" }
              }
            }""";
    private static final Pattern DAYS = Pattern.compile("P([0-9]+)D");
    private static final Duration LONGEST = Duration.ofDays(1_827);
    private static final String UNTIL = "until";
    private static final String ZONE = "zone";
    private static final String IF_MISSING = "ifMissing";
    private static final int LONGEST_SHOWN = 100;
    private static final List<String> WAYS = List.of("duration", UNTIL, "untilTime");

    private final Clock clock;
    private final Localizations localizations;

    DelayAction(Clock clock, Localizations localizations) {
        this.clock = clock;
        this.localizations = localizations;
    }

    @Override
    public String type() {
        return "delay";
    }

    @Override
    public String schema() {
        return SCHEMA;
    }

    @Override
    public void check(Step step, Faults faults) {
        var config = step.config();
        if (WAYS.stream().filter(config::has).count() != 1) {
            faults.at("duration").add("required", "a delay has one of " + WAYS);
        }
        excluded(config, "offset", UNTIL, faults);
        excluded(config, IF_MISSING, UNTIL, faults);
        excluded(config, "untilWeekday", "untilTime", faults);
        if (config.has("duration")) {
            excluded(config, ZONE, UNTIL, faults);
        }
        var zone = config.path(ZONE);
        if (zone.isString() && !Template.isOpen(zone) && Schedule.zoneOrNull(zone.asString()) == null) {
            faults.at(ZONE).add("unknown", "there is no such zone, but such as Europe/Vienna");
        }
        faults.at(ZONE).templates(zone);
        var until = config.path(UNTIL);
        if (until.isString() && !Template.isOpen(until) && time(until.asString(), ZoneId.of("UTC")) == null) {
            faults.at(UNTIL).add("type-mismatch", "this is no time, 2026-01-31T12:00:00Z, and no day");
        }
        faults.at(UNTIL).templates(until);
    }

    private static void excluded(JsonNode config, String name, String with, Faults faults) {
        if (config.has(name) && !config.has(with)) {
            faults.at(name).add("excluded", "this goes with " + with);
        }
    }

    @Override
    public Type resultType(Step step) {
        return new Shapes.Members(Map.of());
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of();
    }

    /** A time is no text for people here. */
    @Override
    public JsonNode prepare(StepRun run) {
        return run.filled(run.step().config());
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public Outcome perform(StepRun run, JsonNode prepared) {
        if (prepared.has("duration")) {
            return new Outcome.Paused(Duration.parse(prepared.path("duration").asString()), null);
        }
        var now = clock.instant();
        var zone = prepared.has(ZONE)
                ? Schedule.zoneOrNull(prepared.path(ZONE).asString(""))
                : localizations.ofOrganization().zone();
        if (zone == null) {
            return Outcome.failedForGood(unusable(run, prepared, ZONE, "no zone such as Europe/Vienna"));
        }
        if (prepared.has(UNTIL) && !RecordSteps.isGiven(prepared.path(UNTIL))
                && prepared.path(IF_MISSING).asString("").equals("skip")) {
            return new Outcome.Paused(Duration.ZERO, null);
        }
        var until = prepared.has("untilTime")
                ? next(now, weekday(prepared), LocalTime.parse(prepared.path("untilTime").asString()), zone)
                : time(prepared.path(UNTIL).asString(""), zone);
        if (until == null) {
            return Outcome
                    .failedForGood(unusable(run, prepared, UNTIL, "no time, such as 2026-01-31T12:00:00Z, and no day"));
        }
        var end = later(until, prepared.path("offset").asString("PT0S"), zone);
        var pause = Duration.between(now, end);
        return pause.compareTo(LONGEST) > 0
                ? Outcome.failedForGood("what it waits for is more than " + LONGEST.toDays() + " days away")
                : pause.isNegative() ? new Outcome.Paused(Duration.ZERO, null) : new Outcome.Paused(pause, end);
    }

    /** With the placeholder, and what it has come to. */
    private static String unusable(StepRun run, JsonNode prepared, String property, String demanded) {
        var stated = run.step().config().path(property).asString("");
        var value = prepared.path(property);
        return RecordSteps.isGiven(value)
                ? "%s: %s is %s".formatted(property,
                        Texts.shown(value.isString() ? value.asString() : value.toString(), LONGEST_SHOWN), demanded)
                        + (value.asString("").equals(stated) ? "" : " (" + stated + ")")
                : property + ": " + stated + " has no value";
    }

    /** When the clocks of a zone show the time next; a time that they leave out is as much later as they do. */
    static Instant next(Instant now, @Nullable DayOfWeek weekday, LocalTime time, ZoneId zone) {
        var day = now.atZone(zone).toLocalDate();
        while (true) {
            var candidate = ZonedDateTime.of(day, time, zone).toInstant();
            if (candidate.isAfter(now) && (weekday == null || day.getDayOfWeek() == weekday)) {
                return candidate;
            }
            day = day.plusDays(1);
        }
    }

    /** @param offset {@code -P1DT2H}: days by the calendar of the zone, then hours and minutes as they pass */
    static Instant later(Instant time, String offset, ZoneId zone) {
        var isBefore = offset.startsWith("-");
        var parts = DAYS.matcher(offset);
        var days = parts.find() ? Long.parseLong(parts.group(1)) : 0;
        var rest = Duration.parse(isBefore ? offset.substring(1) : offset).minusDays(days);
        return time.atZone(zone).plusDays(isBefore ? -days : days).toInstant().plus(isBefore ? rest.negated() : rest);
    }

    private static @Nullable DayOfWeek weekday(JsonNode config) {
        var name = config.path("untilWeekday").asString("");
        return name.isEmpty() ? null : DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static @Nullable Instant time(String text, ZoneId zone) {
        try {
            return Rfc3339.timeOrDay(text, () -> zone);
        } catch (DateTimeException _) {
            return null;
        }
    }
}
