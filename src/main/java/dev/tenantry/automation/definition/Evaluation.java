package dev.tenantry.automation.definition;

import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.expression.Shapes;
import dev.tenantry.shared.listing.Field.Matching;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.text.TelephoneNumber;
import dev.tenantry.shared.time.Rfc3339;

/**
 * A comparison with a value that is there now. Numbers are compared with numbers (money is decimal text), times with times,
 * and texts with texts; what is of another kind is neither less nor greater. A missing value equals nothing.
 *
 * @param type     what the field's path leads to
 * @param matching how texts there are compared
 */
record Evaluation(Comparison comparison, JsonNode actual, Type type, Matching matching) {

    private static final Set<String> PARTS = Set.of("contains", "startsWith");

    /** Adds the texts whose folded forms decide. Equal texts have equal ones. */
    void addTexts(Collection<String> texts) {
        if (!isPresent() || comparison.operator().equals("exists") || !isDecidedByFolding()) {
            return;
        }
        Stream.concat(elements(actual), elements(comparison.value()))
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .forEach(texts::add);
    }

    private boolean isDecidedByFolding() {
        if (isText() && PARTS.contains(comparison.operator())) {
            return actual.isArray() || actual.isString();
        }
        return isFolded() && elements(actual).anyMatch(JsonNode::isString)
                && elements(actual).noneMatch(one -> elements(comparison.value()).anyMatch(one::equals));
    }

    private static Stream<JsonNode> elements(JsonNode value) {
        return value.isArray() ? value.valueStream() : Stream.of(value);
    }

    /** @param folded of all the texts that were added @param zone whose days dates mean beside times */
    boolean holds(Map<String, String> folded, Supplier<ZoneId> zone) {
        var value = comparison.value();
        return switch (comparison.operator()) {
            case "exists" -> isPresent() == value.asBoolean(true);
            case "neq" -> !isPresent() || !isSame(actual, value, folded, zone);
            case "nin" -> !isPresent() || value.valueStream().noneMatch(one -> isSame(actual, one, folded, zone));
            case "eq" -> isPresent() && isSame(actual, value, folded, zone);
            case "in" -> isPresent() && value.valueStream().anyMatch(one -> isSame(actual, one, folded, zone));
            case "contains" -> isPresent() && contains(folded, zone);
            case "startsWith" -> isPresent() && part(actual, folded).startsWith(part(value, folded));
            case "lt" -> isOrdered(folded, zone, order -> order < 0);
            case "lte" -> isOrdered(folded, zone, order -> order <= 0);
            case "gt" -> isOrdered(folded, zone, order -> order > 0);
            case "gte" -> isOrdered(folded, zone, order -> order >= 0);
            default -> throw new IllegalStateException(comparison.operator());
        };
    }

    private boolean isOrdered(Map<String, String> folded, Supplier<ZoneId> zone, IntPredicate as) {
        var order = hasOrder(actual) && hasOrder(comparison.value())
                ? compare(actual, comparison.value(), folded, zone)
                : null;
        return order != null && as.test(order);
    }

    private static boolean hasOrder(JsonNode value) {
        return value.isNumber() || value.isString();
    }

    private boolean isPresent() {
        return !actual.isMissingNode() && !actual.isNull();
    }

    private boolean contains(Map<String, String> folded, Supplier<ZoneId> zone) {
        return actual.isArray()
                ? actual.valueStream().anyMatch(one -> isSame(one, comparison.value(), folded, zone))
                : part(actual, folded).contains(part(comparison.value(), folded));
    }

    private boolean isSame(JsonNode one, JsonNode other, Map<String, String> folded, Supplier<ZoneId> zone) {
        if (!one.isString() || !other.isString() || Shapes.kind(type) == Shapes.Kind.NUMBER) {
            return Objects.equals(compare(one, other, folded, zone), 0);
        }
        var time = time(one, zone);
        return time == null
                ? text(one, folded).equals(text(other, folded))
                : time.equals(time(other, zone));
    }

    /** Null where they are not of one kind. */
    private @Nullable Integer compare(JsonNode one, JsonNode other, Map<String, String> folded, Supplier<ZoneId> zone) {
        var left = Comparison.number(one);
        var right = Comparison.number(other);
        if (left != null && right != null) {
            return left.compareTo(right);
        }
        if (Shapes.kind(type) == Shapes.Kind.NUMBER || one.isNumber() || other.isNumber()) {
            return null;
        }
        var earlier = time(one, zone);
        var later = time(other, zone);
        if (earlier != null && later != null) {
            return earlier.compareTo(later);
        }
        return earlier != null || later != null
                ? null
                : text(one, folded).compareTo(text(other, folded));
    }

    /** Days are compared with one another as they are; beside a time, a day is its beginning. */
    private @Nullable Instant time(JsonNode value, Supplier<ZoneId> zone) {
        var mayBe = type == Instant.class
                || type == LocalDate.class && elements(comparison.value()).anyMatch(Evaluation::isTime)
                || Shapes.kind(type) == Shapes.Kind.ANYTHING && isTime(actual);
        if (!mayBe || !value.isString()) {
            return null;
        }
        try {
            return Rfc3339.timeOrDay(value.asString(), zone);
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static boolean isTime(JsonNode value) {
        try {
            return value.isString() && Rfc3339.time(value.asString()).isAfter(Instant.MIN);
        } catch (DateTimeException _) {
            return false;
        }
    }

    /** Whether it is a text that people write, as far as that is known. */
    private boolean isText() {
        return type == String.class || switch (Shapes.kind(type)) {
            case ANYTHING, LIST -> true;
            case TEXT -> type != Instant.class && type != LocalDate.class;
            case NUMBER, BOOLEAN, OBJECT -> false;
        };
    }

    private boolean isFolded() {
        return matching == Matching.FOLDED && isText();
    }

    private String text(JsonNode value, Map<String, String> folded) {
        var text = value.asString("");
        if (!isText()) {
            return text;
        }
        return switch (matching) {
            case FOLDED -> folded.getOrDefault(text, text);
            case ADDRESS -> EmailAddress.canonical(text);
            case NUMBER -> TelephoneNumber.key(text);
            case EXACT -> text;
        };
    }

    private static String part(JsonNode value, Map<String, String> folded) {
        var text = value.asString("");
        return folded.getOrDefault(text, text);
    }
}
