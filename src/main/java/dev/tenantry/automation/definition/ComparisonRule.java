package dev.tenantry.automation.definition;

import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.automation.expression.Expressions;
import dev.tenantry.automation.expression.Shapes;
import dev.tenantry.shared.text.KnownNames;
import dev.tenantry.shared.time.Rfc3339;

/** What a comparison demands: a path that means something, and a value that what it leads to could ever have. */
public final class ComparisonRule {

    private static final Set<String> LISTS = Set.of("in", "nin");
    private static final Set<String> TEXTS = Set.of("contains", "startsWith");
    private static final Set<String> EQUALITIES = Set.of("eq", "neq", "in", "nin");

    private static final Set<String> ORDERS = Set.of("lt", "lte", "gt", "gte");

    private static final String AS_IT_STANDS = "a value is meant as it stands, placeholders included: an expression compares with another field, such as trigger.name == contact.name";

    private ComparisonRule() {}

    /** @param faults stands at the comparison */
    public static void check(Comparison comparison, Faults faults) {
        check(comparison, faults.names(), faults);
    }

    static void check(Comparison comparison, Names names, Faults faults) {
        if (comparison.isExpression()) {
            if (!comparison.field().isEmpty()) {
                faults.at(comparison.field()).add("excluded", "the expression says all of it");
            }
            Expressions.faults(comparison.value().asString(), names.types())
                    .forEach(fault -> faults.at("expression").add("invalid-expression", fault));
            return;
        }
        var fault = names.fault(comparison.field());
        if (fault != null) {
            faults.at("field").add("unknown", fault);
        }
        var mismatch = form(comparison.operator(), comparison.value());
        if (mismatch.isEmpty() && fault == null && !comparison.operator().equals("exists")) {
            mismatch = type(comparison, names.typeOf(comparison.field()));
        }
        var isOpen = !all(comparison.value(), value -> !Template.isOpen(value));
        if (!mismatch.isEmpty() || isOpen) {
            var at = faults.at("value");
            var place = first(comparison, value -> Template.isOpen(value) || fault == null
                    && !type(alone(comparison, value), names.typeOf(comparison.field())).isEmpty());
            (place < 0 ? at : at.at(place)).add("type-mismatch",
                    mismatch + (mismatch.isEmpty() || !isOpen ? "" : "; ") + (isOpen ? AS_IT_STANDS : ""));
        }
    }

    /** Of a list that an operator takes: where the first one stands that is wrong; negative of one value. */
    private static int first(Comparison comparison, Predicate<JsonNode> isWrong) {
        return LISTS.contains(comparison.operator()) && comparison.value().isArray()
                ? IntStream.range(0, comparison.value().size())
                        .filter(index -> isWrong.test(comparison.value().path(index)))
                        .findFirst()
                        .orElse(-1)
                : -1;
    }

    private static Comparison alone(Comparison comparison, JsonNode value) {
        return new Comparison(comparison.field(), comparison.operator(),
                JsonNodeFactory.instance.arrayNode().add(value));
    }

    private static String form(String operator, JsonNode value) {
        if (LISTS.contains(operator) != value.isArray()) {
            return operator + (value.isArray() ? " takes one value" : " takes a list");
        }
        if (operator.equals("exists") && !value.isMissingNode() && !value.isBoolean()) {
            return "exists takes true, false or nothing";
        }
        return TEXTS.contains(operator) && !value.isString() ? operator + " takes a string" : "";
    }

    private static String type(Comparison comparison, Type type) {
        return switch (Shapes.kind(type)) {
            case ANYTHING -> "";
            case OBJECT -> "the field is an object: compare one of "
                    + KnownNames.like("", Shapes.names(type)) + ", or use exists";
            case LIST -> comparison.operator().equals("contains") ? "" : "a list takes contains and exists";
            case BOOLEAN -> EQUALITIES.contains(comparison.operator()) && all(comparison.value(), JsonNode::isBoolean)
                    ? ""
                    : "the field is true or false";
            case NUMBER -> all(comparison.value(), value -> Comparison.number(value) != null)
                    ? ""
                    : "the field is a number";
            case TEXT -> text(comparison, type);
        };
    }

    private static String text(Comparison comparison, Type type) {
        var constants = Shapes.constants(type);
        if (!constants.isEmpty() && EQUALITIES.contains(comparison.operator())
                && !all(comparison.value(), value -> constants.contains(value.asString("")))) {
            return "the field is one of " + constants;
        }
        if (type == Instant.class && !all(comparison.value(), ComparisonRule::isTimeOrDay)) {
            return "the field is a time, 2026-01-31T12:00:00Z, or a day of it";
        }
        if (type == LocalDate.class && !all(comparison.value(), ComparisonRule::isTimeOrDay)) {
            return "the field is a day, 2026-01-31, or a time, which its beginning is compared with";
        }
        if (ORDERS.contains(comparison.operator()) && comparison.value().isNumber()) {
            return "the field is a text, which is neither less nor greater than a number";
        }
        return all(comparison.value(), value -> !value.isBoolean()) ? "" : "the field is a text";
    }

    private static boolean isTimeOrDay(JsonNode value) {
        try {
            return value.isString()
                    && Rfc3339.timeOrDay(value.asString(), () -> ZoneOffset.UTC).isAfter(Instant.MIN);
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static boolean all(JsonNode value, Predicate<JsonNode> condition) {
        return value.isArray() ? value.valueStream().allMatch(condition) : condition.test(value);
    }
}
