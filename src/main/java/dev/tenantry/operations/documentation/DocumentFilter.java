package dev.tenantry.operations.documentation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

import dev.tenantry.shared.crypto.Digests;

/**
 * Has the API's description made once. It is the same for everybody, and takes its making longer than anything else that a
 * stranger may ask for: per request, and per language that a request names.
 */
@Component
@Order
class DocumentFilter extends OncePerRequestFilter {

    private record Document(byte[] bytes, String etag) {}

    private final String path;
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable Document document;

    DocumentFilter(@Value("${springdoc.api-docs.path}") String path) {
        this.path = path;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().equals(path) || !List.of("GET", "HEAD").contains(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var made = made(request, response, chain);
        if (made == null) {
            return;
        }
        response.setHeader("ETag", made.etag);
        if (made.etag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(made.bytes.length);
        response.getOutputStream().write(made.bytes);
    }

    /** Null where it could not be made, which has been answered then. */
    private @Nullable Document made(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (document == null) {
            making.lock();
            try {
                if (document == null) {
                    document = make(request, response, chain);
                }
            } finally {
                making.unlock();
            }
        }
        return document;
    }

    private static @Nullable Document make(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(new Plain(request), answer);
        if (answer.getStatus() != HttpServletResponse.SC_OK) {
            answer.copyBodyToResponse();
            return null;
        }
        var bytes = answer.getContentAsByteArray();
        return new Document(bytes, "\"" + Digests.fingerprint(new String(bytes, StandardCharsets.UTF_8)) + "\"");
    }

    /** The request as everybody's would be. */
    private static final class Plain extends HttpServletRequestWrapper {

        Plain(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return "GET";
        }

        @Override
        public Locale getLocale() {
            return Locale.ENGLISH;
        }

        @Override
        public Enumeration<Locale> getLocales() {
            return Collections.enumeration(List.of(getLocale()));
        }

        @Override
        public @Nullable String getHeader(String name) {
            return List.of("accept", "if-none-match", "accept-language").contains(name.toLowerCase(Locale.ROOT))
                    ? null
                    : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return getHeader(name) == null ? Collections.emptyEnumeration() : super.getHeaders(name);
        }
    }
}
