package dev.tenantry.shared.json;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** A column whose JSON is shown as it is kept, number for number. For what is read alone: what is changed compares with what has been read. */
@Component
@Converter
public class ExactJsonColumn implements AttributeConverter<JsonNode, String> {

    private final ExactJson json;

    ExactJsonColumn(ExactJson json) {
        this.json = json;
    }

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable JsonNode node) {
        return node == null ? null : node.toString();
    }

    @Override
    public @Nullable JsonNode convertToEntityAttribute(@Nullable String text) {
        return text == null ? null : json.read(text);
    }
}
