package dev.tenantry.tenancy.extension;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.tenancy.value.BoundedJson;
import dev.tenantry.tenancy.value.LanguageTag;

/**
 * What somebody who offers readings says of them.
 *
 * @param readingRate the price of a minute, in the organization's currency
 * @param languages   BCP 47
 */
record ReaderExtensionRequest(
        @Size(max = 50) @Nullable List<@NotBlank @Size(max = 100) String> specializations,
        @Min(0) @Max(100) @Nullable Integer experienceYears,
        @DecimalMin("0") @Digits(integer = 8, fraction = 2) @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal readingRate,
        @BoundedJson @Nullable Map<String, Object> availabilitySchedule,
        @Size(max = 50) @Nullable List<@NotBlank @Size(max = 200) String> certifications,
        @Size(max = 20) @Nullable List<@NotBlank @LanguageTag String> languages,
        @BoundedJson(max = 5_000) @Nullable Map<String, Object> socialLinks,
        @BoundedJson(max = 5_000) @Nullable Map<String, Object> notificationPreferences,
        @BoundedJson(max = 5_000) @Nullable Map<String, Object> privacySettings) {}
