package dev.tenantry.crm.report.funnel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.crm.report.Question;

/** Counts how far deals came, by the stages that their pipeline has today. */
@Component
class FunnelRows {

    /** Deals that went alike are one row, of which there are a few: what came of them is added up later. */
    private static final String SQL = """
            with cohort as materialized (
                %s),
            stays as materialized (
                select c.id as deal, c.pipeline_id, h.stage_id, h.left_at is null as is_here,
                       date_part('epoch', h.left_at - h.entered_at) as seconds, case when h.left_at is null then h.previous_stage_id end as came_from
                from cohort c
                join opportunity_stage_history h on h.organization_id = app.org_id() and h.opportunity_id = c.id),
            placed as materialized (
                select s.deal, s.stage_id, s.is_here, s.seconds, s.came_from, p.position
                from stays s
                join pipeline_stages p on p.organization_id = app.org_id() and p.id = s.stage_id and p.pipeline_id = s.pipeline_id),
            paths as (
                select p.deal, bit_or(1::bigint << (p.position - 1)) as been, max(p.stage_id) filter (where p.is_here) as here,
                       max(p.came_from) as came_from
                from placed p group by p.deal)
            select c.pipeline_id, c.status, coalesce(w.been, 0) as been, w.here, w.came_from, count(*) as deals,
                   null::bigint as stage_id, null::double precision as seconds
            from cohort c left join paths w on w.deal = c.id group by 1, 2, 3, 4, 5
            union all
            select null, null, null, null, null, count(*), p.stage_id, percentile_cont(0.5) within group (order by p.seconds)
            from placed p where not p.is_here group by p.stage_id""";
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
                .query((row, _) -> read(row))
                .list();
    }

    private static FunnelRow read(ResultSet row) throws SQLException {
        var stage = row.getObject("stage_id", Long.class);
        return stage != null
                ? new FunnelRow.Stay(stage, row.getBigDecimal("seconds"))
                : new FunnelRow.Path(row.getLong("pipeline_id"),
                        StageKind.valueOf(row.getString("status").toUpperCase(Locale.ROOT)), row.getLong("been"),
                        row.getObject("here", Long.class), row.getObject("came_from", Long.class),
                        row.getLong("deals"));
    }
}
