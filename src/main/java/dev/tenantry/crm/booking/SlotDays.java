package dev.tenantry.crm.booking;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is free, by the days of a visitor's clock, as a page shows it. */
final class SlotDays {

    private static final int DAYS = 7;

    private final ZoneId zone;
    private final BookingText text;
    private final TreeMap<LocalDate, List<Instant>> byDay = new TreeMap<>();

    SlotDays(List<Instant> starts, ZoneId zone, BookingText text) {
        this.zone = zone;
        this.text = text;
        starts.forEach(start -> byDay.computeIfAbsent(LocalDate.ofInstant(start, zone), _ -> new ArrayList<>())
                .add(start));
    }

    /** The weeks of the month, Monday first. @param link of a day that has something free */
    void month(ArrayNode weeks, LocalDate first, Function<LocalDate, String> link) {
        var last = first.with(TemporalAdjusters.lastDayOfMonth());
        var monday = first.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        for (; !monday.isAfter(last); monday = monday.plusDays(DAYS)) {
            var days = weeks.addObject().putArray("days");
            for (var day = monday; day.isBefore(monday.plusDays(DAYS)); day = day.plusDays(1)) {
                var cell = days.addObject().put("number", "");
                if (!day.isBefore(first) && !day.isAfter(last)) {
                    fill(cell, day, link);
                }
            }
        }
    }

    private void fill(ObjectNode cell, LocalDate day, Function<LocalDate, String> link) {
        cell.put("number", Integer.toString(day.getDayOfMonth()));
        var free = byDay.getOrDefault(day, List.of());
        if (!free.isEmpty()) {
            cell.put("href", link.apply(day));
            cell.put("label", text.of("free-count", text.day(day), free.size()));
        }
    }

    /** Seven days with their times. @param value of a time: where it leads, or what it is called by */
    void week(ArrayNode days, LocalDate first, Function<Instant, String> value) {
        for (var day = first; day.isBefore(first.plusDays(DAYS)); day = day.plusDays(1)) {
            var shown = days.addObject().put("label", text.day(day));
            var free = byDay.getOrDefault(day, List.of());
            if (free.isEmpty()) {
                continue;
            }
            shown.put("hasTimes", true);
            var times = shown.putArray("times");
            free.forEach(
                    start -> times.addObject().put("value", value.apply(start)).put("time", text.time(start, zone)));
        }
    }
}
