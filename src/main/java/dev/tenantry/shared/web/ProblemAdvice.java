package dev.tenantry.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

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

    /** Null, which is no answer, where nobody waits for one any more. What is sent in part already is for {@link RequestFilter} to cut off. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> on(Exception failure, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (hasHungUp(failure)) {
            return null;
        }
        if (response.isCommitted()) {
            throw failure;
        }
        var problem = translator.translate(failure);
        if (problem.type() == ProblemType.INTERNAL) {
            log.error("{} {} failed", request.getMethod(), request.getRequestURI(), Redacted.of(failure));
        }
        return problems.answer(request, problem);
    }

    /** That a caller went away while the answer was written is no fault of the server's, and not for others to fill its log with. */
    private static boolean hasHungUp(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClientAbortException || cause instanceof AsyncRequestNotUsableException) {
                return true;
            }
        }
        return false;
    }
}
