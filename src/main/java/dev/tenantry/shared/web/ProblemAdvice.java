package dev.tenantry.shared.web;

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

/** Every error of every endpoint becomes a problem here. What a value said is never repeated, only its name. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ProblemWriter problems;
    private final ProblemTranslator translator;

    ProblemAdvice(ProblemWriter problems, ProblemTranslator translator) {
        this.problems = problems;
        this.translator = translator;
    }

    @ExceptionHandler
    ResponseEntity<Object> on(Exception failure, HttpServletRequest request) {
        var problem = translator.translate(failure);
        if (problem.type() == ProblemType.INTERNAL) {
            log.error("{} {} failed", request.getMethod(), request.getRequestURI(), Redacted.of(failure));
        }
        return problems.answer(request, problem);
    }
}
