package dev.tenantry.automation.run;

import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads what runs keep as it was written: a number has the same digits whether it is still in memory or comes from the database. */
@Component
class ExactJson {

    private final ObjectReader reader;

    ExactJson(JsonMapper json) {
        this.reader = json.reader()
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
    }

    JsonNode read(String text) {
        return reader.readTree(text);
    }
}
