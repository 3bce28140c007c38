package dev.tenantry.identity.link;

import dev.tenantry.identity.link.onetime.TokenType;
import dev.tenantry.identity.session.SignInMethod;

/** A mail with a link and a code. */
public enum LinkMail {

    CONFIRMATION("confirmation", TokenType.CONFIRMATION_TOKEN, VerificationType.SIGNUP, SignInMethod.SIGN_UP),
    INVITATION("invite", TokenType.CONFIRMATION_TOKEN, VerificationType.INVITE, SignInMethod.INVITATION),
    RECOVERY("recovery", TokenType.RECOVERY_TOKEN, VerificationType.RECOVERY, SignInMethod.RECOVERY),
    MAGIC_LINK("magic-link", TokenType.RECOVERY_TOKEN, VerificationType.MAGICLINK, SignInMethod.MAGIC_LINK),
    TO_NEW_ADDRESS("email-change", TokenType.EMAIL_CHANGE_TOKEN_NEW, VerificationType.EMAIL_CHANGE,
            SignInMethod.EMAIL_CHANGE),
    TO_CURRENT_ADDRESS("email-change", TokenType.EMAIL_CHANGE_TOKEN_CURRENT, VerificationType.EMAIL_CHANGE,
            SignInMethod.EMAIL_CHANGE);

    private final String template;
    private final TokenType token;
    private final VerificationType verification;
    private final SignInMethod method;

    LinkMail(String template, TokenType token, VerificationType verification, SignInMethod method) {
        this.template = template;
        this.token = token;
        this.verification = verification;
        this.method = method;
    }

    String template() {
        return template;
    }

    TokenType token() {
        return token;
    }

    VerificationType verification() {
        return verification;
    }

    SignInMethod method() {
        return method;
    }
}
