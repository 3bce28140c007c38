package dev.tenantry.shared.json;

import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Reads JSON as it was written: a number has the same digits whether it is still in memory or comes from elsewhere, such as the database. */
@Component
public class ExactJson {

    /** Digits of a number, with the zeros that it stands for: what is beyond can neither be calculated with nor kept everywhere. */
    private static final int LONGEST_NUMBER = 400;

    private static final char NUL = 0;

    private final ObjectReader reader;

    ExactJson(JsonMapper json) {
        this.reader = json.reader()
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
    }

    public JsonNode read(String text) {
        return reader.readTree(text);
    }

    /** Without the character U+0000 in names and texts, which jsonb cannot hold. */
    public static JsonNode withoutNul(JsonNode json) {
        return switch (json) {
            case StringNode text when text.asString().indexOf(NUL) >= 0 ->
                StringNode.valueOf(withoutNul(text.asString()));
            case ObjectNode object -> {
                var clean = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(one -> clean.set(withoutNul(one.getKey()), withoutNul(one.getValue())));
                yield clean;
            }
            case ArrayNode list -> {
                var clean = JsonNodeFactory.instance.arrayNode(list.size());
                list.forEach(element -> clean.add(withoutNul(element)));
                yield clean;
            }
            default -> json;
        };
    }

    private static String withoutNul(String text) {
        return text.replace(Character.toString(NUL), "");
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
