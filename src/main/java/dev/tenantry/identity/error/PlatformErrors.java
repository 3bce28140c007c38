package dev.tenantry.identity.error;

import java.util.Map;

import org.springframework.http.HttpStatus;

/** What the administration of accounts, and the operator's own say on tokens, end with. */
public final class PlatformErrors {

    private PlatformErrors() {}

    public static AuthException userNotFound() {
        return AuthException.of(HttpStatus.NOT_FOUND, "user_not_found", "User not found", Map.of());
    }

    /** The operator's own function has failed: nobody can sign in until it is mended. */
    public static AuthException hookFailed(String text) {
        return AuthException.of(HttpStatus.SERVICE_UNAVAILABLE, "unexpected_failure", text, Map.of());
    }

    public static AuthException hookTimedOut() {
        return AuthException.of(HttpStatus.SERVICE_UNAVAILABLE, "hook_timeout", "The access token hook took too long",
                Map.of());
    }

    public static AuthException refusedByHook(int status, String text) {
        return AuthException.of(HttpStatus.valueOf(status), "hook_refused", text, Map.of());
    }
}
