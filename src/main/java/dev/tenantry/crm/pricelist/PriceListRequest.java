package dev.tenantry.crm.pricelist;

import java.time.LocalDate;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.FieldRule;

/**
 * What a price list is to be.
 *
 * @param name       one that no other price list of the organization has, whatever its case and accents
 * @param validFrom  its first day; absent: it holds since ever
 * @param validUntil its last day; absent: it holds for good
 */
record PriceListRequest(
        @NotBlank @Size(max = 100) String name,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil) {

    @FieldRule(field = "validUntil", code = "out-of-order", message = "validUntil must not be before validFrom")
    boolean isInOrder() {
        return validFrom == null || validUntil == null || !validUntil.isBefore(validFrom);
    }
}
