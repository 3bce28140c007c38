package dev.tenantry.automation.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.database.AfterCommit;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * The templates that the application brings along. An organization gets them as rows of its own when it first looks, and again,
 * as they have become, where another release has started since: so they are listed, counted and isolated as everything else is.
 */
@Component
class BuiltInTemplates {

    private static final String PATH = "/automation/workflow-templates.json";
    private static final int MOST_KNOWN = 100_000;
    private static final String PROVIDE = """
            with gone as (
                delete from workflow_templates where organization_id = app.org_id() and is_public and id <> all (?))
            insert into workflow_templates as t (organization_id, id, name, description, category, icon, template_json, variables, is_public)
            select app.org_id(), s.id, s.name, s.description, s.category, s.icon, s.template_json::jsonb, s.variables::jsonb, true
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                as s (id, name, description, category, icon, template_json, variables)
            on conflict on constraint workflow_templates_pkey do update
            set name = excluded.name, description = excluded.description, category = excluded.category, icon = excluded.icon,
                template_json = excluded.template_json, variables = excluded.variables, version = t.version + 1
            where (t.name, t.description, t.category, t.icon, t.template_json, t.variables)
                is distinct from (excluded.name, excluded.description, excluded.category, excluded.icon, excluded.template_json, excluded.variables)""";

    private final List<JsonNode> templates;
    private final JdbcClient jdbc;
    private final Cache<UUID, Boolean> provided = Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    BuiltInTemplates(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        try (var resource = Objects.requireNonNull(BuiltInTemplates.class.getResourceAsStream(PATH))) {
            this.templates = json.readTree(resource).valueStream().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Has the organization have them, in the running transaction: one exchange for each that this instance meets. */
    void provide() {
        var organization = TenantContext.current().organizationId();
        if (provided.getIfPresent(organization) != null) {
            return;
        }
        var ids = templates.stream()
                .map(template -> UUID.nameUUIDFromBytes((organization + "/" + template.path("name").asString())
                        .getBytes(StandardCharsets.UTF_8)))
                .toArray(UUID[]::new);
        jdbc.sql(PROVIDE)
                .params(ids, ids, texts("name"), texts("description"), texts("category"), texts("icon"),
                        trees("template_json"), trees("variables"))
                .update();
        AfterCommit.run(() -> provided.put(organization, true));
    }

    private Object texts(String name) {
        return all(template -> template.path(name).asString(null));
    }

    private Object trees(String name) {
        return all(template -> template.path(name).toString());
    }

    private Object all(Function<JsonNode, @Nullable String> value) {
        return templates.stream().map(value).toArray(String[]::new);
    }
}
