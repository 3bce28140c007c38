package dev.tenantry.crm.report.activity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.report.MemberNames;
import dev.tenantry.crm.report.Questions;
import dev.tenantry.crm.report.Series;
import dev.tenantry.crm.report.TimeUnit;
import dev.tenantry.crm.report.activity.ActivityReport.MemberActivity;
import dev.tenantry.crm.report.activity.ActivityReport.Period;
import dev.tenantry.shared.access.Caller;

/** What members did, as far as the caller may read what they did it to. */
@Service
@Transactional(readOnly = true)
class Activities {

    private final Questions questions;
    private final ActivityRows rows;
    private final MemberNames names;

    Activities(Questions questions, ActivityRows rows, MemberNames names) {
        this.questions = questions;
        this.rows = rows;
        this.names = names;
    }

    /** What a member did in the parts of the period. */
    private static final class ByMember extends LinkedHashMap<Optional<UUID>, ActivityCounts.Sum> {

        private static final long serialVersionUID = 1;

        void add(ActivityRow row) {
            computeIfAbsent(Optional.ofNullable(row.memberId()), _ -> new ActivityCounts.Sum())
                    .add(row.kind(), row.times());
        }
    }

    ActivityReport report(Questions.Asked asked, TimeUnit unit) {
        var question = questions.back(asked);
        var kinds = EnumSet.noneOf(ActivityKind.class);
        var caller = Caller.current();
        List.of(ActivityKind.values()).stream().filter(kind -> caller.may(kind.permission())).forEach(kinds::add);
        var begins = unit.divide(question.from(), question.to());
        var total = new ActivityCounts.Sum();
        var members = new ByMember();
        var found = rows.of(question, begins, kinds);
        for (var row : found) {
            total.add(row.kind(), row.times());
            members.add(row);
        }
        var called = names.all();
        var parts = Series.of(begins, found, row -> begins.get(row.part()));
        return new ActivityReport(question.from(), question.to(), question.zone().getId(), unit, total.counts(kinds),
                told(members, kinds, called), periods(parts, question.to(), kinds, called));
    }

    private static List<Period> periods(SortedMap<LocalDate, List<ActivityRow>> parts, LocalDate last,
            Set<ActivityKind> kinds, Map<UUID, String> names) {
        var periods = new ArrayList<Period>();
        parts.reversed().forEach((begin, rows) -> {
            var end = periods.isEmpty() ? last : periods.getLast().from().minusDays(1);
            var total = new ActivityCounts.Sum();
            var members = new ByMember();
            rows.forEach(row -> {
                total.add(row.kind(), row.times());
                members.add(row);
            });
            periods.add(new Period(begin, end, total.counts(kinds), told(members, kinds, names)));
        });
        return periods.reversed();
    }

    /** By name, and what is nobody's last. */
    private static List<MemberActivity> told(ByMember members, Set<ActivityKind> kinds, Map<UUID, String> names) {
        var told = new ArrayList<MemberActivity>();
        members.forEach((member, sum) -> {
            var id = member.orElse(null);
            told.add(new MemberActivity(id, name(id, names), sum.counts(kinds)));
        });
        told.sort(Comparator
                .comparing(MemberActivity::name, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(MemberActivity::memberId, Comparator.nullsLast(Comparator.naturalOrder())));
        return told;
    }

    private static @Nullable String name(@Nullable UUID id, Map<UUID, String> names) {
        return id == null ? null : names.get(id);
    }
}
