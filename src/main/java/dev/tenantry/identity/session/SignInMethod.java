package dev.tenantry.identity.session;

/** How a person proved who it is, by the names that the claim {@code amr} has for it. */
public enum SignInMethod {

    PASSWORD("password"), OTP("otp"), MAGIC_LINK("magiclink"), RECOVERY("recovery"), INVITATION("invite"), SIGN_UP(
            "email/signup"),
    EMAIL_CHANGE("email_change"), ANONYMOUS("anonymous"), OAUTH("oauth"), SAML(
            "sso/saml"),
    TOTP("totp"), PHONE_FACTOR("mfa/phone"), WEBAUTHN("mfa/webauthn"), BACKUP_CODE(
            "mfa/backup_code");

    private final String claim;

    SignInMethod(String claim) {
        this.claim = claim;
    }

    /** Of the claim's own names. */
    public static SignInMethod of(String claim) {
        for (var method : values()) {
            if (method.claim.equals(claim)) {
                return method;
            }
        }
        throw new IllegalArgumentException(claim);
    }

    public String claim() {
        return claim;
    }
}
