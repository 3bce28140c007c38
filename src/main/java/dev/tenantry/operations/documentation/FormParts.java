package dev.tenantry.operations.documentation;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;

/** What a form is made of. Text that comes with a file is read from the query and from parts of the form alike. */
final class FormParts {

    private static final String WITH_FILES = "multipart/form-data";

    private FormParts() {}

    static void addTo(Operation operation) {
        var body = operation.getRequestBody();
        if (body == null || body.getContent() == null) {
            return;
        }
        var form = body.getContent().get(WITH_FILES);
        if (form != null && operation.getParameters() != null) {
            addParameters(operation, form.getSchema());
        }
        body.getContent().forEach((type, content) -> {
            if (content.getSchema() != null && !type.endsWith("json")) {
                Descriptions.addTo(operation, content.getSchema());
            }
        });
    }

    private static void addParameters(Operation operation, Schema<?> form) {
        operation.getParameters()
                .stream()
                .filter(parameter -> "query".equals(parameter.getIn()))
                .forEach(parameter -> {
                    parameter.setRequired(false);
                    form.addProperty(parameter.getName(), MergePatches.copy(parameter.getSchema()));
                });
    }
}
