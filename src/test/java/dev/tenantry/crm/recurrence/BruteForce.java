package dev.tenantry.crm.recurrence;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What a rule means by the words of RFC 5545: looks at each second, minute, hour or day there is, and asks of each whether it is one. */
final class BruteForce {

    private static final List<String> FREQUENCIES = List.of("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY",
            "MINUTELY",
            "SECONDLY");
    private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

    private final Map<String, String> parts = new HashMap<>();
    private final LocalDateTime start;
    private final int frequency;

    BruteForce(String rule, LocalDateTime start) {
        Arrays.stream(rule.split(";")).map(part -> part.split("=")).forEach(part -> parts.put(part[0], part[1]));
        this.start = start;
        this.frequency = FREQUENCIES.indexOf(parts.get("FREQ"));
    }

    /** The start, and all that follow until the end. */
    TreeSet<LocalDateTime> until(LocalDateTime end) {
        var periods = new TreeMap<Long, List<LocalDateTime>>();
        for (var day = firstDay(); !day.isAfter(end.toLocalDate().plusDays(400)); day = day.plusDays(1)) {
            if (day.isAfter(end.toLocalDate()) && !parts.containsKey("BYSETPOS")) {
                break;
            }
            if (hasDay(day)) {
                for (var time : times()) {
                    var moment = day.atTime(time);
                    if (isInTurn(moment)) {
                        periods.computeIfAbsent(period(moment), _ -> new ArrayList<>()).add(moment);
                    }
                }
            }
        }
        var found = new TreeSet<LocalDateTime>();
        periods.values()
                .stream()
                .flatMap(period -> chosen(period).stream())
                .filter(one -> one.isAfter(start))
                .forEach(found::add);
        found.add(start);
        var count = parts.containsKey("COUNT") ? number("COUNT", 0) : Integer.MAX_VALUE;
        return new TreeSet<>(found.stream().limit(count).filter(one -> !one.isAfter(end)).toList());
    }

    private LocalDate firstDay() {
        return start.toLocalDate().minusDays(parts.containsKey("BYSETPOS") ? 370 : 0);
    }

    private List<LocalDateTime> chosen(List<LocalDateTime> period) {
        if (!parts.containsKey("BYSETPOS")) {
            return period;
        }
        var sorted = period.stream().sorted().toList();
        return numbers("BYSETPOS").stream()
                .map(place -> place > 0 ? place - 1 : sorted.size() + place)
                .filter(place -> place >= 0 && place < sorted.size())
                .distinct()
                .map(sorted::get)
                .toList();
    }

    private List<LocalTime> times() {
        var times = new ArrayList<LocalTime>();
        for (var hour : values("BYHOUR", 4, 24, start.getHour())) {
            for (var minute : values("BYMINUTE", 5, 60, start.getMinute())) {
                for (var second : values("BYSECOND", 6, 60, start.getSecond())) {
                    times.add(LocalTime.of(hour, minute, second));
                }
            }
        }
        return times;
    }

    /** Those that are named; all of a rule that goes by them or by less; else that of the start. */
    private List<Integer> values(String part, int own, int most, int ofStart) {
        if (parts.containsKey(part)) {
            return numbers(part);
        }
        return frequency >= own ? IntStream.range(0, most).boxed().toList() : List.of(ofStart);
    }

    private boolean isInTurn(LocalDateTime moment) {
        return Math.floorMod(period(moment) - period(start), (long) number("INTERVAL", 1)) == 0;
    }

    private long period(LocalDateTime moment) {
        return switch (frequency) {
            case 0 -> moment.getYear();
            case 1 -> moment.getYear() * 12L + moment.getMonthValue();
            case 2 -> Math.floorDiv(moment.toLocalDate().toEpochDay() - weekStart().getValue() + 4, 7L);
            case 3 -> moment.toLocalDate().toEpochDay();
            case 4 -> ChronoUnit.HOURS.between(LocalDateTime.of(1900, 1, 1, 0, 0), moment);
            case 5 -> ChronoUnit.MINUTES.between(LocalDateTime.of(1900, 1, 1, 0, 0), moment);
            default -> ChronoUnit.SECONDS.between(LocalDateTime.of(1900, 1, 1, 0, 0), moment);
        };
    }

    private boolean hasDay(LocalDate day) {
        return hasMonth(day) && hasWeek(day) && hasNumber("BYYEARDAY", day.getDayOfYear(), day.lengthOfYear())
                && hasNumber("BYMONTHDAY", day.getDayOfMonth(), day.lengthOfMonth()) && hasWeekday(day)
                && isAsTheStart(day);
    }

    private boolean hasMonth(LocalDate day) {
        return !parts.containsKey("BYMONTH") || numbers("BYMONTH").contains(day.getMonthValue());
    }

    private boolean hasNumber(String part, int value, int most) {
        return !parts.containsKey(part) || numbers(part).contains(value) || numbers(part).contains(value - most - 1);
    }

    /** Weeks belong to the year that has most of their days. */
    private boolean hasWeek(LocalDate day) {
        if (!parts.containsKey("BYWEEKNO")) {
            return true;
        }
        var first = day;
        while (first.getDayOfWeek() != weekStart()) {
            first = first.minusDays(1);
        }
        var middle = first.plusDays(3);
        var week = (middle.getDayOfYear() - 1) / 7 + 1;
        var weeks = 0;
        for (var other = LocalDate.of(middle.getYear(), 1, 1); other.getYear() == middle.getYear(); other = other
                .plusDays(1)) {
            if (other.getDayOfWeek() == middle.getDayOfWeek()) {
                weeks++;
            }
        }
        return numbers("BYWEEKNO").contains(week) || numbers("BYWEEKNO").contains(week - weeks - 1);
    }

    private boolean hasWeekday(LocalDate day) {
        return !parts.containsKey("BYDAY")
                || Arrays.stream(parts.getOrDefault("BYDAY", "").split(",")).anyMatch(one -> {
                    var place = one.substring(0, one.length() - 2);
                    return DayOfWeek.of(DAYS.indexOf(one.substring(one.length() - 2)) + 1) == day.getDayOfWeek()
                            && (place.isEmpty() || isAt(day, Integer.parseInt(place)));
                });
    }

    private boolean isAt(LocalDate day, int place) {
        var isOfMonth = frequency == 1 || parts.containsKey("BYMONTH");
        var of = isOfMonth ? day.getDayOfMonth() : day.getDayOfYear();
        var most = isOfMonth ? YearMonth.from(day).lengthOfMonth() : day.lengthOfYear();
        return place > 0 ? (of - 1) / 7 + 1 == place : (most - of) / 7 + 1 == -place;
    }

    /** What a rule leaves open is as the start is. */
    private boolean isAsTheStart(LocalDate day) {
        var isDayNamed = parts.containsKey("BYMONTHDAY") || parts.containsKey("BYDAY")
                || parts.containsKey("BYYEARDAY");
        return isDayNamed || switch (frequency) {
            case 0 -> parts.containsKey("BYWEEKNO")
                    ? day.getDayOfWeek() == start.getDayOfWeek()
                    : day.getDayOfMonth() == start.getDayOfMonth()
                            && (parts.containsKey("BYMONTH") || day.getMonth() == start.getMonth());
            case 1 -> day.getDayOfMonth() == start.getDayOfMonth();
            case 2 -> day.getDayOfWeek() == start.getDayOfWeek();
            default -> true;
        };
    }

    private DayOfWeek weekStart() {
        return DayOfWeek.of(DAYS.indexOf(parts.getOrDefault("WKST", "MO")) + 1);
    }

    private int number(String part, int otherwise) {
        return parts.containsKey(part) ? Integer.parseInt(parts.getOrDefault(part, "")) : otherwise;
    }

    private List<Integer> numbers(String part) {
        return Arrays.stream(parts.getOrDefault(part, "").split(",")).map(Integer::valueOf).toList();
    }
}
