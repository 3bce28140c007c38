package dev.tenantry.shared.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
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
        write(response, exception, request.getRequestURI(), correlationId());
    }

    void write(HttpServletResponse response, ProblemException exception, String path, @Nullable String correlationId)
            throws IOException {
        response.setStatus(exception.type().status().value());
        exception.headers().forEach(response::setHeader);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), Problem.of(exception, path, correlationId));
    }

    ResponseEntity<Object> answer(HttpServletRequest request, ProblemException exception) {
        return answer(exception, request.getRequestURI(), correlationId());
    }

    ResponseEntity<Object> answer(ProblemException exception, String path, @Nullable String correlationId) {
        var headers = new HttpHeaders();
        exception.headers().forEach(headers::set);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(Problem.of(exception, path, correlationId), headers, exception.type().status());
    }

    private static @Nullable String correlationId() {
        var details = RequestDetails.currentOrNull();
        return details == null ? null : details.requestId();
    }
}
