package dev.tenantry.crm.form;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What visitors see of a form, and what becomes of what they send: what a version keeps. The parts are those of {@link FormRequest}. */
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
        @Nullable FormProtection protection) {

    /** Not of what a form does not ask. */
    public ObjectNode schema() {
        return fields == null
                ? JsonNodeFactory.instance.objectNode()
                : fields;
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

    /** Where it is to be converted. */
    public FormConversion converting() {
        return conversion == null ? FormConversion.USUAL : conversion;
    }

    public FormProtection guarded() {
        return protection == null ? FormProtection.USUAL : protection;
    }
}
