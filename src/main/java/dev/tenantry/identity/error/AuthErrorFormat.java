package dev.tenantry.identity.error;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.ErrorFormat;

/** The two formats in which Supabase's clients are told errors, and the one of OAuth 2.0. */
@Component
class AuthErrorFormat implements ErrorFormat {

    private static final String ROOT = "/auth/v1";
    private static final String VERSION_HEADER = "X-Supabase-Api-Version";
    private static final LocalDate VERSION = LocalDate.of(2024, 1, 1);

    @Override
    public boolean covers(String path, HttpServletRequest request) {
        return path.startsWith(ROOT + "/") || path.equals(ROOT);
    }

    @Override
    public ResponseEntity<Object> answer(ProblemException problem, HttpServletRequest request) {
        var headers = new HttpHeaders();
        problem.headers().forEach(headers::set);
        return answer(translate(problem, request), headers, request);
    }

    ResponseEntity<Object> answer(AuthException error, HttpServletRequest request) {
        var headers = new HttpHeaders();
        error.headers().forEach(headers::set);
        return answer(error, headers, request);
    }

    private static ResponseEntity<Object> answer(AuthException error, HttpHeaders headers,
            HttpServletRequest request) {
        headers.setContentType(MediaType.APPLICATION_JSON);
        var body = new LinkedHashMap<String, Object>();
        if (error.extra().containsKey(AuthException.OAUTH)) {
            body.put("error_description", error.text());
        } else if (isNew(request.getHeader(VERSION_HEADER))) {
            headers.set(VERSION_HEADER, VERSION.toString());
            body.put("code", error.code());
            body.put("message", error.text());
        } else {
            body.put("code", error.status().value());
            body.put("error_code", error.code());
            body.put("msg", error.text());
        }
        body.putAll(error.extra());
        return new ResponseEntity<>(body, headers, error.status());
    }

    /** Clients name the day that they were made for: the newest format of that day is theirs. */
    private static boolean isNew(@Nullable String version) {
        try {
            return version != null && !LocalDate.parse(version).isBefore(VERSION);
        } catch (DateTimeException _) {
            return false;
        }
    }

    private static AuthException translate(ProblemException problem, HttpServletRequest request) {
        return switch (problem.type()) {
            case UNAUTHENTICATED -> switch (Refusal.of(request)) {
                case NO_TOKEN -> AuthException.noAuthorization();
                case BAD_TOKEN, BAD_KEY -> AuthException.badJwt();
                case ENDED -> AuthException.sessionNotFound();
            };
            case MALFORMED, UNKNOWN_PARAMETER -> of(problem, "bad_json");
            case RATE_LIMITED -> of(problem, "over_request_rate_limit");
            case UNAVAILABLE -> of(problem, "request_timeout");
            case INTERNAL -> of(problem, "unexpected_failure");
            case DUPLICATE, CONFLICT -> of(problem, "conflict");
            case FORBIDDEN -> of(problem, "not_admin");
            case ADDRESS_REFUSED -> of(problem, "address_refused");
            case ADDRESS_BLOCKED -> of(problem, "address_blocked");
            case IMPERSONATED -> of(problem, "impersonated_session");
            case STEP_UP_REQUIRED, MFA_REQUIRED, PROOF_REQUIRED -> of(problem, "insufficient_aal");
            default -> of(problem, "validation_failed");
        };
    }

    private static AuthException of(ProblemException problem, String code) {
        return AuthException.of(problem.type().status(), code, text(problem), Map.of());
    }

    /** There is no other place in which these formats name a field. */
    private static String text(ProblemException problem) {
        var field = problem.errors().isEmpty() ? "" : problem.errors().getFirst().field();
        return field.isEmpty() || problem.detail().startsWith(field + ": ")
                ? problem.detail()
                : field + ": " + problem.detail();
    }
}
