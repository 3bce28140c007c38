package dev.tenantry.automation.agent;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.SchemaErrors;
import dev.tenantry.shared.text.CamelCase;
import dev.tenantry.shared.web.AssembledSchema;

/** What each type of agents can be told: what they all can, and what is its own. */
@Component
class AgentSchema implements AssembledSchema {

    /** Where the form of any agent's configuration is described. */
    static final String CONFIGURATION = AgentSchema.PATH + "#/properties/configuration";

    private static final String PATH = "/automation/agent.schema.json";
    private static final String PROPERTIES = "properties";
    private static final int MOST_ERRORS = 20;
    private static final String COMMON = """
            {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "actions": { "type": "array", "maxItems": 3, "uniqueItems": true, "items": { "enum": ["task", "note", "notification"] }, "default": [],
                  "description": "what is done once about each finding: a task, a note with the record that it is about where it is about one, a mail to whoever maintains the agent that tells of all" },
                "assigneeId": { "type": "string", "format": "uuid", "maxLength": 36, "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
                  "description": "the id of the member whose tasks they are; absent: nobody's" },
                "mostActions": { "type": "integer", "minimum": 1, "maximum": 100, "default": 20,
                  "description": "how many findings are dealt with at once; the others are the next time" },
                "summary": { "enum": ["text", "ai"], "default": "text",
                  "description": "ai: a language model of one of the organization's integrations writes it, from the figures alone" },
                "prices": {
                  "type": "object", "required": ["input", "output", "currency"], "additionalProperties": false,
                  "description": "what a million of the model's tokens cost, by which each summary's cost is told; absent: it is not",
                  "properties": {
                    "input": { "type": "string", "maxLength": 20, "pattern": "^[0-9]{1,9}([.][0-9]{1,6})?$", "description": "a decimal number" },
                    "output": { "type": "string", "maxLength": 20, "pattern": "^[0-9]{1,9}([.][0-9]{1,6})?$", "description": "a decimal number" },
                    "currency": { "type": "string", "maxLength": 3, "pattern": "^[A-Z]{3}$", "description": "a code of ISO 4217" }
                  }
                }
              }
            }""";
    private static final String WINDOW = """
            "windowHours": { "type": "integer", "minimum": 1, "maximum": 720, "default": 24, "description": "how far back it looks" }""";
    private static final Map<AgentType, String> OWN = Map.of(AgentType.HEALTH_MONITOR,
            WINDOW + """
            , "failedRuns": { "type": "integer", "minimum": 1, "maximum": 10000, "default": 1,
                "description": "how many runs of a workflow that began within that time fail or are parked before it is found" }""",
            AgentType.PAYMENT_REVENUE,
            """
            "periodDays": { "type": "integer", "minimum": 1, "maximum": 366, "default": 30, "description": "how long a period is; it is compared with the one before" },
            "graceDays": { "type": "integer", "minimum": 0, "maximum": 366, "default": 0, "description": "how long after its expected day a deal is overdue" },
            "dropPercent": { "type": "integer", "minimum": 1, "maximum": 100, "default": 25, "description": "how much less is won before it is found" }""",
            AgentType.SUPPORT_TICKET,
            """
            "overdueHours": { "type": "integer", "minimum": 0, "maximum": 8760, "default": 0, "description": "how long after its time a task is overdue" },
            "unassignedHours": { "type": "integer", "minimum": 0, "maximum": 8760, "default": 24, "description": "how long a task may be nobody's" }""",
            AgentType.USER_ENGAGEMENT,
            """
            "inactiveDays": { "type": "integer", "minimum": 1, "maximum": 3650, "default": 60, "description": "how long nothing has happened with a contact" }""",
            AgentType.SECURITY_WATCHER,
            WINDOW + """
            , "rightsChanges": { "type": "integer", "minimum": 1, "maximum": 10000, "default": 20,
                "description": "how often one member changes who may do what within that time before it is found" },
              "unusedKeyDays": { "type": "integer", "minimum": 1, "maximum": 3650, "default": 90, "description": "how long an API key is not used" }""");

    private final Map<AgentType, ObjectNode> documents = new EnumMap<>(AgentType.class);
    private final Map<AgentType, Schema> schemas = new EnumMap<>(AgentType.class);

    AgentSchema() {
        var config = SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build();
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(config));
        for (var type : AgentType.values()) {
            var own = OWN.get(type);
            if (own == null) {
                throw new IllegalStateException("nothing says what agents of the type " + type + " are told");
            }
            var document = document(type, own);
            documents.put(type, document);
            schemas.put(type, registry.getSchema(document));
        }
    }

    private static ObjectNode document(AgentType type, String own) {
        var json = new JsonMapper();
        var document = (ObjectNode) json.readTree(COMMON);
        document.put("description", "what an agent of the type " + type + " is told");
        var properties = (ObjectNode) document.path(PROPERTIES);
        properties.setAll((ObjectNode) json.readTree("{" + own + "}"));
        if (type == AgentType.SUPPORT_TICKET) {
            // A task about each task that is nobody's would be one more of them.
            ((ObjectNode) properties.path("actions")).put("maxItems", 2)
                    .putObject("items")
                    .putArray("enum")
                    .add("note")
                    .add("notification");
        }
        return document;
    }

    /** What is wrong with a configuration, each fault at its place in it. */
    List<FieldError> faults(AgentType type, JsonNode configuration) {
        var schema = Objects.requireNonNull(schemas.get(type));
        return SchemaErrors.translate(schema.validate(configuration), schema.getSchemaNode())
                .stream()
                .map(fault -> new FieldError(
                        fault.field().isEmpty() ? "configuration" : "configuration." + fault.field(),
                        fault.code(), fault.message()))
                .limit(MOST_ERRORS)
                .toList();
    }

    /** The configuration, with what it leaves unsaid. */
    ObjectNode complete(AgentType type, ObjectNode configuration) {
        var complete = configuration.deepCopy();
        Objects.requireNonNull(documents.get(type)).path(PROPERTIES).forEachEntry((name, property) -> {
            if (!complete.has(name) && property.has("default")) {
                complete.set(name, property.path("default"));
            }
        });
        return complete;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public JsonNode content() {
        var schema = new JsonMapper().createObjectNode();
        var definitions = schema.putObject("$defs");
        var configuration = schema.putObject(PROPERTIES).putObject("configuration");
        configuration.put("description", "what the agent is told; each type has a form of its own");
        configuration.putArray("examples").addObject().put("windowHours", 24);
        var any = configuration.putArray("anyOf");
        documents.forEach((type, document) -> {
            var name = CamelCase.join(type.toString(), "_");
            definitions.set(name, document);
            any.addObject().put("$ref", "#/$defs/" + name);
        });
        return schema;
    }
}
