package dev.tenantry.crm.form;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.pipeline.StageReferences;
import dev.tenantry.crm.pipeline.StageRenaming;

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
}
