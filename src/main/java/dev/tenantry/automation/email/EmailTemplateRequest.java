package dev.tenantry.automation.email;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a template is to be. Its texts are as long as those that a step states itself.
 *
 * @param name by which steps name it; only one of the organization's templates has it
 */
record EmailTemplateRequest(
        @NotNull @Size(min = 1, max = 60) @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*", message = "must be lower-case letters, digits and single hyphens") String name,
        @NotBlank @Size(max = 500) String subject,
        @NotBlank @Size(max = 50_000) String body,
        @Size(max = 100_000) @Nullable String html) {

    EmailTemplateRequest(EmailTemplate template) {
        this(template.getName(), template.getSubject(), template.getBody(), template.getHtml());
    }
}
