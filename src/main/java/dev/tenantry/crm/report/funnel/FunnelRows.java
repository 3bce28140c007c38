package dev.tenantry.crm.report.funnel;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.pipeline.StageKind;
import dev.tenantry.crm.report.Question;
import dev.tenantry.crm.report.funnel.FunnelBlock.Mark;

/** Counts how far deals came, by the stages that their pipeline has today. */
@Component
class FunnelRows {

    private static final String MARKS = """
            select c.part, count(*) as deals, bit_xor(hashint8extended(c.id, c.version)) as hash from (
                %s) c group by c.part""";
    /**
     * Deals that went alike are one row, of which there are a few: what came of them is added up later. Positions are looked up in a list: a planner who
     * expects few stays would read the table of stages for each. A stage that is no more has none, and is nowhere asked for.
     */
    private static final String BLOCKS = """
            with cohort as materialized (
                select * from (
                %s) c where c.part = any ((select cast(:parts as integer[]))::integer[])),
            stays as materialized (
                select c.part, c.id as deal, h.stage_id, h.microseconds, h.previous_stage_id
                from cohort c
                join opportunity_stage_history h on h.organization_id = app.org_id() and h.opportunity_id = c.id and h.pipeline_id = c.pipeline_id),
            paths as (
                select s.deal,
                       bit_or(1::bigint << ((select cast(:positions as integer[])))[array_position((select cast(:stages as bigint[])), s.stage_id)] - 1) as been,
                       max(s.stage_id) filter (where s.microseconds is null) as here,
                       max(s.previous_stage_id) filter (where s.microseconds is null) as came_from
                from stays s group by s.deal)
            select c.part, c.pipeline_id, c.status, coalesce(w.been, 0) as been, w.here, w.came_from, count(*) as deals,
                   bit_xor(hashint8extended(c.id, c.version)) as hash, null::bigint as stage_id, null::bytea as seconds
            from cohort c left join paths w on w.deal = c.id group by 1, 2, 3, 4, 5, 6
            union all
            select s.part, null, null, null, null, null, null, null, s.stage_id, string_agg(float8send(s.microseconds::double precision / 1000000), ''::bytea)
            from stays s where s.microseconds is not null group by s.part, s.stage_id""";
    private static final Map<Cohort, String> MARKS_OF = new EnumMap<>(Cohort.class);
    private static final Map<Cohort, String> BLOCKS_OF = new EnumMap<>(Cohort.class);

    static {
        for (var cohort : Cohort.values()) {
            MARKS_OF.put(cohort, MARKS.formatted(cohort.sql()));
            BLOCKS_OF.put(cohort, BLOCKS.formatted(cohort.sql()));
        }
    }

    private final JdbcClient jdbc;

    FunnelRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of the parts that have deals. */
    Map<Integer, Mark> marks(Question question, Cohort cohort, FunnelParts parts) {
        var marks = new HashMap<Integer, Mark>();
        jdbc.sql(MARKS_OF.getOrDefault(cohort, ""))
                .params(question.parameters())
                .param("starts", parts.asText())
                .query((RowCallbackHandler) row -> marks.put(row.getInt("part"), mark(row)));
        return marks;
    }

    /** Likewise. @param wanted which parts @param places all stages that there are */
    Map<Integer, FunnelBlock> blocks(Question question, Cohort cohort, List<Place> places, FunnelParts parts,
            List<Integer> wanted) {
        var blocks = new HashMap<Integer, FunnelBlock>();
        jdbc.sql(BLOCKS_OF.getOrDefault(cohort, ""))
                .params(question.parameters())
                .param("starts", parts.asText())
                .param("parts", list(wanted, Function.identity()))
                .param("stages", list(places, Place::id))
                .param("positions", list(places, Place::position))
                .query((RowCallbackHandler) row -> blocks.merge(row.getInt("part"), read(row), FunnelRows::both));
        return blocks;
    }

    private static <T> String list(List<T> all, Function<T, ? extends Number> number) {
        return all.stream().map(number).map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static Mark mark(ResultSet row) throws SQLException {
        return new Mark(row.getLong("deals"), row.getLong("hash"));
    }

    private static FunnelBlock read(ResultSet row) throws SQLException {
        var stage = row.getObject("stage_id", Long.class);
        return stage == null
                ? new FunnelBlock(mark(row), new ArrayList<>(List.of(path(row))), new HashMap<>())
                : new FunnelBlock(new Mark(0, 0), new ArrayList<>(),
                        new HashMap<>(Map.of(stage, sorted(row.getBytes("seconds")))));
    }

    private static FunnelRow path(ResultSet row) throws SQLException {
        return new FunnelRow(row.getLong("pipeline_id"),
                StageKind.valueOf(row.getString("status").toUpperCase(Locale.ROOT)), row.getLong("been"),
                row.getObject("here", Long.class), row.getObject("came_from", Long.class), row.getLong("deals"));
    }

    private static double[] sorted(byte[] bytes) {
        var seconds = new double[bytes.length / Double.BYTES];
        ByteBuffer.wrap(bytes).asDoubleBuffer().get(seconds);
        Arrays.sort(seconds);
        return seconds;
    }

    /** Added to the first, which nobody else has yet. */
    private static FunnelBlock both(FunnelBlock one, FunnelBlock other) {
        one.rows().addAll(other.rows());
        one.stays().putAll(other.stays());
        return new FunnelBlock(one.mark().with(other.mark()), one.rows(), one.stays());
    }
}
