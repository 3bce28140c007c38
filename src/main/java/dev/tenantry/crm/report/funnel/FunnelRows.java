package dev.tenantry.crm.report.funnel;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.report.Question;

/** Counts how far deals came, by the stages that their pipeline has today. */
@Component
class FunnelRows {

    /** Each deal is seen once for each stage, however often it has been there. */
    private static final String SQL = """
            with cohort as materialized (
                %s),
            places as (
                select s.id, s.pipeline_id, case s.kind when 'won' then :rank when 'open' then s.position end as rank
                from pipeline_stages s where s.organization_id = app.org_id()),
            seen as materialized (
                select c.id as deal, c.pipeline_id, c.status, p.id as stage_id, p.rank, bool_or(h.left_at is null) as is_there,
                       sum(date_part('epoch', h.left_at - h.entered_at)) as seconds,
                       max(h.previous_stage_id) filter (where h.left_at is null) as came_from
                from cohort c
                join opportunity_stage_history h on h.organization_id = app.org_id() and h.opportunity_id = c.id
                join places p on p.id = h.stage_id and p.pipeline_id = c.pipeline_id
                group by 1, 2, 3, 4, 5),
            furthest as (
                select s.deal, s.pipeline_id, greatest(max(s.rank), case when s.status = 'won' then :rank end) as rank
                from seen s group by s.deal, s.pipeline_id, s.status)
            select 'ENTERED' as kind, s.pipeline_id, s.stage_id as key, count(*) as deals, count(*) filter (where not s.is_there) as gone,
                   percentile_cont(0.5) within group (order by s.seconds) filter (where not s.is_there) as seconds
            from seen s group by s.pipeline_id, s.stage_id
            union all
            select 'FURTHEST', f.pipeline_id, f.rank, count(*), 0, null from furthest f group by f.pipeline_id, f.rank
            union all
            select 'LOST', s.pipeline_id, s.came_from, count(*), 0, null from seen s
            where s.is_there and s.status = 'lost' and s.came_from is not null group by s.pipeline_id, s.came_from
            union all
            select 'STANDING', c.pipeline_id, case c.status when 'open' then 0 when 'won' then 1 else 2 end, count(*), 0, null
            from cohort c group by 2, 3""";
    private static final Map<Cohort, String> BY_COHORT = new EnumMap<>(Cohort.class);

    static {
        for (var cohort : Cohort.values()) {
            BY_COHORT.put(cohort, SQL.formatted(cohort.sql()));
        }
    }

    private final JdbcClient jdbc;

    FunnelRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<FunnelRow> of(Question question, Cohort cohort) {
        return jdbc.sql(BY_COHORT.getOrDefault(cohort, ""))
                .params(question.parameters())
                .param("rank", Funnels.WON)
                .query((row, _) -> new FunnelRow(FunnelRow.Kind.valueOf(row.getString("kind")),
                        row.getLong("pipeline_id"), row.getObject("key", Long.class), row.getLong("deals"),
                        row.getLong("gone"), row.getBigDecimal("seconds")))
                .list();
    }
}
