package dev.tenantry.crm.report.activity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.report.Chart;
import dev.tenantry.crm.report.Report;
import dev.tenantry.crm.report.Sheet;

/**
 * What members did. Figures that the caller may not know are absent.
 *
 * @param total   of all together
 * @param members of each in the whole period
 * @param periods by day, week or month; those in which nobody did anything are not told
 */
record ActivityReport(
        LocalDate from,
        LocalDate to,
        String zone,
        TimeUnit by,
        ActivityCounts total,
        List<MemberActivity> members,
        List<Period> periods) implements Report {

    /**
     * A member's.
     *
     * @param memberId absent: of what is nobody's
     * @param name     where the caller may know who the members are
     */
    record MemberActivity(@Nullable UUID memberId, @Nullable String name, ActivityCounts counts) {}

    /** @param from its first day @param to its last day */
    record Period(LocalDate from, LocalDate to, List<MemberActivity> members) {}

    @Override
    public Sheet asSheet() {
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var period : periods) {
            for (var member : period.members) {
                rows.add(row(period.from, period.to, member));
            }
        }
        return new Sheet("activity", List.of("from", "to", "memberId", "name", "tasksCompleted", "eventsHeld",
                "notesWritten", "emailsSent", "dealsCreated", "dealsWon"), rows);
    }

    private static List<@Nullable Object> row(LocalDate from, LocalDate to, MemberActivity member) {
        var counts = member.counts;
        return Arrays.asList(from, to, member.memberId, member.name, counts.tasksCompleted(), counts.eventsHeld(),
                counts.notesWritten(), counts.emailsSent(), counts.dealsCreated(), counts.dealsWon());
    }

    @Override
    public Chart asChart() {
        var groups = members.stream()
                .map(member -> new Chart.Group(called(member), bars(member.counts)))
                .toList();
        return new Chart("Activity " + from + " to " + to, "What each member did in the period (" + zone + ").",
                List.of("tasks completed", "events held", "notes written", "mails sent", "deals created", "deals won"),
                groups);
    }

    private static String called(MemberActivity member) {
        return member.name != null ? member.name : member.memberId != null ? member.memberId.toString() : "nobody";
    }

    private static List<Chart.@Nullable Bar> bars(ActivityCounts counts) {
        return Chart.bars(Chart.Bar.of(counts.tasksCompleted()), Chart.Bar.of(counts.eventsHeld()),
                Chart.Bar.of(counts.notesWritten()), Chart.Bar.of(counts.emailsSent()),
                Chart.Bar.of(counts.dealsCreated()),
                Chart.Bar.of(counts.dealsWon()));
    }
}
