package dev.tenantry.automation.expression;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.CelKind;
import dev.cel.common.values.NullValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What expressions come to, as JSON has it. */
final class Results {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MOST_ZEROS = 40;

    private Results() {}

    /** What such a value can be as far as it is known before; whatever may be empty can be. */
    static List<CelKind> of(Shapes.Kind kind) {
        return switch (kind) {
            case BOOLEAN -> List.of(CelKind.BOOL, CelKind.NULL_TYPE, CelKind.DYN);
            case NUMBER -> List.of(CelKind.INT, CelKind.UINT, CelKind.DOUBLE, CelKind.OPAQUE, CelKind.NULL_TYPE,
                    CelKind.DYN);
            case TEXT -> List.of(CelKind.STRING, CelKind.TIMESTAMP, CelKind.NULL_TYPE, CelKind.DYN);
            case LIST -> List.of(CelKind.LIST, CelKind.NULL_TYPE, CelKind.DYN);
            case OBJECT -> List.of(CelKind.MAP, CelKind.STRUCT, CelKind.NULL_TYPE, CelKind.DYN);
            case ANYTHING -> List.of(CelKind.BOOL, CelKind.INT, CelKind.UINT, CelKind.DOUBLE, CelKind.OPAQUE,
                    CelKind.STRING, CelKind.TIMESTAMP, CelKind.LIST, CelKind.MAP, CelKind.STRUCT, CelKind.NULL_TYPE,
                    CelKind.DYN);
        };
    }

    /** @throws Refusal where JSON has no such value */
    static JsonNode json(Object value) {
        return switch (value) {
            case JsonValues.Part part -> part.json();
            case NullValue _ -> NODES.nullNode();
            case String text -> NODES.stringNode(text);
            case Boolean truth -> NODES.booleanNode(truth);
            case Instant time -> NODES.stringNode(time.toString());
            case Long whole -> NODES.numberNode(whole);
            case UnsignedLong whole -> NODES.numberNode(whole.bigIntegerValue());
            case BigDecimal number -> NODES.numberNode(withoutExponent(bounded(number)));
            case Double number when Double.isFinite(number) ->
                NODES.numberNode(withoutExponent(BigDecimal.valueOf(number)));
            case List<?> list -> {
                var array = NODES.arrayNode();
                list.forEach(element -> array.add(json(element)));
                yield array;
            }
            case Map<?, ?> map -> {
                var object = NODES.objectNode();
                map.forEach((name, member) -> object.set(name(name), json(member)));
                yield object;
            }
            default -> throw new Refusal("it comes to something that JSON does not have");
        };
    }

    /** What is told can be sent again, and numbers beyond a double are not taken. */
    private static BigDecimal bounded(BigDecimal number) {
        var nearest = number.doubleValue();
        if (!Double.isFinite(nearest) || nearest == 0 && number.signum() != 0) {
            throw new Refusal("the number is larger or smaller than a double can hold");
        }
        return number;
    }

    /** 1000 rather than 1E+3, as far as that is short. */
    private static BigDecimal withoutExponent(BigDecimal number) {
        return number.scale() < 0 && number.scale() > -MOST_ZEROS ? number.setScale(0) : number;
    }

    private static String name(Object name) {
        if (name instanceof String text) {
            return text;
        }
        throw new Refusal("the names of an object are texts");
    }
}
