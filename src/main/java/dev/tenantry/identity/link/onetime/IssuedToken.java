package dev.tenantry.identity.link.onetime;

/**
 * What is sent to somebody, and kept nowhere.
 *
 * @param token for a link
 * @param code  six digits, to be typed
 */
public record IssuedToken(String token, String code) {

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "IssuedToken";
    }
}
