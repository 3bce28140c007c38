package dev.tenantry.identity.error;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.problem.Redacted;
import dev.tenantry.shared.web.ProblemTranslator;

/** Tells errors of {@code /auth/v1} in the formats of Supabase's clients. */
@RestControllerAdvice(annotations = AuthEndpoint.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class AuthAdvice {

    private static final Logger log = LoggerFactory.getLogger(AuthAdvice.class);

    private final ProblemTranslator problems;
    private final AuthErrorFormat format;

    AuthAdvice(ProblemTranslator problems, AuthErrorFormat format) {
        this.problems = problems;
        this.format = format;
    }

    @ExceptionHandler
    ResponseEntity<Object> on(Exception failure, HttpServletRequest request) {
        if (failure instanceof AuthException known) {
            return format.answer(known, request);
        }
        var problem = problems.translate(failure);
        if (problem.type() == ProblemType.INTERNAL) {
            log.error("{} {} failed", request.getMethod(), request.getRequestURI(), Redacted.of(failure));
        }
        return format.answer(problem, request);
    }
}
