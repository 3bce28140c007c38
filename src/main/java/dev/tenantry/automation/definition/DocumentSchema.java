package dev.tenantry.automation.definition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.integrations.WebhookVerifications;
import dev.tenantry.shared.web.AssembledSchema;

/** The JSON Schema of workflows' documents: what is said of all steps, with what each of their types says of its own. */
@Component
class DocumentSchema implements AssembledSchema {

    private static final String PATH = "/automation/workflow.schema.json";

    private static final String VERIFICATION = "verification";

    private final ObjectNode schema;

    DocumentSchema(StepTypes types, WebhookVerifications verifications) {
        this.schema = common();
        var definitions = (ObjectNode) schema.path("$defs");
        addVerifications(definitions.path("trigger"), verifications.descriptions());
        var names = (ArrayNode) definitions.at("/step/properties/type/enum");
        var conditions = (ArrayNode) definitions.at("/step/allOf");
        for (var type : types.all()) {
            names.add(type.rule().type());
            conditions.add(condition(type));
            if (definitions.has(type.definition())) {
                throw new IllegalStateException(
                        "the step type " + type.rule().type() + " is called like the definition "
                                + type.definition() + " of " + PATH);
            }
            definitions.set(type.definition(), type.schema());
        }
        schema.findValuesAsString("$ref").forEach(this::demand);
        var triggers = definitions.at("/trigger/properties/type/enum").valueStream().map(JsonNode::asString).toList();
        if (!triggers.equals(Arrays.stream(Trigger.Type.values()).map(Trigger.Type::toString).toList())) {
            throw new IllegalStateException(PATH + " has other types of triggers than there are: " + triggers);
        }
    }

    /** What each type of trigger can state, beside its type. */
    Map<String, Set<String>> triggers() {
        var triggers = new HashMap<String, Set<String>>();
        for (var one : schema.at("/$defs/trigger/allOf")) {
            var named = one.at("/if/properties/type");
            var own = new TreeSet<>(one.at("/then/properties").propertyNames());
            own.remove("type");
            Stream.concat(Stream.of(named.path("const")), named.path("enum").valueStream())
                    .filter(JsonNode::isString)
                    .forEach(type -> triggers.put(type.asString(), own));
        }
        return triggers;
    }

    private static void addVerifications(JsonNode trigger, SortedMap<String, String> verifications) {
        var property = (ObjectNode) Objects.requireNonNull(trigger.findValue(VERIFICATION));
        verifications.keySet().forEach(((ArrayNode) property.path("enum"))::add);
        var each = verifications.entrySet().stream().map(one -> one.getKey() + ": " + one.getValue());
        property.put("description",
                each.collect(Collectors.joining(". ", property.path("description").asString() + ". ", "")));
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public JsonNode content() {
        return schema;
    }

    private static ObjectNode common() {
        try (var resource = Objects.requireNonNull(DocumentSchema.class.getResourceAsStream(PATH))) {
            return (ObjectNode) new JsonMapper().readTree(resource);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private ObjectNode condition(StepConfig type) {
        var condition = schema.objectNode();
        condition.putObject("if").putObject("properties").putObject("type").put("const", type.rule().type());
        var then = condition.putObject("then").putObject("properties");
        then.putObject("config").put("$ref", StepConfig.DEFINITIONS + type.definition());
        if (type.rule().isBranching()) {
            then.put("next", false);
        }
        return condition;
    }

    private void demand(String reference) {
        if (schema.at(reference.substring(1)).isMissingNode()) {
            throw new IllegalStateException(PATH + " does not define " + reference + ", which a step type refers to");
        }
    }
}
