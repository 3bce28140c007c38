package dev.tenantry.crm.tag;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a tag is to be.
 *
 * @param name   one that no other tag of the organization has, whatever its case and accents
 * @param colour {@code #1a7f37}
 */
record TagRequest(
        @NotBlank @Size(max = 60) String name,
        @Size(max = 7) @Pattern(regexp = "#[0-9a-f]{6}", message = "must be # and six hexadecimal digits in lower case") @Nullable String colour) {}
