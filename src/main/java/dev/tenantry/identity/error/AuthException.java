package dev.tenantry.identity.error;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemSource;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.text.Texts;

/** Ends a request to {@code /auth/v1} with an error that Supabase's clients know. Made by the factories, which name the case. */
public final class AuthException extends RuntimeException implements ProblemSource {

    /** Among the further members: the error's name in the form of OAuth 2.0, which then is the whole answer's. */
    static final String OAUTH = "error";

    private static final int MAX_TEXT = 1_000;
    private static final Duration SOON = Duration.ofSeconds(5);

    private final HttpStatus status;
    private final String code;
    private final String text;
    private final transient Map<String, Object> extra;
    private final transient Map<String, String> headers;

    private AuthException(HttpStatus status, String code, String text, Map<String, Object> extra) {
        this(status, code, text, extra, Map.of());
    }

    private AuthException(HttpStatus status, String code, String text, Map<String, Object> extra,
            Map<String, String> headers) {
        super(code + ": " + text, null, false, false);
        this.status = status;
        this.code = code;
        this.text = Texts.shown(text, MAX_TEXT);
        this.extra = extra;
        this.headers = headers;
    }

    private static AuthException of(HttpStatus status, String code, String text) {
        return new AuthException(status, code, text, Map.of());
    }

    public static AuthException invalidCredentials() {
        return of(HttpStatus.BAD_REQUEST, "invalid_credentials", "Invalid login credentials");
    }

    public static AuthException unsupportedGrantType() {
        return of(HttpStatus.BAD_REQUEST, "invalid_credentials", "unsupported_grant_type");
    }

    public static AuthException userBanned() {
        return of(HttpStatus.BAD_REQUEST, "user_banned", "User is banned");
    }

    public static AuthException invalidRefreshToken() {
        return of(HttpStatus.BAD_REQUEST, "refresh_token_not_found", "Invalid Refresh Token: Refresh Token Not Found");
    }

    public static AuthException refreshTokenReused() {
        return of(HttpStatus.BAD_REQUEST, "refresh_token_already_used", "Invalid Refresh Token: Already Used");
    }

    public static AuthException sessionExpired() {
        return of(HttpStatus.BAD_REQUEST, "session_expired", "Invalid Refresh Token: Session Expired");
    }

    public static AuthException noAuthorization() {
        return of(HttpStatus.UNAUTHORIZED, "no_authorization", "This endpoint requires a valid Bearer token");
    }

    static AuthException badJwt() {
        return of(HttpStatus.FORBIDDEN, "bad_jwt", "invalid JWT: unable to parse or verify signature, or expired");
    }

    public static AuthException sessionNotFound() {
        return of(HttpStatus.FORBIDDEN, "session_not_found", "Session from session_id claim in JWT does not exist");
    }

    public static AuthException signUpDisabled() {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "signup_disabled", "Signups not allowed for this instance");
    }

    public static AuthException anonymousDisabled() {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "anonymous_provider_disabled", "Anonymous sign-ins are disabled");
    }

    public static AuthException phoneDisabled() {
        return of(HttpStatus.BAD_REQUEST, "phone_provider_disabled", "Phone sign-ins are disabled");
    }

    public static AuthException phoneSignInDisabled() {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "phone_provider_disabled", "Phone logins are disabled");
    }

    public static AuthException userAlreadyExists() {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "user_already_exists", "User already registered");
    }

    public static AuthException weakPassword(String text, String reason) {
        return new AuthException(HttpStatus.UNPROCESSABLE_CONTENT, "weak_password", text,
                Map.of("weak_password", Map.of("reasons", List.of(reason))));
    }

    public static AuthException malformed(String text) {
        return of(HttpStatus.BAD_REQUEST, "validation_failed", text);
    }

    public static AuthException emailNotConfirmed() {
        return of(HttpStatus.BAD_REQUEST, "email_not_confirmed", "Email not confirmed");
    }

    public static AuthException phoneNotConfirmed() {
        return of(HttpStatus.BAD_REQUEST, "phone_not_confirmed", "Phone not confirmed");
    }

    public static AuthException otpDisabled() {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "otp_disabled", "Signups not allowed for otp");
    }

    public static AuthException otpExpired() {
        return of(HttpStatus.FORBIDDEN, "otp_expired", "Token has expired or is invalid");
    }

    public static AuthException overEmailSendRate(Duration after) {
        return overEmailSendRate("sends-in-turn", 1, after);
    }

    public static AuthException overSmsSendRate(Duration after) {
        return overSmsSendRate("sends-in-turn", 1, after);
    }

    /** @param policy the limit's name @param most how often something is sent at most in the time that is limited */
    public static AuthException overEmailSendRate(String policy, long most, Duration after) {
        return overSendRate("over_email_send_rate_limit", policy, most, after);
    }

    /** @param policy the limit's name @param most how often something is sent at most in the time that is limited */
    public static AuthException overSmsSendRate(String policy, long most, Duration after) {
        return overSendRate("over_sms_send_rate_limit", policy, most, after);
    }

    private static AuthException overSendRate(String code, String policy, long most, Duration after) {
        var seconds = Math.max(1, after.plusMillis(999).toSeconds());
        return new AuthException(HttpStatus.TOO_MANY_REQUESTS, code,
                "For security purposes, you can only request this after %s seconds.".formatted(seconds), Map.of(),
                ProblemException.rateHeaders(policy, most, after));
    }

    public static AuthException emailExists() {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "email_exists",
                "A user with this email address has already been registered");
    }

    public static AuthException phoneExists() {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "phone_exists",
                "A user with this phone number has already been registered");
    }

    public static AuthException samePassword() {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "same_password",
                "New password should be different from the old password.");
    }

    public static AuthException userSsoManaged() {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "user_sso_managed",
                "The identity provider of the organization manages this account");
    }

    public static AuthException reauthenticationNeeded() {
        return of(HttpStatus.BAD_REQUEST, "reauthentication_needed", "Password update requires reauthentication");
    }

    public static AuthException reauthenticationNotValid() {
        return of(HttpStatus.BAD_REQUEST, "reauthentication_not_valid", "Nonce has expired or is invalid");
    }

    public static AuthException secondFactorNeeded() {
        return of(HttpStatus.UNAUTHORIZED, "insufficient_aal",
                "AAL2 session is required to update email or password when MFA is enabled.");
    }

    public static AuthException invalid(String text) {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "validation_failed", text);
    }

    public static AuthException notAdmin(String text) {
        return of(HttpStatus.FORBIDDEN, "not_admin", text);
    }

    public static AuthException anonymousNotAllowed() {
        return of(HttpStatus.FORBIDDEN, "no_authorization", "Anonymous user not allowed to perform these actions");
    }

    static AuthException of(HttpStatus status, String code, String text, Map<String, Object> extra) {
        return new AuthException(status, code, text, extra);
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String text() {
        return text;
    }

    /** The error's name in the form of OAuth 2.0, where it has one. */
    public @Nullable String oauthError() {
        return extra.get(OAUTH) instanceof String error ? error : null;
    }

    /** Further members of the answer. */
    Map<String, Object> extra() {
        return extra;
    }

    /** What the answer says in its headers. */
    Map<String, String> headers() {
        return headers;
    }

    /** Where somebody who is signed in is refused further tokens: nothing that the request says would change that. */
    @Override
    public ProblemException problem() {
        return switch (status) {
            case NOT_FOUND -> ProblemException.notFound();
            case UNPROCESSABLE_CONTENT -> ProblemException.of(ProblemType.VALIDATION, text);
            case TOO_MANY_REQUESTS -> ProblemException.rateLimited(text, code, "account", 1, Duration.ZERO, SOON);
            case SERVICE_UNAVAILABLE, BAD_GATEWAY -> ProblemException.retryLater(ProblemType.UNAVAILABLE, text, SOON);
            default -> ProblemException.of(ProblemType.FORBIDDEN, text);
        };
    }
}
