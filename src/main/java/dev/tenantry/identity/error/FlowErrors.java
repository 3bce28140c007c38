package dev.tenantry.identity.error;

import java.util.Map;

import org.springframework.http.HttpStatus;

/** What goes wrong when a code is exchanged for a session. */
public final class FlowErrors {

    private FlowErrors() {}

    public static AuthException flowStateNotFound() {
        return AuthException.of(HttpStatus.NOT_FOUND, "flow_state_not_found",
                "invalid flow state, no valid flow state found", Map.of());
    }

    public static AuthException flowStateExpired() {
        return AuthException.of(HttpStatus.UNPROCESSABLE_CONTENT, "flow_state_expired",
                "invalid flow state, flow state has expired", Map.of());
    }

    public static AuthException badCodeVerifier() {
        return AuthException.of(HttpStatus.BAD_REQUEST, "bad_code_verifier",
                "code challenge does not match previously saved code verifier", Map.of());
    }
}
