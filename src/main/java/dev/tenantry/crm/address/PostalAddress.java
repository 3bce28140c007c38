package dev.tenantry.crm.address;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.FieldRule;
import dev.tenantry.shared.web.IsoCountry;

/**
 * Where somebody is, or has mail.
 *
 * @param label   what it is for: {@code billing}
 * @param lines   the street and what else stands above the city, line by line
 * @param region  the state, the province, the county
 * @param country ISO 3166, two capital letters
 */
public record PostalAddress(
        @Size(max = 50) @Nullable String label,
        @Size(max = 5) @Nullable List<@NotBlank @Size(max = 200) String> lines,
        @Size(max = 20) @Nullable String postalCode,
        @Size(max = 100) @Nullable String city,
        @Size(max = 100) @Nullable String region,
        @IsoCountry @Nullable String country) {

    /** As many as one may have. */
    public static final int MOST = 20;

    @JsonIgnore
    @FieldRule(field = "city", code = "required", message = "an address has lines, a postalCode, a city, a region or a country")
    boolean isSomewhere() {
        return lines != null && !lines.isEmpty()
                || Stream.of(postalCode, city, region, country).anyMatch(part -> part != null && !part.isBlank());
    }
}
