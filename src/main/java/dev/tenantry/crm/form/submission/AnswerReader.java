package dev.tenantry.crm.form.submission;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

import dev.tenantry.crm.form.FieldKind;
import dev.tenantry.crm.form.FormField;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.text.TelephoneNumber;
import dev.tenantry.shared.text.Texts;
import dev.tenantry.shared.text.VisibleText;

/** Reads the answer to a field from the texts that a page sends, as the field's JSON Schema would have it. */
final class AnswerReader {

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029&&[^\\t]]");
    private static final Pattern CONTROL_IN_LINES = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f&&[^\\t\\n]]");
    private static final Set<String> YES = Set.of("on", "true", "yes", "1");

    private AnswerReader() {}

    /** @param value null where there is no answer @param fault null where nothing is wrong */
    record Answer(@Nullable JsonNode value, @Nullable AnswerFault fault) {

        static final Answer NONE = new Answer(null, null);

        static Answer of(JsonNode value) {
            return new Answer(value, null);
        }

        static Answer wrong(FormField field, String code, Object detail) {
            return new Answer(null, new AnswerFault(field.name(), code, detail.toString()));
        }

        static Answer wrong(FormField field, String code) {
            return wrong(field, code, "");
        }
    }

    /** @param language in which numbers are typed */
    static Answer read(FormField field, List<String> stated, Locale language) {
        var values = stated.stream().filter(value -> !VisibleText.isBlank(value)).toList();
        if (values.isEmpty()) {
            return field.isRequired() ? Answer.wrong(field, "required") : Answer.NONE;
        }
        return switch (field.kind()) {
            case CHOICES -> choices(field, values);
            case YES_NO -> yesNo(field, values);
            case TEXT, LINES, EMAIL, PHONE, URL, DATE, NUMBER, INTEGER, CHOICE -> values.size() > 1
                    ? Answer.wrong(field, "several-values")
                    : one(field, values.getFirst(), language);
        };
    }

    private static Answer one(FormField field, String text, Locale language) {
        var stripped = text.strip();
        return switch (field.kind()) {
            case CHOICE -> field.options().containsKey(text)
                    ? Answer.of(StringNode.valueOf(text))
                    : Answer.wrong(field, "unknown-choice");
            case NUMBER, INTEGER -> number(field, stripped, language);
            case DATE -> isDay(stripped)
                    ? Answer.of(StringNode.valueOf(stripped))
                    : Answer.wrong(field, "invalid-date");
            case LINES -> text(field, text.replace("\r\n", "\n").replace('\r', '\n'), CONTROL_IN_LINES);
            case TEXT, EMAIL, PHONE, URL, YES_NO, CHOICES -> text(field, stripped, CONTROL);
        };
    }

    private static Answer text(FormField field, String text, Pattern refused) {
        var length = Texts.length(text);
        if (length > field.most()) {
            return Answer.wrong(field, "too-long", field.most());
        }
        if (length < field.least()) {
            return Answer.wrong(field, "too-short", field.least());
        }
        if (refused.matcher(text).find()) {
            return Answer.wrong(field, "several-lines");
        }
        var fault = switch (field.kind()) {
            case EMAIL -> EmailAddress.isValid(text) ? null : "invalid-email";
            case PHONE -> TelephoneNumber.keyOrNull(text) == null ? "invalid-phone" : null;
            case URL -> isPage(text) ? null : "invalid-url";
            case TEXT, LINES, DATE, NUMBER, INTEGER, YES_NO, CHOICE, CHOICES -> null;
        };
        return fault == null ? Answer.of(StringNode.valueOf(text)) : Answer.wrong(field, fault);
    }

    private static Answer number(FormField field, String text, Locale language) {
        var typed = TypedNumber.read(text, language, field.kind() == FieldKind.INTEGER);
        var number = typed.value();
        if (number == null) {
            return typed.doubt() == null
                    ? Answer.wrong(field, "invalid-number")
                    : Answer.wrong(field, "ambiguous-number", typed.doubt());
        }
        if (field.kind() == FieldKind.INTEGER && number.stripTrailingZeros().scale() > 0) {
            return Answer.wrong(field, "invalid-integer");
        }
        if (field.minimum() != null && number.compareTo(field.minimum()) < 0) {
            return Answer.wrong(field, "too-small", field.minimum().toPlainString());
        }
        return field.maximum() != null && number.compareTo(field.maximum()) > 0
                ? Answer.wrong(field, "too-large", field.maximum().toPlainString())
                : Answer.of(DecimalNode.valueOf(number));
    }

    private static Answer yesNo(FormField field, List<String> values) {
        var isYes = YES.contains(values.getFirst().strip().toLowerCase(Locale.ROOT));
        return !isYes && field.isRequired() ? Answer.wrong(field, "required") : Answer.of(BooleanNode.valueOf(isYes));
    }

    private static Answer choices(FormField field, List<String> values) {
        var chosen = new LinkedHashSet<>(values);
        if (!field.options().keySet().containsAll(chosen)) {
            return Answer.wrong(field, "unknown-choice");
        }
        if (chosen.size() > field.most()) {
            return Answer.wrong(field, "too-many", field.most());
        }
        if (chosen.size() < field.least()) {
            return Answer.wrong(field, "too-few", field.least());
        }
        var list = JsonNodeFactory.instance.arrayNode();
        chosen.forEach(list::add);
        return Answer.of(list);
    }

    private static boolean isDay(String text) {
        try {
            return DAY.matcher(text).matches() && LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    private static boolean isPage(String text) {
        try {
            var url = new URI(text);
            var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("https") || scheme.equals("http")) && url.getRawAuthority() != null
                    && url.getRawUserInfo() == null && url.getHost() != null;
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
