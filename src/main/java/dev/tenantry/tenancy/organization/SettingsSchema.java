package dev.tenantry.tenancy.organization;

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
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.SchemaErrors;

/** What an organization's settings may be: by the JSON Schema, and then what a schema cannot say. */
@Component
class SettingsSchema {

    private static final String SCHEMA = "/tenancy/organization-settings.schema.json";

    private final Schema schema;

    SettingsSchema() {
        var config = SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build();
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemaRegistryConfig(config))
                .getSchema(Objects.requireNonNull(SettingsSchema.class.getResourceAsStream(SCHEMA)));
    }

    /** @throws ProblemException 422 that names each fault's field */
    void check(JsonNode settings) {
        var errors = SchemaErrors.translate(schema.validate(settings), schema.getSchemaNode());
        if (errors.isEmpty()) {
            checkHours(settings.path("businessHours"), errors);
        }
        if (!errors.isEmpty()) {
            errors.sort(FieldError.ORDER);
            throw ProblemException.invalid(errors);
        }
    }

    private static void checkHours(JsonNode week, List<FieldError> errors) {
        for (var day : week.properties()) {
            var closed = "";
            var index = 0;
            for (var hours : day.getValue()) {
                var field = "businessHours." + day.getKey() + "[" + index++ + "]";
                var from = hours.path("from").asString();
                if (from.compareTo(closed) < 0) {
                    errors.add(
                            new FieldError(field + ".from", "overlaps", "must not begin before the hours before end"));
                }
                closed = hours.path("to").asString();
                if (closed.compareTo(from) <= 0) {
                    errors.add(new FieldError(field + ".to", "out-of-range", "must be later than from"));
                }
            }
        }
    }
}
