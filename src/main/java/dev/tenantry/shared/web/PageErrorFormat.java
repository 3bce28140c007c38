package dev.tenantry.shared.web;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;

/** Errors at the pages that mailed and published links lead to, for whoever asks for a page: what is told there goes wrong before the page is asked. */
@Component
class PageErrorFormat implements ErrorFormat {

    private static final List<String> PAGES = List.of("/book/", "/bookings/", "/f/", "/form-confirmations", "/quotes",
            "/approvals", "/unsubscribe", "/digest-endings");

    private final HtmlPage page = HtmlPage.of("shared/error-page.html");
    private final PageTexts texts = PageTexts.of("shared/errors");

    @Override
    public boolean covers(String path, HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE)
                && PAGES.stream().anyMatch(path::startsWith);
    }

    @Override
    public ResponseEntity<Object> answer(ProblemException problem, HttpServletRequest request) {
        var status = problem.type().status();
        var words = texts.alone(request.getLocale());
        var told = page.answer(status, HtmlPage.values()
                .put("language", words.locale().toLanguageTag())
                .put("direction", words.direction())
                .put("title", words.of(name(status)))
                .put("told", words.of(name(status) + "-text")));
        var headers = new HttpHeaders(told.getHeaders());
        problem.headers().forEach(headers::set);
        return new ResponseEntity<>(told.getBody(), headers, status);
    }

    private static String name(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "nowhere";
            case TOO_MANY_REQUESTS, SERVICE_UNAVAILABLE -> "later";
            default -> status.is5xxServerError() ? "failed" : "unreadable";
        };
    }
}
