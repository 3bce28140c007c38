package dev.tenantry.crm.pipeline;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What stages are called, which the deals in them state as well. A stage is renamed in one statement with its deals: the foreign key
 * between them is looked at when that has ended.
 */
@Component
class StageNames {

    private static final String RENAME = """
            with renamed as (update pipeline_stages set name = :to where organization_id = app.org_id() and id = :id)
            update opportunities set stage = :to, version = version + :changes
            where organization_id = app.org_id() and pipeline_id = :pipeline and stage = :from""";

    private final JdbcClient jdbc;

    StageNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** From here on none comes into the stage until the end of the transaction. */
    long countDeals(Stage stage) {
        lock(stage);
        return jdbc.sql("""
                select count(*) from opportunities
                where organization_id = app.org_id() and pipeline_id = :pipeline and stage = :stage""")
                .param("pipeline", stage.getPipelineId())
                .param("stage", stage.getName())
                .query(Long.class)
                .single();
    }

    /** @return what the stage is called for the time being */
    String makeRoom(Stage stage) {
        var room = UUID.randomUUID().toString();
        rename(stage, stage.getName(), room, 0);
        return room;
    }

    /** Its deals are shown with another stage's name from here on, and so have another version. */
    void rename(Stage stage, String from, String to) {
        rename(stage, from, to, 1);
    }

    private void rename(Stage stage, String from, String to, int changes) {
        lock(stage);
        jdbc.sql(RENAME)
                .param("id", stage.getId())
                .param("pipeline", stage.getPipelineId())
                .param("from", from)
                .param("to", to)
                .param("changes", changes)
                .update();
    }

    /** In a statement of its own: the next one sees the deals that came into it until then. */
    private void lock(Stage stage) {
        jdbc.sql("select id from pipeline_stages where organization_id = app.org_id() and id = ? for update")
                .param(stage.getId())
                .query(Long.class)
                .single();
    }
}
