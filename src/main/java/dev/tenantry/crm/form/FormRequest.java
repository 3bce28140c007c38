package dev.tenantry.crm.form;

import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.web.FieldRule;
import dev.tenantry.shared.web.HttpsUrl;
import dev.tenantry.shared.web.SchemaResource;
import dev.tenantry.shared.web.SingleLine;

/**
 * What a form is to be. Visitors see it once it is published.
 *
 * @param title           absent: the name
 * @param language        in which visitors are told what is the matter, BCP 47; absent: en
 * @param mapping         what answers say of whoever gives them, by the fields' names
 * @param submitLabel     absent: the language's word for it
 * @param thankYou        what is shown once the form is sent; absent: the language's words for it
 * @param redirectUrl     where visitors go then, in place of that
 * @param doubleOptIn     whether nothing counts before the address is confirmed by a mail's link
 * @param handling        what becomes of what is sent; absent: it is kept
 * @param conversion      what is made of it where that is to be converted; absent: a contact
 * @param allowedOrigins  the origins whose pages may show the form and send to it
 * @param notifiedMembers who is told by mail what was sent, as long as they may see submissions
 */
record FormRequest(
        @NotBlank @Size(max = 200) String name,
        @Size(max = 200) @SingleLine @Nullable String title,
        @Size(max = 5_000) @Nullable String description,
        @Size(max = 35) @Nullable String language,
        @Valid @Nullable FormTheme theme,
        @SchemaResource(value = FieldsSchema.WHOLE, prefix = "Form") @Nullable ObjectNode fields,
        @Size(max = 50) @Nullable Map<@Size(max = 40) String, @NotNull FieldTarget> mapping,
        @Size(max = 10) @Nullable List<@Valid @NotNull FormConsent> consents,
        @Size(max = 100) @Nullable String submitLabel,
        @Size(max = 5_000) @Nullable String thankYou,
        @HttpsUrl @Size(max = 2_000) @Nullable String redirectUrl,
        @Nullable Boolean doubleOptIn,
        @Nullable FormHandling handling,
        @Valid @Nullable FormConversion conversion,
        @Valid @Nullable FormProtection protection,
        @Size(max = 20) @Nullable List<@NotBlank @Size(max = 300) String> allowedOrigins,
        @Size(max = 20) @Nullable List<@NotNull UUID> notifiedMembers) {

    FormContent content() {
        return new FormContent(title, description, language, theme, fields, mapping, consents, submitLabel, thankYou,
                redirectUrl, doubleOptIn, handling, conversion, protection, FormContent.order(fields));
    }

    List<UUID> told() {
        return notifiedMembers == null ? List.of() : notifiedMembers;
    }

    @JsonIgnore
    @FieldRule(field = "language", code = "invalid-language", message = "language must be one as in BCP 47, such as de or pt-BR")
    boolean isKnownLanguage() {
        try {
            return language == null || !new Locale.Builder().setLanguageTag(language).build().getLanguage().isEmpty();
        } catch (IllformedLocaleException _) {
            return false;
        }
    }

    @JsonIgnore
    @FieldRule(field = "allowedOrigins", code = "invalid-origin", message = "each of allowedOrigins must be an origin, https://example.com, with no path behind it")
    boolean isOrigins() {
        return allowedOrigins == null || allowedOrigins.stream().allMatch(Origins::isOrigin);
    }

    @JsonIgnore
    @FieldRule(field = "notifiedMembers", code = "duplicate", message = "notifiedMembers has nobody twice")
    boolean isTellingOnce() {
        return notifiedMembers == null || new HashSet<>(notifiedMembers).size() == notifiedMembers.size();
    }
}
