package dev.tenantry.automation.expression;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;

import dev.cel.common.values.NullValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.time.Rfc3339;

/** JSON as expressions see it, converted where they look: what is not there is null, and numbers and times are such where that is known. */
final class JsonValues {

    private static final int LONGEST_NUMBER = 40;
    private static final String AMOUNT = "amount";

    /** A value that is still as JSON has it. */
    interface Part {
        JsonNode json();
    }

    private final Budget budget;

    JsonValues(Budget budget) {
        this.budget = budget;
    }

    /** @throws Refusal where a text is too long to be looked at */
    Object of(JsonNode value, Type type) {
        if (value.isMissingNode() || value.isNull()) {
            return NullValue.NULL_VALUE;
        }
        budget.spend(0);
        if (value.isObject()) {
            return new Fields(value, type);
        }
        if (value.isArray()) {
            return new Elements(value, type);
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return value.isNumber() ? number(value, type) : text(value.asString(), type);
    }

    private static Object number(JsonNode value, Type type) {
        var isWhole = Shapes.kind(type) == Shapes.Kind.NUMBER
                ? ExpressionTypes.isWhole(type)
                : value.isIntegralNumber();
        return isWhole && value.isIntegralNumber() && value.canConvertToLong()
                ? value.longValue()
                : Decimals.of(value.decimalValue());
    }

    private static Object text(String text, Type type) {
        if (text.length() > Budget.LONGEST_TEXT) {
            throw new Refusal(
                    "a text of more than " + Budget.LONGEST_TEXT + " characters is not looked at");
        }
        if (type == Instant.class) {
            return time(text);
        }
        return Shapes.kind(type) == Shapes.Kind.NUMBER && text.length() <= LONGEST_NUMBER ? decimal(text) : text;
    }

    private static Object time(String text) {
        try {
            return Rfc3339.time(text);
        } catch (DateTimeException _) {
            return text;
        }
    }

    private static Object decimal(String text) {
        try {
            return Decimals.of(new BigDecimal(text));
        } catch (NumberFormatException _) {
            return text;
        }
    }

    /** An object, which has everything that it is asked for: null where there is nothing. */
    private final class Fields extends AbstractMap<String, Object> implements Part {

        private final JsonNode object;
        private final Type type;

        Fields(JsonNode object, Type type) {
            this.object = object;
            this.type = type;
        }

        @Override
        public JsonNode json() {
            return object;
        }

        @Override
        public boolean containsKey(@Nullable Object name) {
            return name instanceof String;
        }

        @Override
        public Object get(@Nullable Object name) {
            return name instanceof String field ? member(field) : NullValue.NULL_VALUE;
        }

        private Object member(String name) {
            var member = Shapes.kind(type) == Shapes.Kind.ANYTHING && name.equals(AMOUNT) && isMoney()
                    ? BigDecimal.class
                    : Shapes.member(type, name);
            return of(object.path(name), member == null ? Shapes.ANYTHING : member);
        }

        /** {@code {"amount":"12.50","currency":"EUR"}} and nothing else, wherever it comes from. */
        private boolean isMoney() {
            return object.size() == 2 && object.path("currency").isString();
        }

        @Override
        public Set<Map.Entry<String, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Map.Entry<String, Object>> iterator() {
                    return object.propertyNames()
                            .stream()
                            .map(name -> Map.entry(name, member(name)))
                            .iterator();
                }

                @Override
                public int size() {
                    return object.size();
                }
            };
        }
    }

    private final class Elements extends AbstractList<Object> implements Part, RandomAccess {

        private final JsonNode array;
        private final Type element;

        Elements(JsonNode array, Type type) {
            this.array = array;
            var member = Shapes.kind(type) == Shapes.Kind.LIST ? Shapes.member(type, "0") : null;
            this.element = member == null ? Shapes.ANYTHING : member;
        }

        @Override
        public JsonNode json() {
            return array;
        }

        @Override
        public Object get(int index) {
            return of(array.path(index), element);
        }

        @Override
        public int size() {
            return array.size();
        }
    }
}
