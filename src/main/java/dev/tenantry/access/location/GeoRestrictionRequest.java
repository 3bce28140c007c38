package dev.tenantry.access.location;

import java.util.List;
import java.util.Objects;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.FieldRule;
import dev.tenantry.shared.web.IsoCountry;

/**
 * Places from which the organization may be reached, or may not.
 *
 * @param restrictionType whether it names countries, regions or both
 * @param countryCodes    ISO 3166-1 alpha-2
 * @param regionCodes     ISO 3166-2
 * @param allowlist       whether these are the places that are admitted, and no others; absent: yes
 * @param active          absent: it is
 */
public record GeoRestrictionRequest(
        @NotNull RestrictionType restrictionType,
        @Size(max = 250) @Nullable List<@NotNull @IsoCountry String> countryCodes,
        @Size(max = 500) @Nullable List<@NotNull @Pattern(regexp = "[A-Z]{2}-[A-Z0-9]{1,3}", message = "must be the code of a region of ISO 3166-2: DE-BY") String> regionCodes,
        @Nullable Boolean allowlist,
        @Nullable Boolean active,
        @Size(max = 500) @Nullable String description) {

    public GeoRestrictionRequest {
        countryCodes = countryCodes == null ? List.of() : countryCodes;
        regionCodes = regionCodes == null ? List.of() : regionCodes;
        allowlist = allowlist == null || allowlist;
        active = active == null || active;
    }

    @FieldRule(field = "countryCodes", code = "not-fitting", message = "countryCodes are stated of restrictions of countries, and of custom ones")
    boolean isOfCountriesWhereItSaysSo() {
        return switch (restrictionType) {
            case COUNTRY -> !countries().isEmpty();
            case REGION -> countries().isEmpty();
            case CUSTOM -> !countries().isEmpty() || !regions().isEmpty();
            case null -> true;
        };
    }

    @FieldRule(field = "regionCodes", code = "not-fitting", message = "regionCodes are stated of restrictions of regions, and of custom ones")
    boolean isOfRegionsWhereItSaysSo() {
        return switch (restrictionType) {
            case COUNTRY -> regions().isEmpty();
            case REGION -> !regions().isEmpty();
            case CUSTOM -> true;
            case null -> true;
        };
    }

    @FieldRule(field = "regionCodes", code = "unknown-country", message = "each of regionCodes begins with the code of a country")
    boolean isOfRegionsOfCountries() {
        return regions().stream()
                .allMatch(region -> region == null || region.length() < 2
                        || IsoCountry.Known.isCountry(region.substring(0, 2)));
    }

    boolean isActive() {
        return active == null || active;
    }

    boolean isAllowlist() {
        return allowlist == null || allowlist;
    }

    List<String> countries() {
        return countryCodes == null ? List.of() : distinct(countryCodes);
    }

    List<String> regions() {
        return regionCodes == null ? List.of() : distinct(regionCodes);
    }

    /** In one order. A fault in them is told by the constraints, of the place where it was stated. */
    private static List<String> distinct(List<String> codes) {
        return codes.stream().anyMatch(Objects::isNull) ? codes : codes.stream().distinct().sorted().toList();
    }
}
