package dev.tenantry.crm.report.funnel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.crm.report.Question;

/** Counts how far deals came, by the stages that their pipeline has today. */
@Component
class FunnelRows {

    /**
     * Deals that went alike are one row, of which there are a few: what came of them is added up later. Positions are looked up in a list: a planner who
     * expects few stays would read the table of stages for each. A stage that is no more has none, and is nowhere asked for.
     */
    private static final String SQL = """
            with cohort as materialized (
                %s),
            stays as materialized (
                select c.id as deal, h.stage_id, h.seconds, h.previous_stage_id
                from cohort c
                join opportunity_stage_history h on h.organization_id = app.org_id() and h.opportunity_id = c.id and h.pipeline_id = c.pipeline_id),
            paths as (
                select s.deal,
                       bit_or(1::bigint << ((select cast(:positions as integer[])))[array_position((select cast(:stages as bigint[])), s.stage_id)] - 1) as been,
                       max(s.stage_id) filter (where s.seconds is null) as here,
                       max(s.previous_stage_id) filter (where s.seconds is null) as came_from
                from stays s group by s.deal)
            select c.pipeline_id, c.status, coalesce(w.been, 0) as been, w.here, w.came_from, count(*) as deals,
                   null::bigint as stage_id, null::double precision as seconds
            from cohort c left join paths w on w.deal = c.id group by 1, 2, 3, 4, 5
            union all
            select null, null, null, null, null, count(*), s.stage_id, percentile_cont(0.5) within group (order by s.seconds::double precision)
            from stays s where s.seconds is not null group by s.stage_id""";
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

    /** @param places all stages that there are */
    List<FunnelRow> of(Question question, Cohort cohort, List<Place> places) {
        return jdbc.sql(BY_COHORT.getOrDefault(cohort, ""))
                .params(question.parameters())
                .param("stages", list(places, Place::id))
                .param("positions", list(places, Place::position))
                .query((row, _) -> read(row))
                .list();
    }

    private static String list(List<Place> places, Function<Place, Long> number) {
        return places.stream().map(number).map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
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
