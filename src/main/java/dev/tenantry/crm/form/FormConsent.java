package dev.tenantry.crm.form;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What visitors are asked to consent to. They tick it themselves: it is never ticked before.
 *
 * @param text     what they read
 * @param required whether the form is not sent without it; absent: it may be left out
 */
public record FormConsent(
        @NotNull ConsentKind purpose,
        @NotBlank @Size(max = 2_000) String text,
        @Nullable Boolean required) {

    boolean forMarketing() {
        return purpose == ConsentKind.MARKETING;
    }

    public boolean demanded() {
        return Boolean.TRUE.equals(required);
    }
}
