package dev.tenantry.automation.step;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Prerequisites;
import dev.tenantry.automation.definition.Step;
import dev.tenantry.automation.definition.Template;
import dev.tenantry.automation.expression.Shapes;
import dev.tenantry.integrations.IntegrationOperations;
import dev.tenantry.integrations.IntegrationOperations.Named;
import dev.tenantry.integrations.Integrations;
import dev.tenantry.integrations.NamedOperation;
import dev.tenantry.integrations.Operation;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;

/** Asks an API by an operation that was imported for an integration. */
@Component
class HttpCallAction implements ExternalAction {

    private static final String OPERATION = "operation";
    private static final String PARAMETERS = "parameters";
    private static final String BODY = "body";

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
    public Class<? extends Operation> asks() {
        return Operation.Request.class;
    }

    @Override
    public String schema() {
        return """
                {
                  "description": "a request to an API, by an operation that was imported for one of the organization's integrations; what does more than read is sent with an Idempotency-Key, the same at each attempt. The result is what it answers in JSON, its numbers digit for digit, and the step fails where one is too large to be kept (more than 400 digits, the zeros of its exponent included); of an answer that does not say it is JSON result.text is the first 10,000 characters, and the step fails where one that does cannot be read, as it is broken, nested too deep or larger than 256 KB. The example takes such an operation",
                  "examples": [{ "operation": "getPerson", "parameters": { "id": "{{trigger.number}}" } }],
                  "type": "object",
                  "required": ["operation"],
                  "additionalProperties": false,
                  "properties": {
                    "operation": { "type": "string", "minLength": 1, "maxLength": 100, "description": "the name of the operation, as /integrations/{id}/operations lists it" },
                    "integration": { "type": "string", "maxLength": 36, "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
                        "description": "the id of an integration; absent: the oldest one that has such an operation" },
                    "parameters": { "type": "object", "maxProperties": 50, "additionalProperties": { "type": "string", "maxLength": 2000 },
                        "description": "the operation's parameters, by name; texts with placeholders. The step fails where a value is not what the operation says of it (a number, one of several values) once it is filled in" },
                    "body": { "type": ["object", "array"], "description": "what is sent, of the form that the operation describes; texts with placeholders, one that is but a placeholder becomes the value there. The step fails where it is not of that form once it is filled in; what a placeholder finds nothing for is left out where it may be lacking and not be null" }
                  }
                }""";
    }

    @Override
    public Type resultType(Step step) {
        return Shapes.ANYTHING;
    }

    @Override
    public Set<String> permissions(Step step) {
        return Set.of(StatedIntegration.PERMISSION);
    }

    @Override
    public void check(Step step, Faults faults) {
        var config = step.config();
        faults.templates(config);
        if (Template.isOpen(config.path(StatedIntegration.NAME)) || Template.isOpen(config.path(OPERATION))) {
            faults.at(OPERATION).add("invalid", "an operation and its integration are named without placeholders");
            return;
        }
        if (!faults.at(OPERATION).maySee(StatedIntegration.PERMISSION)) {
            return;
        }
        operations.find(StatedIntegration.of(config), config.path(OPERATION).asString())
                .ifPresentOrElse(operation -> check(operation, config, faults), () -> faults.at(OPERATION)
                        .add("unknown-reference",
                                "no integration has such an operation; they are imported from an OpenAPI document"));
    }

    private void check(NamedOperation operation, JsonNode config, Faults faults) {
        var known = operation.parameters().stream().map(NamedOperation.Parameter::name).toList();
        config.path(PARAMETERS).forEachEntry((name, _) -> {
            if (!known.contains(name)) {
                faults.at(PARAMETERS).at(name).add("unknown", "the operation has the parameters " + known);
            }
        });
        wrong(operation, config.path(PARAMETERS), value -> !Template.isOpen(value))
                .forEach(fault -> faults.at(PARAMETERS).at(fault.field()).add(fault.code(), fault.message()));
        var lacking = operation.lacking(config.path(PARAMETERS));
        if (lacking != null) {
            faults.at(PARAMETERS).at(lacking).add("required", "the operation does not do without");
        }
        var body = config.path(BODY);
        var schema = operation.bodySchema();
        if (schema == null && !body.isMissingNode()) {
            faults.at(BODY).add("unknown", "the operation takes no body of JSON");
        } else if (schema != null && (operation.bodyRequired() || !body.isMissingNode())) {
            checkBody(body, schema, faults.at(BODY));
        }
    }

    /** Each by its parameter's name; a value that is blank is not sent. */
    private List<FieldError> wrong(NamedOperation operation, JsonNode values, Predicate<JsonNode> isKnown) {
        var wrong = new ArrayList<FieldError>();
        for (var parameter : operation.parameters()) {
            var value = values.path(parameter.name());
            var fault = !value.asString("").isBlank() && isKnown.test(value)
                    ? operations.fault(parameter, value.asString())
                    : null;
            if (fault != null) {
                wrong.add(new FieldError(parameter.name(), fault.code(), fault.message()));
            }
        }
        return wrong;
    }

    /** What is to be filled in is looked at when it is. */
    private static void checkBody(JsonNode body, JsonNode schema, Faults faults) {
        var type = schema.path("type").asString("");
        if (body.isArray() && type.equals("object") || body.isObject() && type.equals("array")) {
            faults.add("type-mismatch", "the operation takes an " + type);
        } else if (!body.isArray()) {
            schema.path("required").forEach(name -> {
                if (!body.has(name.asString())) {
                    faults.at(name.asString()).add("required", "the operation does not do without");
                }
            });
        }
    }

    @Override
    public void require(Step step, Prerequisites needed) {
        needed.at(OPERATION)
                .add(new CalledOperations.Needed(
                        new Named(StatedIntegration.of(step.config()), step.config().path(OPERATION).asString())));
    }

    /** Values are as the API has them, not as people read them. */
    @Override
    public JsonNode prepare(StepRun run) {
        var prepared = (ObjectNode) run.filled(run.step().config());
        var operation = operation(prepared);
        if (operation == null) {
            return prepared;
        }
        demand(operation, prepared);
        return StatedIntegration.chosen(prepared, operation.integrationId());
    }

    private @Nullable NamedOperation operation(JsonNode prepared) {
        return operations.find(StatedIntegration.of(prepared), prepared.path(OPERATION).asString()).orElse(null);
    }

    private void demand(NamedOperation operation, ObjectNode prepared) {
        var lacking = operation.lacking(prepared.path(PARAMETERS));
        if (lacking != null) {
            throw ProblemException.invalid(PARAMETERS + "." + lacking, "required",
                    "the parameter " + lacking + " of the operation has no value");
        }
        refuse(wrong(operation, prepared.path(PARAMETERS), _ -> true), name -> PARAMETERS + "." + name);
        var schema = operation.bodySchema();
        if (schema == null || !prepared.has(BODY)) {
            return;
        }
        new OmittedNulls().leaveOut(prepared.path(BODY), schema);
        refuse(operations.faults(operation, prepared.path(BODY)), HttpCallAction::under);
    }

    private static void refuse(List<FieldError> faults, UnaryOperator<String> place) {
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults.stream()
                    .map(fault -> new FieldError(place.apply(fault.field()), fault.code(), fault.message()))
                    .toList());
        }
    }

    private static String under(String field) {
        return field.isEmpty() || field.startsWith("[") ? BODY + field : BODY + "." + field;
    }

    @Override
    public Outcome act(Step step, String idempotencyKey, JsonNode prepared) {
        var operation = operation(prepared);
        if (operation == null) {
            return Outcome.failedForGood("no integration has the operation " + prepared.path(OPERATION).asString());
        }
        var lacking = operation.lacking(prepared.path(PARAMETERS));
        if (lacking != null) {
            return Outcome.failedForGood("the parameter " + lacking + " of the operation has no value");
        }
        var body = prepared.has(BODY) ? prepared.path(BODY) : null;
        var answer = integrations.ask(operation.integrationId(), operation.request(prepared.path(PARAMETERS), body),
                idempotencyKey, step.timeout(USUAL_TIMEOUT));
        return Outcome.of(answer, answer.result(), step.next());
    }
}
