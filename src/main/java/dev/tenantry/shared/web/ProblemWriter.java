package dev.tenantry.shared.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.problem.Problem;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.RequestRefused;

/** Turns a problem into an answer, in the format that the clients of its path expect. */
@Component
public class ProblemWriter {

    private static final Set<Integer> REFUSALS = Set.of(403, 404, 429);

    private final JsonMapper json;
    private final List<ErrorFormat> formats;
    private final ApplicationEventPublisher listeners;

    ProblemWriter(JsonMapper json, List<ErrorFormat> formats, ApplicationEventPublisher listeners) {
        this.json = json;
        this.formats = formats;
        this.listeners = listeners;
    }

    /** For filters, which stand before the advice. */
    public void write(HttpServletRequest request, HttpServletResponse response, ProblemException exception)
            throws IOException {
        write(request, response, exception, request.getRequestURI(), correlationId());
    }

    void write(HttpServletRequest request, HttpServletResponse response, ProblemException exception, String path,
            @Nullable String correlationId) throws IOException {
        var answer = answer(request, exception, path, correlationId);
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
        response.setContentType(String.valueOf(answer.getHeaders().getContentType()));
        if (answer.getBody() instanceof String page) {
            response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
        } else {
            json.writeValue(response.getOutputStream(), answer.getBody());
        }
    }

    ResponseEntity<Object> answer(HttpServletRequest request, ProblemException exception) {
        return answer(request, exception, request.getRequestURI(), correlationId());
    }

    ResponseEntity<Object> answer(HttpServletRequest request, ProblemException exception, String path,
            @Nullable String correlationId) {
        if (REFUSALS.contains(exception.type().status().value())) {
            explain(request, exception);
            listeners.publishEvent(new RequestRefused(exception.type(), exception.detail(), request.getMethod(),
                    (String) request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)));
        }
        return formats.stream()
                .filter(format -> format.covers(path, request))
                .findFirst()
                .map(format -> format.answer(exception, request))
                .orElseGet(() -> problem(exception, path, correlationId));
    }

    /** In the log of the module that was asked. */
    private static void explain(HttpServletRequest request, ProblemException exception) {
        if (request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod endpoint) {
            LoggerFactory.getLogger(endpoint.getBeanType())
                    .debug("{} {} is refused with {}: {}", request.getMethod(),
                            request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
                            exception.type().status().value(), exception.detail());
        }
    }

    private static ResponseEntity<Object> problem(ProblemException exception, String path,
            @Nullable String correlationId) {
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
