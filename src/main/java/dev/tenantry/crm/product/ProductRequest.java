package dev.tenantry.crm.product;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.Compared;
import dev.tenantry.shared.web.ExternalKey;
import dev.tenantry.shared.web.FieldRule;

/**
 * What a product is to be.
 *
 * @param sku            the article number, one that no other product of the organization has, whatever its case and accents
 * @param unit           what is counted: piece, hour, seat
 * @param active         whether it is sold; absent: it is
 * @param billing        once (where absent) or recurring
 * @param intervalMonths between two payments, of what is recurring and of nothing else
 * @param externalId     the product's key in another system, unique in the organization
 */
record ProductRequest(
        @Compared @Size(max = 100) @ExternalKey @Nullable String sku,
        @NotBlank @Size(max = 200) String name,
        @Size(max = 10_000) @Nullable String description,
        @Size(max = 50) @Nullable String unit,
        @Nullable Boolean active,
        @Nullable Billing billing,
        @Min(1) @Max(120) @Nullable Integer intervalMonths,
        @Compared @Size(max = 255) @ExternalKey @Nullable String externalId) {

    @FieldRule(field = "intervalMonths", code = "contradicts-billing", message = "what is recurring has intervalMonths, and what is paid for once has none: see billing")
    boolean isIntervalOfWhatRecurs() {
        return (billing == Billing.RECURRING) == (intervalMonths != null);
    }
}
