package dev.tenantry.crm.imports;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.pipeline.StageReferences;
import dev.tenantry.crm.pipeline.StageRenaming;

/** What mappings take texts of files for, whatever those stages are called: of imports that are still to run. */
@Component
class ImportStages implements StageReferences {

    private static final String MAPPINGS = """
            select id, mapping from imports
            where organization_id = app.org_id() and target = 'opportunities' and finished_at is null
              and coalesce(mapping ->> 'pipelineId' = cast(? as text), ?) and mapping is not null for update""";
    private static final String RENAME = """
            update imports set mapping = cast(? as jsonb), version = version + 1 where organization_id = app.org_id() and id = ?""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ImportStages(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Mapped(Long id, String mapping) {}

    @Override
    public void rename(StageRenaming renaming) {
        mapped(renaming).forEach(one -> rename(one, renaming));
    }

    @Override
    public List<String> naming(StageRenaming going) {
        return mapped(going).stream()
                .filter(one -> !renamed(one, going).equals(json.readTree(one.mapping)))
                .map(one -> "the import " + one.id)
                .toList();
    }

    private List<Mapped> mapped(StageRenaming renaming) {
        return jdbc.sql(MAPPINGS)
                .params(renaming.pipelineId().toString(), renaming.isDefault())
                .query((row, _) -> new Mapped(row.getLong("id"), row.getString("mapping")))
                .list();
    }

    private void rename(Mapped one, StageRenaming renaming) {
        var renamed = renamed(one, renaming);
        if (!renamed.equals(json.readTree(one.mapping))) {
            jdbc.sql(RENAME).params(renamed.toString(), one.id).update();
        }
    }

    private JsonNode renamed(Mapped one, StageRenaming renaming) {
        var mapping = json.readTree(one.mapping);
        mapping.path("fields")
                .valueStream()
                .filter(field -> field.path("field").asString("").equals("stage"))
                .forEach(field -> rename((ObjectNode) field, renaming));
        return mapping;
    }

    private static void rename(ObjectNode field, StageRenaming renaming) {
        rename(field, "value", renaming);
        if (field.path("values") instanceof ObjectNode values) {
            values.propertyNames().stream().toList().forEach(text -> rename(values, text, renaming));
        }
    }

    private static void rename(ObjectNode object, String property, StageRenaming renaming) {
        JsonNode name = object.path(property);
        if (name.isString()) {
            object.put(property, renaming.of(name.asString()));
        }
    }
}
