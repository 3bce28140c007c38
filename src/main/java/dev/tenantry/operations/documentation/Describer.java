package dev.tenantry.operations.documentation;

import java.util.List;
import java.util.TreeMap;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.EndpointAccess;
import dev.tenantry.shared.batch.BatchAnswer;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.OmittedBodies;
import dev.tenantry.shared.web.Versioned;

/** Completes what is known of an operation from its signature with what the application's conventions add to it. */
@Component
class Describer {

    private final Listings listings;
    private final SchemaResources resources;
    private final OmittedBodies omitted;

    Describer(Listings listings, SchemaResources resources, OmittedBodies omitted) {
        this.listings = listings;
        this.resources = resources;
        this.omitted = omitted;
    }

    /** @param others handlers of the same path and method that further conditions select */
    void describe(Operation operation, Endpoint endpoint, List<Endpoint> others) {
        operation.setOperationId(OperationTexts.operationId(endpoint));
        operation.setTags(List.of(OperationTexts.tag(endpoint.path())));
        if (operation.getSummary() == null) {
            operation.setSummary(OperationTexts.summary(endpoint));
        }
        describeAccess(operation, endpoint);
        addParameters(operation, endpoint);
        if (operation.getRequestBody() != null && endpoint.mayOmitBody(omitted)) {
            operation.getRequestBody().setRequired(false);
        }
        describeAnswers(operation, endpoint);
        others.forEach(other -> addAlternative(operation, other));
    }

    private static void describeAccess(Operation operation, Endpoint endpoint) {
        var own = operation.getDescription() == null ? "" : operation.getDescription() + "\n\n";
        operation.setDescription(own + OperationTexts.access(endpoint));
        if (endpoint.isAnonymous()) {
            operation.setSecurity(List.of());
            return;
        }
        var requirement = new SecurityRequirement();
        if (endpoint.access().orElse(null) instanceof EndpointAccess.ForPermitted(var permissions)) {
            requirement.addList(OpenApiConfiguration.SECURITY_SCHEME, List.copyOf(permissions));
            operation.addExtension("x-required-permissions", List.copyOf(permissions));
        } else {
            requirement.addList(OpenApiConfiguration.SECURITY_SCHEME);
        }
        operation.setSecurity(List.of(requirement));
    }

    /** Ids are text in answers, and so they are in paths. */
    private static void idsAreText(Operation operation) {
        if (operation.getParameters() == null) {
            return;
        }
        operation.getParameters()
                .stream()
                .filter(parameter -> "path".equals(parameter.getIn()))
                .filter(parameter -> "int64".equals(parameter.getSchema().getFormat()))
                .forEach(parameter -> parameter.schema(SharedComponents.text().pattern(Property.WHOLE_NUMBER)));
    }

    private void addParameters(Operation operation, Endpoint endpoint) {
        idsAreText(operation);
        addPathVariables(operation, endpoint);
        ListParameters.addTo(operation, endpoint, listings);
        if (endpoint.takes(IfMatch.class)) {
            operation.addParametersItem(SharedComponents.parameter("IfMatch"));
        }
        if (endpoint.method() == HttpMethod.GET && endpoint.answersWith(Versioned.class)) {
            operation.addParametersItem(SharedComponents.parameter("IfNoneMatch"));
        }
        if (isRepeatable(endpoint)) {
            operation.addParametersItem(SharedComponents.parameter("IdempotencyKey"));
        }
        operation.addParametersItem(SharedComponents.parameter("RequestId"));
        endpoint.schemas()
                .forEach((name, resource) -> operation.getParameters()
                        .stream()
                        .filter(parameter -> name.equals(parameter.getName()))
                        .forEach(parameter -> parameter.schema(resources.part(resource))));
        Descriptions.addTo(operation);
        FormParts.addTo(operation);
    }

    /** Those that a controller takes before its handlers. */
    private static void addPathVariables(Operation operation, Endpoint endpoint) {
        for (var segment : endpoint.path().split("/")) {
            var name = segment.startsWith("{") && segment.endsWith("}")
                    ? segment.substring(1, segment.length() - 1)
                    : "";
            if (!name.isEmpty() && (operation.getParameters() == null
                    || operation.getParameters().stream().noneMatch(one -> name.equals(one.getName())))) {
                operation.addParametersItem(
                        new Parameter().in("path").name(name).required(true).schema(SharedComponents.text()));
            }
        }
    }

    private static boolean isRepeatable(Endpoint endpoint) {
        return (endpoint.method() == HttpMethod.POST || endpoint.method() == HttpMethod.PATCH)
                && endpoint.isBelow("/api/v1/") && !endpoint.isAnonymous();
    }

    private static void describeAnswers(Operation operation, Endpoint endpoint) {
        var answers = new TreeMap<String, ApiResponse>();
        operation.getResponses().forEach((status, response) -> {
            if (status.startsWith("2") || status.startsWith("3")) {
                var actual = status.equals("200") && endpoint.creates() && !saysOtherwise(operation) ? "201" : status;
                answers.put(actual, success(actual, response, endpoint));
            }
        });
        if (endpoint.answersWith(BatchAnswer.class) && answers.get("200") != null) {
            answers.put("207", success("207", new ApiResponse().content(answers.get("200").getContent()), endpoint));
        }
        if (endpoint.method() == HttpMethod.GET && endpoint.answersWith(Versioned.class)) {
            answers.put("304", success("304", new ApiResponse(), endpoint));
        }
        ErrorResponses.statuses(endpoint)
                .forEach(status -> answers.putIfAbsent(String.valueOf(status),
                        ErrorResponses.reference(status, endpoint)));
        var responses = new ApiResponses();
        responses.putAll(answers);
        operation.setResponses(responses);
    }

    /** Whether it says itself when it creates, or that it does later. */
    private static boolean saysOtherwise(Operation operation) {
        return operation.getResponses().containsKey("201") || operation.getResponses().containsKey("202");
    }

    private static ApiResponse success(String status, ApiResponse response, Endpoint endpoint) {
        response.setDescription(switch (status) {
            case "201" -> "Done; the new resource";
            case "202" -> "Accepted; the work goes on in the background";
            case "204" -> "Done";
            case "207" -> "Some inputs were refused: `results` tells of all in their order, `errors` why";
            case "304" -> "The known version is the current one";
            default -> endpoint.answersWith(Page.class) ? "A page of the list" : "The answer";
        });
        response.addHeaderObject("X-Request-Id", SharedComponents.header("RequestId"));
        if (status.equals("200") && response.getContent() == null) {
            response.setContent(endpoint.writes());
        } else if (response.getContent() != null) {
            response.getContent().replaceAll(Describer::described);
        }
        if (endpoint.answersWith(Versioned.class)) {
            response.addHeaderObject("ETag", SharedComponents.header("ETag"));
        }
        if (status.equals("201")) {
            response.addHeaderObject("Location", SharedComponents.header("Location"));
        }
        return response;
    }

    /** What is told as a table or as a picture besides is no object there. */
    private static MediaType described(String type, MediaType content) {
        return type.startsWith("text/csv") || type.startsWith("image/") || type.startsWith("application/jsonl")
                ? new MediaType().schema(SchemaTypes.of("string", null))
                : content;
    }

    private static void addAlternative(Operation operation, Endpoint other) {
        for (var condition : other.conditions()) {
            var parts = condition.split("=", 2);
            var schema = new JsonSchema();
            schema.addType("string");
            schema.setEnum(List.of(parts.length == 2 ? parts[1] : ""));
            operation.addParametersItem(new Parameter().in("query")
                    .name(parts[0])
                    .description(OperationTexts.summary(other) + ". " + OperationTexts.access(other))
                    .schema(schema));
        }
    }
}
