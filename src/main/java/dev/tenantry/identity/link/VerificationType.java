package dev.tenantry.identity.link;

import java.util.List;
import java.util.Locale;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.link.onetime.TokenType;

/** What clients call what they verify. */
enum VerificationType {

    SIGNUP(false, TokenType.CONFIRMATION_TOKEN),
    INVITE(false, TokenType.CONFIRMATION_TOKEN),
    MAGICLINK(false, TokenType.RECOVERY_TOKEN),
    RECOVERY(false, TokenType.RECOVERY_TOKEN),
    EMAIL_CHANGE(false, TokenType.EMAIL_CHANGE_TOKEN_NEW, TokenType.EMAIL_CHANGE_TOKEN_CURRENT),
    EMAIL(false, TokenType.CONFIRMATION_TOKEN, TokenType.RECOVERY_TOKEN),
    SMS(true, TokenType.CONFIRMATION_TOKEN, TokenType.RECOVERY_TOKEN),
    PHONE_CHANGE(true, TokenType.PHONE_CHANGE_TOKEN);

    private final boolean isByPhone;
    private final List<TokenType> tokens;

    VerificationType(boolean isByPhone, TokenType... tokens) {
        this.isByPhone = isByPhone;
        this.tokens = List.of(tokens);
    }

    /** @throws AuthException 400 where there is no such type */
    static VerificationType parse(String code) {
        for (var type : values()) {
            if (type.code().equals(code)) {
                return type;
            }
        }
        throw AuthException.malformed(
                "type must be signup, invite, magiclink, recovery, email_change, email, sms or phone_change");
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isByPhone() {
        return isByPhone;
    }

    List<TokenType> tokens() {
        return tokens;
    }
}
