package dev.tenantry.automation.run.step;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Who people are that runs name, and where they work. */
@Component
class RunPeople {

    static final String TO_READ = "members:read";

    private static final String MEMBER = "select called, address, zone, language from app.reached_members(app.org_id(), array[?::uuid])";
    private static final String ORGANIZATION = "select name from organizations where id = app.org_id()";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RunPeople(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** {@code {"id":"…","name":"…","email":"…","zone":"…","language":"…"}}; missing where there is no such member. @param id null, or missing, where it is nobody */
    JsonNode member(JsonNode id) {
        if (!id.isString()) {
            return MissingNode.getInstance();
        }
        return jdbc.sql(MEMBER)
                .param(UUID.fromString(id.asString()))
                .query((row, _) -> (JsonNode) json.createObjectNode()
                        .put("id", id.asString())
                        .put("name", row.getString("called"))
                        .put("email", row.getString("address"))
                        .put("zone", row.getString("zone"))
                        .put("language", row.getString("language")))
                .optional()
                .orElse(MissingNode.getInstance());
    }

    /** {@code {"name":"…"}}. */
    JsonNode organization() {
        return json.createObjectNode().put("name", jdbc.sql(ORGANIZATION).query(String.class).single());
    }
}
