package dev.tenantry.identity.error;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import dev.tenantry.identity.access.Refusal;
import dev.tenantry.identity.web.AuthEndpoint;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.problem.Redacted;
import dev.tenantry.shared.web.ProblemTranslator;

/** Tells errors of {@code /auth/v1} in the two formats of Supabase's clients. */
@RestControllerAdvice(annotations = AuthEndpoint.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class AuthAdvice {

    private static final Logger log = LoggerFactory.getLogger(AuthAdvice.class);
    private static final String VERSION_HEADER = "X-Supabase-Api-Version";
    private static final String VERSION = "2024-01-01";

    private final ProblemTranslator problems;

    AuthAdvice(ProblemTranslator problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<Object> on(Exception failure, HttpServletRequest request) {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        AuthException error;
        if (failure instanceof AuthException known) {
            error = known;
            known.headers().forEach(headers::set);
        } else {
            var problem = problems.translate(failure);
            if (problem.type() == ProblemType.INTERNAL) {
                log.error("{} {} failed", request.getMethod(), request.getRequestURI(), Redacted.of(failure));
            }
            problem.headers().forEach(headers::set);
            error = translate(problem, request);
        }
        return answer(error, headers, request);
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
            case IMPERSONATED -> of(problem, "impersonated_session");
            case STEP_UP_REQUIRED, MFA_REQUIRED -> of(problem, "insufficient_aal");
            default -> of(problem, "validation_failed");
        };
    }

    private static AuthException of(ProblemException problem, String code) {
        return AuthException.of(problem.type().status(), code, problem.detail(), Map.of());
    }

    private static ResponseEntity<Object> answer(AuthException error, HttpHeaders headers,
            HttpServletRequest request) {
        var body = new LinkedHashMap<String, Object>();
        if (error.extra().containsKey(AuthException.OAUTH)) {
            body.put("error_description", error.text());
        } else if (VERSION.equals(request.getHeader(VERSION_HEADER))) {
            headers.set(VERSION_HEADER, VERSION);
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
}
