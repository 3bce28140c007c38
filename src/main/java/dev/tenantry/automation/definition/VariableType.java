package dev.tenantry.automation.definition;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DecimalNode;

import dev.tenantry.automation.expression.Shapes;

/** What a workflow's variable can hold. */
public enum VariableType {
    STRING(String.class), NUMBER(BigDecimal.class), BOOLEAN(Boolean.class), JSON(Shapes.ANYTHING),
    /** Written and never read: it goes into the headers of requests alone. */
    SECRET(String.class);

    /** Characters of a value, as JSON. */
    public static final int LONGEST = 10_000;

    private final Type type;

    VariableType(Type type) {
        this.type = type;
    }

    public static VariableType of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    public Type type() {
        return type;
    }

    /** The value as a variable of the type holds it, a number that is written as a text as one; null where it cannot. */
    public @Nullable JsonNode held(JsonNode value) {
        if (value.isNull()) {
            return value;
        }
        return switch (this) {
            case STRING, SECRET -> value.isString() ? value : null;
            case BOOLEAN -> value.isBoolean() ? value : null;
            case JSON -> value;
            case NUMBER -> {
                var number = Comparison.number(value);
                yield number == null ? null : value.isNumber() ? value : DecimalNode.valueOf(number);
            }
        };
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
