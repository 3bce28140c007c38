package dev.tenantry.crm.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What visitors see of a form, and what becomes of what they send: what a version keeps. The parts are those of {@link FormRequest}. @param order of the fields */
public record FormContent(
        @Nullable String title,
        @Nullable String description,
        @Nullable String language,
        @Nullable FormTheme theme,
        @Nullable ObjectNode fields,
        @Nullable Map<String, FieldTarget> mapping,
        @Nullable List<FormConsent> consents,
        @Nullable String submitLabel,
        @Nullable String thankYou,
        @Nullable String redirectUrl,
        @Nullable Boolean doubleOptIn,
        @Nullable FormHandling handling,
        @Nullable FormConversion conversion,
        @Nullable FormProtection protection,
        @Nullable List<String> order) {

    private static final String PROPERTIES = "properties";

    /** In the order in which they were stated, which JSON in the database does not keep. */
    @Override
    public @Nullable ObjectNode fields() {
        if (fields == null || order == null || !(fields.path(PROPERTIES) instanceof ObjectNode properties)) {
            return fields;
        }
        var sorted = JsonNodeFactory.instance.objectNode();
        order.stream().filter(properties::has).forEach(name -> sorted.set(name, properties.path(name)));
        properties.forEachEntry(sorted::set);
        var ordered = fields.deepCopy();
        ordered.set(PROPERTIES, sorted);
        return ordered;
    }

    static @Nullable List<String> order(@Nullable ObjectNode fields) {
        return fields == null ? null : List.copyOf(fields.path(PROPERTIES).propertyNames());
    }

    /** Not of what a form does not ask. */
    public ObjectNode schema() {
        var ordered = fields();
        return ordered == null ? JsonNodeFactory.instance.objectNode() : ordered;
    }

    public Map<String, FieldTarget> targets() {
        return mapping == null ? Map.of() : mapping;
    }

    public List<FormConsent> asked() {
        return consents == null ? List.of() : consents;
    }

    boolean asksForMarketing() {
        return asked().stream().anyMatch(FormConsent::forMarketing);
    }

    public Locale locale() {
        return language == null ? Locale.ENGLISH : Locale.forLanguageTag(language);
    }

    @JsonIgnore
    public boolean isConfirmed() {
        return Boolean.TRUE.equals(doubleOptIn);
    }

    public FormHandling becoming() {
        return handling == null ? FormHandling.KEEP : handling;
    }

    /** What is asked stays, and becomes what another version makes of it: of the fields that both have, by what that one says of them. */
    FormContent becoming(FormContent other) {
        var said = new LinkedHashMap<String, FieldTarget>();
        other.targets().forEach((field, target) -> {
            if (schema().path(PROPERTIES).has(field)) {
                said.put(field, target);
            }
        });
        targets().forEach((field, target) -> {
            if (!said.containsValue(target)) {
                said.putIfAbsent(field, target);
            }
        });
        return new FormContent(title, description, language, theme, fields, said, consents, submitLabel, thankYou,
                redirectUrl, doubleOptIn, other.handling, other.conversion, protection, order);
    }

    /** Where it is to be converted. */
    public FormConversion converting() {
        return conversion == null ? FormConversion.USUAL : conversion;
    }

    public FormProtection guarded() {
        return protection == null ? FormProtection.USUAL : protection;
    }
}
