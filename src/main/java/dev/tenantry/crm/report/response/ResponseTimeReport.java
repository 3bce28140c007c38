package dev.tenantry.crm.report.response;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.report.Chart;
import dev.tenantry.crm.report.Report;
import dev.tenantry.crm.report.Sheet;
import dev.tenantry.crm.report.SheetRows;

/**
 * How long answers took, by the clock: nights and days off count. What the caller may not read is absent.
 *
 * @param leads   of leads that came in the period, until something was done about them
 * @param emails  of mails that came in the period, until a member answered in the thread
 * @param members the same by the owners of the leads, and by who answered the mails, or was the first member whom those were written to
 *                that have not been answered
 */
record ResponseTimeReport(
        LocalDate from,
        LocalDate to,
        String zone,
        @Nullable Waits leads,
        @Nullable Waits emails,
        List<MemberPart> members) implements Report {

    /**
     * What waited.
     *
     * @param answered      how many have been answered
     * @param waiting       how many have not
     * @param medianSeconds how long half of those that were answered waited at most
     * @param p90Seconds    how long nine in ten of them did
     */
    record Waits(long answered, long waiting, @Nullable Long medianSeconds, @Nullable Long p90Seconds) {}

    /** @param memberId absent: of what is nobody's @param name where the caller may know it */
    record MemberPart(@Nullable UUID memberId, @Nullable String name, @Nullable Waits leads, @Nullable Waits emails) {}

    @Override
    public Sheet asSheet() {
        var rows = new SheetRows("kind", "memberId", "name", "answered", "waiting", "medianSeconds", "p90Seconds");
        add("all", "lead", leads, null, rows);
        add("all", "email", emails, null, rows);
        for (var member : members) {
            add("member", "lead", member.leads, member, rows);
            add("member", "email", member.emails, member, rows);
        }
        return rows.sheet("response-times");
    }

    private static void add(String part, String kind, @Nullable Waits waits, @Nullable MemberPart member,
            SheetRows rows) {
        if (waits != null) {
            rows.add(part)
                    .with("kind", kind)
                    .with("memberId", member == null ? null : member.memberId)
                    .with("name", member == null ? null : member.name)
                    .with("answered", waits.answered)
                    .with("waiting", waits.waiting)
                    .with("medianSeconds", waits.medianSeconds)
                    .with("p90Seconds", waits.p90Seconds);
        }
    }

    @Override
    public Chart asChart() {
        var groups = members.stream()
                .map(member -> new Chart.Group(called(member), Chart.bars(median(member.leads), median(member.emails))))
                .toList();
        return new Chart("Response times " + from + " to " + to,
                "How many minutes half of the leads, and of the mails, waited for their answer at most, by member; nights and days off count.",
                List.of("leads", "mails"), groups);
    }

    private static String called(MemberPart member) {
        return member.name != null ? member.name : member.memberId != null ? member.memberId.toString() : "nobody";
    }

    private static Chart.@Nullable Bar median(@Nullable Waits waits) {
        return waits == null || waits.medianSeconds == null ? null : Chart.Bar.of(waits.medianSeconds / 60);
    }
}
