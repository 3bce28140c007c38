package dev.tenantry.shared.json;

import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON as it was written: a number has the same digits whether it is still in memory or comes from elsewhere, such as the database. */
@Component
public class ExactJson {

    /** Digits of a number, with the zeros that it stands for: what is beyond can neither be calculated with nor kept everywhere. */
    private static final int LONGEST_NUMBER = 400;

    private final ObjectReader reader;

    ExactJson(JsonMapper json) {
        this.reader = json.reader()
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
    }

    public JsonNode read(String text) {
        return reader.readTree(text);
    }

    /** Whether each of its numbers can be kept with all of its digits. */
    public static boolean isKeepable(JsonNode json) {
        if (json.isBigDecimal()) {
            var number = json.decimalValue();
            return Math.abs((long) number.scale()) + number.precision() <= LONGEST_NUMBER;
        }
        return json.isNumber()
                ? json.asString().length() <= LONGEST_NUMBER
                : json.valueStream().allMatch(ExactJson::isKeepable);
    }
}
