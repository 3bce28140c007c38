package dev.tenantry.crm.quote;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.pipeline.StageReferences;
import dev.tenantry.crm.pipeline.StageRenaming;

/** Where deals go once their quotes are accepted, whatever that stage is called. */
@Component
class QuoteStages implements StageReferences {

    private static final String RENAME = """
            update quotes q set accepted_stage = n.name, version = q.version + 1
            from opportunities o, unnest(cast(? as text[]), cast(? as text[])) as n (former, name)
            where q.organization_id = app.org_id() and o.organization_id = app.org_id() and o.id = q.opportunity_id
              and o.pipeline_id = ? and app.fold(q.accepted_stage) = n.former""";

    private final JdbcClient jdbc;

    QuoteStages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void rename(StageRenaming renaming) {
        jdbc.sql(RENAME).params(renaming.before(), renaming.after(), renaming.pipelineId()).update();
    }
}
