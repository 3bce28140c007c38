package dev.tenantry.crm.recurrence;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.text.Texts;

/**
 * A recurrence rule (RFC 5545), followed by a clock without a zone: what it says of hours and days is meant as they are written. The start
 * counts as the first time, whether the rule has it or not.
 */
public final class Recurrence {

    /** How many times a rule is followed at most, those before what is asked for included. */
    public static final int MOST_STEPS = 50_000;
    private static final int MOST_COUNT = 5_000;
    private static final int MOST_INTERVAL = 1_000;
    private static final int MOST_A_DAY = 24;
    private static final int LAST_YEAR = 9_999;
    private static final int MOST_TRIED = 1_000;
    private static final int YEARS_TRIED = 60;
    private static final Set<String> OF_LONG_GAPS = Set.of("BYMONTH", "BYMONTHDAY", "BYYEARDAY");
    /** What is no rule without others. */
    private static final Set<String> OF_OTHERS = Set.of("FREQ", "BYSETPOS", "UNTIL", "COUNT");
    private static final int SHOWN = 40;
    private static final Set<String> TOO_OFTEN = Set.of("SECONDLY", "MINUTELY");

    private final RecurrenceText text;
    private final RecurrenceRule rule;
    private final WeekNumbers weeks;
    private final @Nullable Integer count;

    private Recurrence(RecurrenceText text, RecurrenceRule rule) {
        this.text = text;
        this.rule = rule;
        this.weeks = WeekNumbers.of(rule);
        this.count = text.number("COUNT");
    }

    /** @throws InvalidRecurrenceException where it is no rule */
    public static Recurrence of(String rule) {
        var text = RecurrenceText.of(rule);
        return new Recurrence(text,
                parse(text.explicit()).orElseThrow(() -> new InvalidRecurrenceException(fault(text))));
    }

    private static Optional<RecurrenceRule> parse(String rule) {
        try {
            return Optional.of(new RecurrenceRule(rule, RecurrenceRule.RfcMode.RFC5545_STRICT));
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The part by which it is no rule of RFC 5545. */
    private static String fault(RecurrenceText text) {
        var often = "FREQ=" + text.frequency();
        if (parse(often).isEmpty()) {
            return "FREQ has to be YEARLY, MONTHLY, WEEKLY, DAILY or HOURLY";
        }
        return text.parts()
                .entrySet()
                .stream()
                .filter(part -> !OF_OTHERS.contains(part.getKey()))
                .filter(part -> parse(often + ";" + part.getKey() + "=" + part.getValue()).isEmpty())
                .map(part -> part.getKey() + " cannot be " + Texts.shown(part.getValue(), SHOWN) + " where FREQ is "
                        + text.frequency())
                .findFirst()
                .orElse("its parts do not go together");
    }

    /** @throws InvalidRecurrenceException where it says more than a calendar can follow */
    public void check(LocalDateTime start, ZoneId zone, boolean isOfDays) {
        if (TOO_OFTEN.contains(text.frequency())) {
            throw new InvalidRecurrenceException("it recurs every hour at most: FREQ is " + text.frequency());
        }
        if (isOfDays && (text.frequency().equals("HOURLY") || times() > 0)) {
            throw new InvalidRecurrenceException("whole days have no hours that a rule could name");
        }
        if (times() > MOST_A_DAY) {
            throw new InvalidRecurrenceException("a rule names at most " + MOST_A_DAY + " times of the day");
        }
        var interval = text.number("INTERVAL");
        if (interval != null && interval > MOST_INTERVAL) {
            throw new InvalidRecurrenceException("INTERVAL is at most " + MOST_INTERVAL);
        }
        if (count != null && count > MOST_COUNT) {
            throw new InvalidRecurrenceException("COUNT is at most " + MOST_COUNT);
        }
        text.until(zone);
        if (text.frequency().equals("HOURLY") && OF_LONG_GAPS.stream().anyMatch(text::has)) {
            throw new InvalidRecurrenceException(
                    "what goes by hours names no days of months or years: let it be DAILY, with BYHOUR");
        }
        checkComing(start);
    }

    /** The library gives up where nothing comes for long, which would end what goes on in truth. */
    private void checkComing(LocalDateTime start) {
        var steps = steps(start);
        if (steps == null) {
            throw new InvalidRecurrenceException("nothing is ever as it says");
        }
        for (var step = 0; step < MOST_TRIED; step++) {
            if (!next(steps) || !advances(steps)) {
                throw new InvalidRecurrenceException("it comes too rarely: say it by months or years");
            }
            if (next(steps) && read(steps.peekDateTime()).getYear() > start.getYear() + YEARS_TRIED) {
                return;
            }
        }
    }

    private int times() {
        return text.has("BYHOUR") || text.has("BYMINUTE") || text.has("BYSECOND")
                ? Math.max(1, text.values("BYHOUR")) * Math.max(1, text.values("BYMINUTE"))
                        * Math.max(1, text.values("BYSECOND"))
                : 0;
    }

    public RecurrenceText text() {
        return text;
    }

    public @Nullable Integer count() {
        return count;
    }

    /**
     * Tells the starts in their order, the first included, until there is none, or it is said to be enough.
     *
     * @param from   those before may be left out
     * @param isMore whether to go on after this one
     * @throws InvalidRecurrenceException where it takes too many steps
     */
    public void follow(LocalDateTime start, LocalDateTime from, ZoneId zone, Predicate<LocalDateTime> isMore) {
        var effort = Effort.ofSeries(MOST_STEPS);
        follow(start, from, zone, effort, isMore);
        if (effort.isSpent()) {
            throw new InvalidRecurrenceException("it begins too long before");
        }
    }

    /** The same, as far as the effort goes. */
    public void follow(LocalDateTime start, LocalDateTime from, ZoneId zone, Effort effort,
            Predicate<LocalDateTime> isMore) {
        var until = text.until(zone);
        var period = text.period();
        var each = text.has("BYSETPOS") ? Math.max(1, period / text.values("BYSETPOS")) : 1;
        var steps = isMore.test(start) && effort.begins(period) ? steps(start) : null;
        if (steps == null) {
            return;
        }
        if (count == null && from.isAfter(start) && from.getYear() <= LAST_YEAR) {
            fastForward(steps, from);
        }
        var told = 1;
        while (effort.steps(each) && next(steps)) {
            var next = read(steps.peekDateTime());
            if (next.getYear() > LAST_YEAR || until != null && next.isAfter(until) || count != null && told >= count) {
                return;
            }
            if (next.isAfter(start) && weeks.have(next.toLocalDate())) {
                told++;
                if (!isMore.test(next)) {
                    return;
                }
            }
            if (!advances(steps)) {
                return;
            }
        }
    }

    private static boolean advances(RecurrenceRuleIterator steps) {
        try {
            steps.nextDateTime();
            return true;
        } catch (IllegalArgumentException | IllegalStateException _) {
            return false;
        }
    }

    /** Null where nothing is as the rule says. */
    private @Nullable RecurrenceRuleIterator steps(LocalDateTime start) {
        try {
            if (!text.has("BYSETPOS")) {
                return rule.iterator(floating(start));
            }
            var whole = WholePeriod.of(text, start);
            return parse(whole.rule()).map(one -> one.iterator(floating(whole.beginning()))).orElse(null);
        } catch (IllegalArgumentException | IllegalStateException _) {
            return null;
        }
    }

    private static void fastForward(RecurrenceRuleIterator steps, LocalDateTime from) {
        try {
            steps.fastForward(floating(from));
        } catch (IllegalArgumentException | IllegalStateException _) {
            // there is nothing to go on to, as whoever asks for the next finds
        }
    }

    /** The library gives up where nothing comes for long. */
    private static boolean next(RecurrenceRuleIterator steps) {
        try {
            return steps.hasNext();
        } catch (IllegalArgumentException | IllegalStateException _) {
            return false;
        }
    }

    private static DateTime floating(LocalDateTime time) {
        return new DateTime(time.getYear(), time.getMonthValue() - 1, time.getDayOfMonth(), time.getHour(),
                time.getMinute(), time.getSecond());
    }

    private static LocalDateTime read(DateTime time) {
        return LocalDateTime.of(time.getYear(), time.getMonth() + 1, time.getDayOfMonth(), time.getHours(),
                time.getMinutes(), time.getSeconds());
    }
}
