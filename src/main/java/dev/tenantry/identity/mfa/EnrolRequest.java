package dev.tenantry.identity.mfa;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.tenantry.identity.error.AuthException;

/**
 * A second factor that somebody wants to have. Clients send more than this, and it does not matter.
 *
 * @param factorType totp, phone or webauthn
 * @param issuer     what authenticators show in front of the account
 * @param phone      in the international form
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
record EnrolRequest(
        @Nullable String factorType,
        @Nullable String friendlyName,
        @Nullable String issuer,
        @Nullable String phone) {

    private static final int MAX_NAME = 100;

    FactorType type() {
        var type = FactorType.of(factorType);
        if (type == null) {
            throw AuthException.malformed("factor_type needs to be totp, phone, or webauthn");
        }
        return type;
    }

    String name() {
        return checked("friendly_name", friendlyName);
    }

    /** Blank where the request names none. */
    String issuerName() {
        var name = checked("issuer", issuer);
        if (name.contains(":")) {
            throw AuthException.malformed("issuer cannot contain a colon");
        }
        return name;
    }

    /** Digits alone, as accounts keep numbers. */
    String number() {
        var digits = phone == null ? "" : phone.strip().replaceFirst("^\\+", "").replaceAll("[ ()-]", "");
        if (!digits.matches("[1-9][0-9]{6,14}")) {
            throw AuthException.malformed("Invalid phone number format (E.164 required)");
        }
        return digits;
    }

    private static String checked(String field, @Nullable String text) {
        var name = text == null ? "" : text.strip();
        if (name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw AuthException.malformed(field + " is text of at most " + MAX_NAME + " characters");
        }
        return name;
    }
}
