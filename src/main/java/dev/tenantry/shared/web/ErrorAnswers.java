package dev.tenantry.shared.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Anonymous;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Ids;

/** Answers what failed before it reached an endpoint: a filter's fault, a request that the firewall turned away. */
@RestController
class ErrorAnswers implements ErrorController {

    private final ProblemWriter problems;

    ErrorAnswers(ProblemWriter problems) {
        this.problems = problems;
    }

    /** Null, which is no answer, where some of one is sent already: the container cuts that off. */
    @Anonymous("an error is answered whoever is told")
    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    @Nullable
    ResponseEntity<Object> error(HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            return null;
        }
        var path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return problems.answer(request, problem(request, response),
                path == null ? request.getRequestURI() : path.toString(), requestId(response));
    }

    /** What never came to the first filter has no id yet. */
    private static String requestId(HttpServletResponse response) {
        var given = response.getHeader(RequestFilter.HEADER);
        var requestId = given == null ? Ids.next().toString() : given;
        response.setHeader(RequestFilter.HEADER, requestId);
        return requestId;
    }

    private static ProblemException problem(HttpServletRequest request, HttpServletResponse response) {
        if (cause(request) instanceof ProblemException known) {
            return known;
        }
        // Whoever asks for this path itself asks for nothing.
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        var allow = response.getHeader("Allow");
        return ContainerProblems.of(status, allow == null ? "" : allow);
    }

    private static @Nullable Throwable cause(HttpServletRequest request) {
        var failure = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        while (failure != null && !(failure instanceof ProblemException)) {
            failure = failure.getCause();
        }
        return failure;
    }
}
