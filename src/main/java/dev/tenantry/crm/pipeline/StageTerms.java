package dev.tenantry.crm.pipeline;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What follows a change of a stage elsewhere: what it was called and worth to forecasts until then, and from when on its deals have been there too long. */
@Component
class StageTerms {

    private static final String SAME = """
            select from pipeline_stage_history h
            where h.organization_id = app.org_id() and h.stage_id = s.id and h.valid_until is null
              and h.name = s.name and h.probability = s.probability and h.forecast_category = s.forecast_category""";
    private static final String END = """
            update pipeline_stage_history t set valid_until = :now from pipeline_stages s
            where t.organization_id = app.org_id() and s.organization_id = app.org_id() and s.pipeline_id = :pipeline
              and t.stage_id = s.id and t.valid_until is null and not exists (%s)""".formatted(SAME);
    private static final String BEGIN = """
            insert into pipeline_stage_history (organization_id, stage_id, name, probability, forecast_category, began_at)
            select s.organization_id, s.id, s.name, s.probability, s.forecast_category, :now from pipeline_stages s
            where s.organization_id = app.org_id() and s.pipeline_id = :pipeline and not exists (%s)""".formatted(SAME);
    private static final String RESTART = """
            update opportunities o set rotting_at = h.entered_at + :days * interval '24 hours', version = o.version + 1
            from opportunity_stage_history h
            where o.organization_id = app.org_id() and h.organization_id = app.org_id() and h.opportunity_id = o.id
              and h.left_at is null and o.pipeline_id = :pipeline and o.stage = :stage""";

    private final JdbcClient jdbc;
    private final Clock clock;

    StageTerms(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The stages have been written: what has changed of them holds from now on. */
    void keep(Long pipelineId) {
        var now = Timestamp.from(clock.instant());
        jdbc.sql(END).param("now", now).param("pipeline", pipelineId).update();
        jdbc.sql(BEGIN).param("now", now).param("pipeline", pipelineId).update();
    }

    /** The stage's deals show since when they are rotting, and so have another version. */
    void restartClocks(Stage stage) {
        jdbc.sql(RESTART)
                .param("days", stage.getRottingDays(), Types.INTEGER)
                .param("pipeline", stage.getPipelineId())
                .param("stage", stage.getName())
                .update();
    }
}
