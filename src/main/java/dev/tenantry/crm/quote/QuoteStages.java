package dev.tenantry.crm.quote;

import java.util.List;
import java.util.Objects;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.pipeline.StageReferences;
import dev.tenantry.crm.pipeline.StageRenaming;
import dev.tenantry.shared.access.Caller;

/** Where deals go once their quotes are accepted, whatever that stage is called. */
@Component
class QuoteStages implements StageReferences {

    private static final String RENAME = """
            update quotes q set accepted_stage = n.name, version = q.version + 1
            from opportunities o, unnest(cast(? as text[]), cast(? as text[])) as n (former, name)
            where q.organization_id = app.org_id() and o.organization_id = app.org_id() and o.id = q.opportunity_id
              and o.pipeline_id = ? and app.fold(q.accepted_stage) = n.former""";

    /** Those that can be accepted yet, or have been and are to move their deal. */
    private static final String NAMING = """
            select q.id, q.number, q.title from quotes q
            join opportunities o on o.organization_id = app.org_id() and o.id = q.opportunity_id and o.pipeline_id = ?
            where q.organization_id = app.org_id() and app.fold(q.accepted_stage) = any(cast(? as text[]))
              and (q.status in ('draft', 'sent') or q.due_at is not null)
            order by q.id limit ?""";

    private final JdbcClient jdbc;

    QuoteStages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void rename(StageRenaming renaming) {
        jdbc.sql(RENAME).params(renaming.before(), renaming.after(), renaming.pipelineId()).update();
    }

    @Override
    public List<String> naming(StageRenaming going) {
        var isKnown = Caller.current().may("quotes:read");
        return jdbc.sql(NAMING)
                .params(going.pipelineId(), going.before(), MOST)
                .query((row, _) -> isKnown
                        ? "the quote " + Objects.requireNonNullElse(row.getString("number"), row.getString("title"))
                                + " (" + row.getLong("id") + ")"
                        : "a quote")
                .list();
    }
}
