package dev.tenantry.crm.form;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.web.SchemaResource;

/** A form as it was published. @param number from 1 on */
record FormVersionResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long formId,
        int number,
        @Nullable String title,
        @Nullable String description,
        @Nullable String language,
        @Nullable FormTheme theme,
        @SchemaResource(value = FieldsSchema.WHOLE, prefix = "Form") @Nullable JsonNode fields,
        @Nullable Map<String, FieldTarget> mapping,
        @Nullable List<FormConsent> consents,
        @Nullable String submitLabel,
        @Nullable String thankYou,
        @Nullable String redirectUrl,
        @Nullable Boolean doubleOptIn,
        @Nullable FormHandling handling,
        @Nullable FormConversion conversion,
        @Nullable FormProtection protection,
        Instant publishedAt,
        UUID publishedBy) {}
