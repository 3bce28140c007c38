package dev.tenantry.identity.link.onetime;

import java.util.Locale;

/** What a token proves, by the names that Supabase's schema has for it. */
public enum TokenType {
    CONFIRMATION_TOKEN, REAUTHENTICATION_TOKEN, RECOVERY_TOKEN, EMAIL_CHANGE_TOKEN_NEW, EMAIL_CHANGE_TOKEN_CURRENT,
    PHONE_CHANGE_TOKEN;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TokenType of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
