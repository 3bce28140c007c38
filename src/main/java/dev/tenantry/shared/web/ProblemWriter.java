package dev.tenantry.shared.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.problem.Problem;
import dev.tenantry.shared.problem.ProblemException;

/** Turns a problem into an answer. */
@Component
public class ProblemWriter {

    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /** For filters, which stand before the advice. */
    public void write(HttpServletRequest request, HttpServletResponse response, ProblemException exception)
            throws IOException {
        response.setStatus(exception.type().status().value());
        exception.headers().forEach(response::setHeader);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem(request, exception));
    }

    ResponseEntity<Object> answer(HttpServletRequest request, ProblemException exception) {
        var headers = new HttpHeaders();
        exception.headers().forEach(headers::set);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(problem(request, exception), headers, exception.type().status());
    }

    private static Problem problem(HttpServletRequest request, ProblemException exception) {
        var details = RequestDetails.currentOrNull();
        return Problem.of(exception, request.getRequestURI(), details == null ? null : details.requestId());
    }
}
