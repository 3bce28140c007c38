package dev.tenantry.notification.template;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param subject of a mail; absent for an SMS */
record TemplateRequest(@Size(max = 200) @Nullable String subject, @NotBlank @Size(max = 20_000) String body) {}
