package dev.tenantry.notification.template;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Versioned;

/**
 * A template as it is used.
 *
 * @param channel      email or sms
 * @param isBuiltIn    whether the organization has none of its own
 * @param placeholders what may stand between double braces
 * @param version      0 while it is the built-in one
 */
record TemplateResponse(
        String name,
        String channel,
        String language,
        String subject,
        String body,
        boolean isBuiltIn,
        List<String> placeholders,
        int version,
        @Nullable Instant updatedAt) implements Versioned {

    static TemplateResponse of(TemplateName name, String language, Text text, int version,
            @Nullable Instant updatedAt) {
        return new TemplateResponse(name.code(), name.channel().code(), language, text.subject(), text.body(),
                updatedAt == null, name.placeholders(), version, updatedAt);
    }
}
