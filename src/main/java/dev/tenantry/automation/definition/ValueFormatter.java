package dev.tenantry.automation.definition;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.expression.Shapes;
import dev.tenantry.shared.money.Currencies;
import dev.tenantry.shared.money.Numerals;
import dev.tenantry.shared.time.Rfc3339;
import dev.tenantry.tenancy.Localization;

/**
 * How values stand in texts that people read: amounts, numbers, days and times as the organization writes them. What a path
 * leads to says what a value is; where that is not known, as of what somebody hands to a run, its form does.
 */
public final class ValueFormatter {

    /** {@code 2026-01-31}. */
    private static final int DAY = 10;
    private static final String CURRENCY = "currency";
    private static final String AMOUNT = ".amount";

    private final Names names;
    private final Supplier<Localization> source;
    private @Nullable Localization known;

    /** @param source asked where a value needs it, once */
    ValueFormatter(Names names, Supplier<Localization> source) {
        this.names = names;
        this.source = source;
    }

    /** For somebody who reads them elsewhere. @param locale null: as the organization writes @param zone null: the organization's */
    public ValueFormatter as(@Nullable Locale locale, @Nullable ZoneId zone) {
        return locale == null && zone == null
                ? this
                : new ValueFormatter(names, () -> localization().as(locale, zone));
    }

    /** What a text says in the value's place; nothing for a value that is missing. @param scope where the value is at the path */
    String of(String path, JsonNode value, Scope scope) {
        return path.endsWith(AMOUNT)
                ? amount(value, names.typeOf(path), scope.at(path.substring(0, path.length() - AMOUNT.length())))
                : of(path, value);
    }

    /** Likewise, of what stands alone. */
    String of(String path, JsonNode value) {
        return write(value, names.typeOf(path));
    }

    private String amount(JsonNode value, Type type, JsonNode money) {
        var amount = Comparison.number(value);
        var currency = money.path(CURRENCY).asString("");
        return amount != null && isMoney(money) && Currencies.isInUse(currency)
                ? numerals().amount(amount, currency)
                : write(value, type);
    }

    private String write(JsonNode value, Type type) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            return value.valueStream().map(one -> write(one, element(type))).collect(Collectors.joining(", "));
        }
        if (value.isObject()) {
            return isMoney(value) ? money(value) : members(value, type);
        }
        return switch (Shapes.kind(type)) {
            case ANYTHING -> byForm(value);
            case NUMBER -> number(value, type == BigDecimal.class);
            case TEXT -> type == Instant.class || type == LocalDate.class ? byForm(value) : value.asString();
            case BOOLEAN, LIST, OBJECT -> value.asString();
        };
    }

    private String members(JsonNode object, Type type) {
        return object.properties().stream().map(property -> {
            var member = Shapes.kind(type) == Shapes.Kind.OBJECT ? Shapes.member(type, property.getKey()) : null;
            return property.getKey() + ": "
                    + write(property.getValue(), member == null ? Shapes.ANYTHING : member);
        }).collect(Collectors.joining(", "));
    }

    private static Type element(Type type) {
        var element = Shapes.kind(type) == Shapes.Kind.LIST ? Shapes.member(type, "0") : null;
        return element == null ? Shapes.ANYTHING : element;
    }

    /** {@code {"amount":"12.50","currency":"EUR"}} and nothing else, wherever it comes from. */
    private static boolean isMoney(JsonNode value) {
        return value.size() == 2 && value.path(CURRENCY).isString()
                && Comparison.number(value.path("amount")) != null;
    }

    private String money(JsonNode money) {
        var amount = Comparison.number(money.path("amount"));
        var currency = money.path(CURRENCY).asString();
        if (amount == null) {
            return money.path("amount").asString() + " " + currency;
        }
        return Currencies.isInUse(currency)
                ? numerals().money(amount, currency)
                : numerals().number(amount, true) + " " + currency;
    }

    private String byForm(JsonNode value) {
        if (value.isNumber()) {
            return number(value, false);
        }
        var text = value.asString();
        try {
            if (text.length() == DAY) {
                var day = Rfc3339.date(text);
                return localization().days().format(day);
            }
            var time = Rfc3339.time(text);
            return localization().moments().format(time);
        } catch (DateTimeException _) {
            return text;
        }
    }

    /** A count is no amount, and a year or a number of something has no groups. */
    private String number(JsonNode value, boolean isGrouped) {
        var number = Comparison.number(value);
        return number == null ? value.asString() : numerals().number(number, isGrouped);
    }

    private Numerals numerals() {
        return new Numerals(localization().locale());
    }

    private Localization localization() {
        var read = known == null ? source.get() : known;
        known = read;
        return read;
    }
}
