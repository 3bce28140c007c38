package dev.tenantry.crm.report.activity;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.report.Chart;
import dev.tenantry.crm.report.Report;
import dev.tenantry.crm.report.Sheet;
import dev.tenantry.crm.report.SheetRows;
import dev.tenantry.crm.report.TimeUnit;

/**
 * What members did. Figures that the caller may not know are absent.
 *
 * @param total   of all together
 * @param members of each in the whole period
 * @param periods by day, week or month
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

    /** @param from its first day @param to its last day @param total of all together @param members of each who did anything */
    record Period(LocalDate from, LocalDate to, ActivityCounts total, List<MemberActivity> members) {}

    @Override
    public Sheet asSheet() {
        var rows = new SheetRows("from", "to", "memberId", "name", "tasksCompleted", "eventsHeld", "notesWritten",
                "emailsSent", "dealsCreated", "dealsWon");
        counts(rows.add("all"), from, to, total);
        members.forEach(member -> member(rows.add("member"), from, to, member));
        for (var period : periods) {
            counts(rows.add("whole period"), period.from, period.to, period.total);
            period.members.forEach(member -> member(rows.add("period"), period.from, period.to, member));
        }
        return rows.sheet("activity");
    }

    private static void member(SheetRows.Row row, LocalDate from, LocalDate to, MemberActivity member) {
        counts(row.with("memberId", member.memberId).with("name", member.name), from, to, member.counts);
    }

    private static void counts(SheetRows.Row row, LocalDate from, LocalDate to, ActivityCounts counts) {
        row.with("from", from)
                .with("to", to)
                .with("tasksCompleted", counts.tasksCompleted())
                .with("eventsHeld", counts.eventsHeld())
                .with("notesWritten", counts.notesWritten())
                .with("emailsSent", counts.emailsSent())
                .with("dealsCreated", counts.dealsCreated())
                .with("dealsWon", counts.dealsWon());
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
