package dev.tenantry.operations.documentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import dev.tenantry.shared.journal.EventTypes;
import dev.tenantry.shared.listing.Field;
import dev.tenantry.shared.problem.Problem;
import dev.tenantry.shared.problem.ProblemType;

/** Makes the document complete, and the same whenever and wherever it is made. */
@Component
class ApiDocument implements OpenApiCustomizer {

    private final RequestMappingHandlerMapping mappings;
    private final Describer describer;
    private final EventTypes events;
    private final SchemaResources resources;

    ApiDocument(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
            Describer describer, EventTypes events,
            SchemaResources resources) {
        this.mappings = mappings;
        this.describer = describer;
        this.events = events;
        this.resources = resources;
    }

    @Override
    public void customise(OpenAPI document) {
        var components = document.getComponents();
        SharedComponents.addTo(components);
        ErrorResponses.addTo(components);
        ModelConverters.getInstance(true)
                .resolveAsResolvedSchema(new AnnotatedType(Problem.class)).referencedSchemas
                .forEach(components::addSchemas);
        property(components, "Problem", "code")
                .setEnum(Arrays.stream(ProblemType.values()).<Object>map(ProblemType::code).toList());
        components.addSchemas("AuthError", ErrorResponses.authError());
        // The library has left out what only a part of a schema refers to that it does not look into.
        resources.definitions().forEach(components::addSchemas);
        eventName(components).setEnum(events.all().stream().<Object>map(EventTypes.EventType::name).toList());
        property(components, "SearchRequestCondition", "operator")
                .setEnum(List.copyOf(new TreeSet<>(Field.allOperators())));
        describeOperations(document);
        Descriptions.addTo(components.getSchemas());
        document.getPaths().values().forEach(new Replacements(document)::describe);
        var patches = new MergePatches(document.getPaths(), components.getSchemas());
        document.getPaths().forEach(patches::describe);
        components.setSchemas(new TreeMap<>(components.getSchemas()));
        new RequestExamples(document).addAll();
        var examples = Examples.ofAnswers(components.getSchemas());
        operations(document).forEach(operation -> operation.getResponses()
                .values()
                .forEach(response -> addExamples(response.getContent(), examples)));
        document.setTags(operations(document).stream()
                .flatMap(operation -> operation.getTags().stream())
                .distinct()
                .sorted()
                .map(name -> new Tag().name(name).description(OperationTexts.ofTag(name)))
                .toList());
    }

    private static JsonSchema property(Components components, String owner, String name) {
        var schema = (Schema<?>) Objects.requireNonNull(components.getSchemas().get(owner));
        return (JsonSchema) Objects.requireNonNull(schema.getProperties().get(name));
    }

    private static JsonSchema eventName(Components components) {
        return (JsonSchema) Objects.requireNonNull(components.getSchemas().get("WorkflowEventName"));
    }

    private void describeOperations(OpenAPI document) {
        endpoints().forEach((key, handlers) -> {
            var item = document.getPaths().get(handlers.getFirst().path());
            var operation = item == null
                    ? null
                    : item.readOperationsMap()
                            .get(io.swagger.v3.oas.models.PathItem.HttpMethod
                                    .valueOf(handlers.getFirst().method().name()));
            if (operation != null) {
                handlers.sort(Comparator.comparing(endpoint -> endpoint.conditions().toString()));
                describer.describe(operation, handlers.getFirst(), handlers.subList(1, handlers.size()));
            }
        });
    }

    private Map<String, List<Endpoint>> endpoints() {
        var endpoints = new TreeMap<String, List<Endpoint>>();
        mappings.getHandlerMethods().forEach((mapping, handler) -> {
            for (var path : mapping.getPatternValues()) {
                for (var method : mapping.getMethodsCondition().getMethods()) {
                    endpoints.computeIfAbsent(path + " " + method, _ -> new ArrayList<>())
                            .add(new Endpoint(path, HttpMethod.valueOf(method.name()), mapping, handler));
                }
            }
        });
        return endpoints;
    }

    private static List<Operation> operations(OpenAPI document) {
        return document.getPaths().values().stream().flatMap(item -> item.readOperations().stream()).toList();
    }

    private static void addExamples(@Nullable Content content, Examples examples) {
        if (content == null) {
            return;
        }
        content.forEach((type, body) -> {
            Schema<?> schema = body.getSchema();
            if (schema != null && type.endsWith("json") && body.getExample() == null && body.getExamples() == null) {
                body.setExample(examples.of(schema));
            }
        });
    }
}
