package dev.tenantry.automation.definition;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;
import tools.jackson.databind.JsonNode;

/**
 * When a workflow starts by itself: minute, hour, day of the month, month and day of the week, as cron has them, in a time zone.
 *
 * <p>Where the clock changes, times of day come once: one that is left out comes at the first moment after the gap, one that
 * comes twice the first time. What recurs every few minutes or every hour (the hour is {@code *}) goes on as time does.
 *
 * @param zone    null: the organization's
 * @param catchUp what becomes of times at which nobody looked
 */
public record Schedule(String cron, @Nullable ZoneId zone, CatchUp catchUp) {

    private static final String EVERY = "*";
    /** In their order, as faults tell them. */
    private static final List<String> FIELDS = List.of("minute (0-59, such as 0, */15 or 0,30)",
            "hour (0-23, such as 9 or 9-17)", "day of the month (1-31, L, or * where the day of the week says)",
            "month (1-12 or JAN-DEC)",
            "day of the week (0-7 or SUN-SAT, such as MON-FRI, or * where the day of the month says)");

    /** What other schedulers call some of them. */
    private static final Map<String, String> MACROS = Map.of("@hourly", "0 * * * *", "@daily", "0 0 * * *", "@midnight",
            "0 0 * * *", "@weekly", "0 0 * * 0", "@monthly", "0 0 1 * *", "@yearly", "0 0 1 1 *", "@annually",
            "0 0 1 1 *");

    /** What becomes of times that have passed while the application or the organization rested. */
    public enum CatchUp {

        /** They are left out. */
        NONE,
        /** The last of them starts a run. */
        LAST,
        /** Each of them does, as far as there are not too many. */
        ALL;

        static CatchUp of(JsonNode text, CatchUp otherwise) {
            return valueOf(text.asString(otherwise.name()).toUpperCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads one that the schema has accepted; null where the trigger is none, or its zone is. */
    static @Nullable Schedule read(JsonNode trigger) {
        var zone = trigger.path("zone").asString("");
        var date = DateRule.read(trigger);
        var cron = date == null ? trigger.path("cron").asString("") : date.cron();
        return cron.isEmpty()
                ? null
                : new Schedule(cron, zone.isEmpty() ? null : zoneOrNull(zone),
                        CatchUp.of(trigger.path("catchUp"), date == null ? CatchUp.LAST : CatchUp.ALL));
    }

    /** Null where there is no such zone. */
    public static @Nullable ZoneId zoneOrNull(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** What is wrong with the expression; null where nothing is. */
    public @Nullable String fault() {
        if (cron.startsWith("@") && !MACROS.containsKey(cron)) {
            return "there is no " + cron + ", but " + new TreeSet<>(MACROS.keySet());
        }
        var parts = fields();
        if (parts.length != FIELDS.size()) {
            return "this is not minute, hour, day of the month, month and day of the week, such as 30 9 * * MON-FRI";
        }
        if (!isOpen(parts[2]) && !isOpen(parts[4])) {
            return "a day of the month and a day of the week together are both to some, and either to others: one of them is *";
        }
        for (var field = 0; field < FIELDS.size(); field++) {
            if (!isField(field, parts[field])) {
                return "'" + parts[field] + "' is no " + FIELDS.get(field);
            }
        }
        return expression().next(LocalDateTime.of(2000, 1, 1, 0, 0)) == null ? "this never comes" : null;
    }

    private static boolean isField(int index, String field) {
        var alone = new String[]{"0", EVERY, EVERY, EVERY, EVERY, EVERY};
        alone[index + 1] = field;
        return CronExpression.isValidExpression(String.join(" ", alone));
    }

    private static boolean isOpen(String days) {
        return days.equals("*") || days.equals("?");
    }

    /**
     * The next time after this one; null where there is none.
     *
     * @param otherwise the zone where the schedule names none
     */
    public @Nullable Instant next(Instant after, ZoneId otherwise) {
        var in = zone == null ? otherwise : zone;
        if (fields()[1].startsWith(EVERY)) {
            var next = expression().next(ZonedDateTime.ofInstant(after, in));
            return next == null ? null : next.toInstant();
        }
        // From a while before, as the local time of what comes after can be before that of now.
        var local = LocalDateTime.ofInstant(after.minus(2, ChronoUnit.HOURS), in);
        do {
            local = expression().next(local);
        } while (local != null && !instant(local, in).isAfter(after));
        return local == null ? null : instant(local, in);
    }

    private static Instant instant(LocalDateTime local, ZoneId zone) {
        var change = zone.getRules().getTransition(local);
        return change != null && change.isGap() ? change.getInstant() : local.atZone(zone).toInstant();
    }

    private String[] fields() {
        return MACROS.getOrDefault(cron.strip(), cron.strip()).split("\\s+");
    }

    private CronExpression expression() {
        return CronExpression.parse("0 " + String.join(" ", fields()));
    }
}
