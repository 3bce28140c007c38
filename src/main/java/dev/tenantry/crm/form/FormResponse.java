package dev.tenantry.crm.form;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.web.SchemaResource;
import dev.tenantry.shared.web.Versioned;

/**
 * A form.
 *
 * @param url              where it is filled in while it is published
 * @param embedCode        what a page of an allowed origin has where it is to show the form
 * @param publishedVersion the version that was published last
 * @param publishedBy      with whose rights what is sent becomes something
 * @param changed          whether it was changed since it was published
 */
record FormResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String name,
        FormStatus status,
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
        List<String> allowedOrigins,
        List<UUID> notifiedMembers,
        String url,
        String embedCode,
        @Nullable Integer publishedVersion,
        @Nullable Instant publishedAt,
        @Nullable UUID publishedBy,
        boolean changed,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) implements Versioned {}
