package dev.tenantry.operations.documentation;

import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What the document says of parameters and properties: above all, what holds where they are absent. */
final class Descriptions {

    private static final Properties TEXTS = WrittenTexts.of("descriptions.properties");

    private Descriptions() {}

    /** By the operation's id and the parameters' names; what has a description keeps it. */
    static void addTo(Operation operation) {
        if (operation.getParameters() == null) {
            return;
        }
        operation.getParameters()
                .stream()
                .filter(parameter -> parameter.getName() != null)
                .forEach(parameter -> describe(parameter, operation.getOperationId()));
    }

    /** Of a form, whose parts are parameters to whoever reads them. */
    static void addTo(Operation operation, Schema<?> form) {
        if (form.getProperties() != null) {
            form.getProperties().replaceAll((name, part) -> {
                // One may stand for all that are alike.
                var own = MergePatches.copy(part);
                own.setDescription(find("parameter." + operation.getOperationId(), "parameter.", name));
                return own;
            });
        }
    }

    private static void describe(Parameter parameter, String operation) {
        if (parameter.getDescription() == null) {
            parameter.setDescription(find("parameter." + operation, "parameter.", parameter.getName()));
        }
        var values = find("values." + operation, "values.", parameter.getName());
        if (values != null && "query".equals(parameter.getIn())) {
            var own = (JsonSchema) MergePatches.copy(parameter.getSchema());
            own.setEnum(List.of((Object[]) values.split(",")));
            parameter.setSchema(own);
        }
    }

    static void addTo(Map<String, Schema> schemas) {
        schemas.forEach((name, schema) -> {
            if (schema.getProperties() != null) {
                ((Map<String, Schema>) schema.getProperties()).forEach((property, value) -> {
                    if (value.getDescription() == null) {
                        value.setDescription(find(name, "", property));
                    }
                });
            }
        });
    }

    /** Null where nothing is said. */
    private static @Nullable String find(String owner, String everywhere, String name) {
        return TEXTS.getProperty(owner + "." + name,
                TEXTS.getProperty(everywhere + name));
    }
}
