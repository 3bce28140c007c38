package dev.tenantry.crm.form;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.SchemaErrors;

/** What forms may ask: the part of JSON Schema that a page can show and a visitor can answer. */
@Component
class FieldsSchema {

    static final String WHOLE = FieldsSchema.PATH + "#";

    private static final String PATH = "/crm/form/form-fields.schema.json";
    private static final String FIELDS = "fields";

    private final Schema schema;

    FieldsSchema() {
        var config = SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build();
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemaRegistryConfig(config))
                .getSchema(Objects.requireNonNull(FieldsSchema.class.getResourceAsStream(PATH)));
    }

    /** What is wrong, each fault at its place in the form. */
    List<FieldError> faults(JsonNode fields) {
        return SchemaErrors.translate(schema.validate(fields), schema.getSchemaNode())
                .stream()
                .map(fault -> new FieldError(fault.field().isEmpty() ? FIELDS : FIELDS + "." + fault.field(),
                        fault.code(), fault.message()))
                .toList();
    }
}
