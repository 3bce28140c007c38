package dev.tenantry.crm.report.response;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.report.MemberNames;
import dev.tenantry.crm.report.Question;
import dev.tenantry.crm.report.Questions;
import dev.tenantry.crm.report.ReportSql;
import dev.tenantry.crm.report.response.ResponseTimeReport.MemberPart;
import dev.tenantry.crm.report.response.ResponseTimeReport.Waits;
import dev.tenantry.shared.access.Caller;

/** How long leads and mails waited for an answer, of those that the caller may read. */
@Service
@Transactional(readOnly = true)
class ResponseTimes {

    private static final String FIGURES = """
            select w.member, grouping(w.member) as is_total, count(w.seconds) as answered, count(*) - count(w.seconds) as waiting,
                   percentile_cont(0.5) within group (order by w.seconds) as median,
                   percentile_cont(0.9) within group (order by w.seconds) as p90
            from (%s) w group by grouping sets ((w.member), ())""";
    private static final String WAITED_FOR = "(case when a.sent_at is null then w.member else a.member end)";
    private static final String LEADS = FIGURES.formatted("""
            select l.owner_id as member, date_part('epoch', l.first_response_at - l.created_at) as seconds
            from leads l
            where l.organization_id = app.org_id() and l.deleted_at is null and l.created_at >= :begin and l.created_at < :end
                and (:source::text is null or l.source_key = app.fold(:source)) and %s"""
            .formatted(ReportSql.owned("l.owner_id")));
    /**
     * What waits begins with a mail from outside that is the first of its thread, or behind one of ours; what programs send waits for nobody.
     * An answer is whose it is, and what has none waits for the first member whom it was written to.
     */
    private static final String EMAILS = FIGURES.formatted("""
            select %1$s as member, date_part('epoch', a.sent_at - e.sent_at) as seconds
            from emails e
            left join lateral (
                select o.sent_at, (select p.member_id from email_participants p
                                   where p.organization_id = app.org_id() and p.email_id = o.id and p.role = 'from' order by p.id limit 1) as member
                from emails o
                where o.organization_id = app.org_id() and o.thread_id = e.thread_id and o.deleted_at is null and o.direction = 'outbound'
                    and not o.is_automatic and (o.sent_at, o.id) > (e.sent_at, e.id)
                order by o.sent_at, o.id limit 1) a on true
            left join lateral (
                select p.member_id as member from email_participants p
                where p.organization_id = app.org_id() and p.email_id = e.id and p.role in ('to', 'cc') and p.member_id is not null
                order by p.role = 'cc', p.id limit 1) w on a.sent_at is null
            where e.organization_id = app.org_id() and e.deleted_at is null and e.direction = 'inbound' and not e.is_automatic
                and e.sent_at >= :begin and e.sent_at < :end
                and coalesce((select b.direction from emails b
                              where b.organization_id = app.org_id() and b.thread_id = e.thread_id and b.deleted_at is null and not b.is_automatic
                                and (b.sent_at, b.id) < (e.sent_at, e.id)
                              order by b.sent_at desc, b.id desc limit 1), 'outbound') = 'outbound'
                and %2$s""".formatted(WAITED_FOR, ReportSql.owned(WAITED_FOR)));

    private final Questions questions;
    private final MemberNames names;
    private final JdbcClient jdbc;

    ResponseTimes(Questions questions, MemberNames names, JdbcClient jdbc) {
        this.questions = questions;
        this.names = names;
        this.jdbc = jdbc;
    }

    /** @param total null where the caller may not know @param byMember empty: nobody */
    private record Told(@Nullable Waits total, Map<Optional<UUID>, Waits> byMember) {}

    /** @param source of leads; mails have none */
    ResponseTimeReport report(Questions.Asked asked, @Nullable String source) {
        var question = questions.back(asked);
        var leads = told("leads:read", LEADS, question, source);
        var emails = told("emails:read", EMAILS, question, source);
        var called = names.all();
        var ids = new LinkedHashSet<>(leads.byMember.keySet());
        ids.addAll(emails.byMember.keySet());
        var members = new ArrayList<MemberPart>();
        for (var id : ids) {
            members.add(new MemberPart(id.orElse(null), id.map(called::get).orElse(null), leads.byMember.get(id),
                    emails.byMember.get(id)));
        }
        members.sort(Comparator
                .comparing(MemberPart::name, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(MemberPart::memberId, Comparator.nullsLast(Comparator.naturalOrder())));
        return new ResponseTimeReport(question.from(), question.to(), question.zone().getId(), leads.total,
                emails.total, List.copyOf(members));
    }

    private Told told(String permission, String sql, Question question, @Nullable String source) {
        var byMember = new LinkedHashMap<Optional<UUID>, Waits>();
        if (!Caller.current().may(permission)) {
            return new Told(null, byMember);
        }
        var totals = new ArrayList<Waits>();
        jdbc.sql(sql)
                .params(question.parameters())
                .param("begin", Timestamp.from(question.begin()))
                .param("end", Timestamp.from(question.end()))
                .param("source", source)
                .query(row -> {
                    if (row.getInt("is_total") == 1) {
                        totals.add(waits(row));
                    } else {
                        byMember.put(Optional.ofNullable(row.getObject("member", UUID.class)), waits(row));
                    }
                });
        return new Told(totals.getFirst(), byMember);
    }

    private static Waits waits(ResultSet row) throws SQLException {
        return new Waits(row.getLong("answered"), row.getLong("waiting"), seconds(row.getBigDecimal("median")),
                seconds(row.getBigDecimal("p90")));
    }

    private static @Nullable Long seconds(@Nullable BigDecimal seconds) {
        return seconds == null ? null : seconds.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
}
