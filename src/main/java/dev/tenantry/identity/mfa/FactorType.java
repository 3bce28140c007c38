package dev.tenantry.identity.mfa;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** What a second factor is. */
enum FactorType {

    /** A generator of codes. */
    TOTP,
    /** A phone that codes are sent to. */
    PHONE,
    /** A security key or passkey. */
    WEBAUTHN;

    /** Null where there is no such type. */
    static @Nullable FactorType of(@Nullable String text) {
        for (var type : values()) {
            if (type.toString().equals(text)) {
                return type;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
