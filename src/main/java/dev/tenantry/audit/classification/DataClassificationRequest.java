package dev.tenantry.audit.classification;

import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.FieldRule;

/**
 * How sensitive what a column has is to be.
 *
 * @param encryptionRequired absent: it is not
 * @param complianceTags     absent: none
 */
record DataClassificationRequest(
        @NotBlank @Size(max = 63) String tableName,
        @NotBlank @Size(max = 63) String columnName,
        @NotNull Sensitivity sensitivityLevel,
        @NotBlank @Size(max = 500) String classificationReason,
        @Nullable Boolean encryptionRequired,
        @Min(1) @Max(DataClassificationRequest.LONGEST) @Nullable Integer retentionDays,
        @Size(max = 10) List<@NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}", message = "a tag is 2 to 40 capitals, digits and underscores") String> complianceTags) {

    static final int LONGEST = 36_500;

    @SuppressWarnings("NullAway")
    DataClassificationRequest {
        complianceTags = complianceTags == null ? List.of() : complianceTags;
    }

    @FieldRule(field = "complianceTags", code = "duplicate", message = "complianceTags names each once")
    boolean isOfDistinctTags() {
        return complianceTags.stream().distinct().count() == complianceTags.size();
    }
}
