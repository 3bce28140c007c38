package dev.tenantry.automation.step;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Prerequisites;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.automation.expression.Shapes;
import dev.tenantry.integrations.IntegrationOperations;
import dev.tenantry.integrations.IntegrationOperations.Named;
import dev.tenantry.integrations.Integrations;
import dev.tenantry.integrations.NamedOperation;

/** Asks an API by an operation that was imported for an integration. */
@Component
class HttpCallAction implements ExternalAction {

    private static final String INTEGRATION = "integration";
    private static final String OPERATION = "operation";
    private static final String PARAMETERS = "parameters";

    private final Integrations integrations;
    private final IntegrationOperations operations;

    HttpCallAction(Integrations integrations, IntegrationOperations operations) {
        this.integrations = integrations;
        this.operations = operations;
    }

    @Override
    public String type() {
        return "http_call";
    }

    @Override
    public String schema() {
        return """
                {
                  "description": "a request to an API, by an operation that was imported for one of the organization's integrations; what does more than read is sent with an Idempotency-Key, the same at each attempt. The result is what it answers. The example takes such an operation",
                  "examples": [{ "operation": "getPerson", "parameters": { "id": "{{trigger.number}}" } }],
                  "type": "object",
                  "required": ["operation"],
                  "additionalProperties": false,
                  "properties": {
                    "operation": { "type": "string", "minLength": 1, "maxLength": 100, "description": "the name of the operation, as /integrations/{id}/operations lists it" },
                    "integration": { "type": "string", "maxLength": 36, "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
                        "description": "the id of an integration; absent: the oldest one that has such an operation" },
                    "parameters": { "type": "object", "maxProperties": 50, "additionalProperties": { "type": "string", "maxLength": 2000 },
                        "description": "the operation's parameters, by name; texts with placeholders" },
                    "body": { "type": "object", "description": "what is sent, of the form that the operation describes; texts with placeholders" }
                  }
                }""";
    }

    @Override
    public Type resultType(Step step) {
        return Shapes.ANYTHING;
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of("integrations:use");
    }

    @Override
    public void check(Step step, Faults faults) {
        var config = step.config();
        faults.templates(config);
        if (Template.isOpen(config.path(INTEGRATION)) || Template.isOpen(config.path(OPERATION))) {
            faults.at(OPERATION).add("invalid", "an operation and its integration are named without placeholders");
            return;
        }
        operations.find(integration(config), config.path(OPERATION).asString())
                .ifPresentOrElse(operation -> check(operation, config, faults), () -> faults.at(OPERATION)
                        .add("unknown",
                                "no integration has such an operation; they are imported from an OpenAPI document"));
    }

    private static void check(NamedOperation operation, JsonNode config, Faults faults) {
        var known = operation.parameters().stream().map(NamedOperation.Parameter::name).toList();
        config.path(PARAMETERS).forEachEntry((name, _) -> {
            if (!known.contains(name)) {
                faults.at(PARAMETERS).at(name).add("unknown", "the operation has the parameters " + known);
            }
        });
        var lacking = operation.lacking(config.path(PARAMETERS));
        if (lacking != null) {
            faults.at(PARAMETERS).at(lacking).add("required", "the operation does not do without");
        }
        var body = config.path("body");
        var schema = operation.bodySchema();
        if (schema == null && !body.isMissingNode()) {
            faults.at("body").add("unknown", "the operation takes no body of JSON");
        } else if (schema != null && (operation.bodyRequired() || !body.isMissingNode())) {
            schema.path("required").forEach(name -> {
                if (!body.has(name.asString())) {
                    faults.at("body").at(name.asString()).add("required", "the operation does not do without");
                }
            });
        }
    }

    @Override
    public void require(Step step, Prerequisites needed) {
        needed.at(OPERATION)
                .add(new CalledOperations.Needed(
                        new Named(integration(step.config()), step.config().path(OPERATION).asString())));
    }

    /** Values are as the API has them, not as people read them. */
    @Override
    public JsonNode prepare(StepRun run) {
        return run.filled(run.step().config());
    }

    @Override
    public Outcome act(String idempotencyKey, JsonNode prepared, int next, Duration timeout) {
        var operation = operations.find(integration(prepared), prepared.path(OPERATION).asString()).orElse(null);
        if (operation == null) {
            return Outcome.failedForGood("no integration has the operation " + prepared.path(OPERATION).asString());
        }
        var lacking = operation.lacking(prepared.path(PARAMETERS));
        if (lacking != null) {
            return Outcome.failedForGood("the parameter " + lacking + " of the operation has no value");
        }
        var body = prepared.has("body") ? prepared.path("body") : null;
        var answer = integrations.ask(operation.integrationId(), operation.request(prepared.path(PARAMETERS), body),
                idempotencyKey, timeout);
        return Outcome.of(answer, answer.result(), next);
    }

    private static @Nullable UUID integration(JsonNode config) {
        return config.has(INTEGRATION) ? UUID.fromString(config.path(INTEGRATION).asString()) : null;
    }
}
