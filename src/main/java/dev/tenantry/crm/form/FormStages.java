package dev.tenantry.crm.form;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.pipeline.StageReferences;
import dev.tenantry.crm.pipeline.StageRenaming;
import dev.tenantry.shared.access.Caller;

/** Where the deals begin that forms make, whatever that stage is called: of what is authored and of all that was ever published. */
@Component
class FormStages implements StageReferences {

    private static final List<String> RENAME = List.of("""
            update forms f set content = jsonb_set(f.content, '{conversion,opportunity,stage}', to_jsonb(n.name)), version = f.version + 1
            from unnest(cast(? as text[]), cast(? as text[])) as n (former, name)
            where f.organization_id = app.org_id() and app.fold(f.content #>> '{conversion,opportunity,stage}') = n.former
              and coalesce(f.content #>> '{conversion,opportunity,pipelineId}' = cast(? as text), ?)""", """
            update form_versions f set content = jsonb_set(f.content, '{conversion,opportunity,stage}', to_jsonb(n.name))
            from unnest(cast(? as text[]), cast(? as text[])) as n (former, name)
            where f.organization_id = app.org_id() and app.fold(f.content #>> '{conversion,opportunity,stage}') = n.former
              and coalesce(f.content #>> '{conversion,opportunity,pipelineId}' = cast(? as text), ?)""");

    /** Those that visitors see, and as they are being worked on. */
    private static final String NAMING = """
            select f.id, f.name from forms f
            where f.organization_id = app.org_id() and f.deleted_at is null and exists (
                select from (select f.content union all select v.content from form_versions v
                    where v.organization_id = app.org_id() and v.form_id = f.id and v.number = f.published_version) as c (content)
                where app.fold(c.content #>> '{conversion,opportunity,stage}') = any(cast(? as text[]))
                  and coalesce(c.content #>> '{conversion,opportunity,pipelineId}' = cast(? as text), ?))
            order by f.id limit ?""";

    private final JdbcClient jdbc;

    FormStages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void rename(StageRenaming renaming) {
        RENAME.forEach(statement -> jdbc.sql(statement)
                .params(renaming.before(), renaming.after(), renaming.pipelineId().toString(), renaming.isDefault())
                .update());
    }

    @Override
    public List<String> naming(StageRenaming going) {
        var isKnown = Caller.current().may("forms:read");
        return jdbc.sql(NAMING)
                .params(going.before(), going.pipelineId().toString(), going.isDefault(), MOST)
                .query((row, _) -> isKnown
                        ? "the form " + row.getString("name") + " (" + row.getLong("id") + ")"
                        : "a form")
                .list();
    }
}
