package dev.tenantry.shared.web;

import java.io.IOException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.annotation.Order;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/**
 * Refuses bodies of a kind that nobody here reads. Lets uploads and forms through to the endpoints that declare them, and an
 * upload only of a known caller; all others are refused with their bodies unread. Behind it the container reads files to disk and parameters of forms to memory, whoever
 * asks first. Stands behind the filter that knows the caller, and before all that look at parameters or bodies.
 */
@Component
@Order(BodyGate.AFTER_SECURITY)
class BodyGate extends OncePerRequestFilter {

    static final int AFTER_SECURITY = -10;

    private final DeclaredBodies declared;
    private final UploadBudget budget;
    private final long maxUpload;

    BodyGate(DeclaredBodies declared, WebSettings settings,
            MultipartConfigElement multipart) {
        this.declared = declared;
        this.budget = new UploadBudget(settings.maxUploads().toBytes(), settings.maxUploadsPerOrganization().toBytes(),
                System::nanoTime);
        this.maxUpload = multipart.getMaxRequestSize();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        checkType(request);
        var kind = BodyKind.of(request);
        if (kind == null) {
            chain.doFilter(request, response);
            return;
        }
        if (!declared.has(kind, request)) {
            throw unsupported("this does not read " + kind.mediaType());
        }
        switch (kind) {
            case FORM -> {
                if (!declared.isRaw(request)) {
                    BoundedRequest.announce(request);
                    FormText.check(request);
                }
                chain.doFilter(request, response);
            }
            case UPLOAD -> upload(request, response, chain);
        }
    }

    private void upload(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caller = Caller.currentOrNull();
        if (caller == null) {
            throw ProblemException.unauthenticated("send an access token as a bearer token");
        }
        var announced = request.getContentLengthLong();
        if (announced > maxUpload) {
            throw ProblemException.of(ProblemType.TOO_LARGE,
                    "a file may have " + DataSize.ofBytes(maxUpload).toMegabytes() + " MB");
        }
        try (var upload = budget.begin(caller.organizationId(), announced)) {
            BodyDeadlines.listen(request, upload::arrived);
            chain.doFilter(request, response);
        }
    }

    /** Of every request: whoever parses the header first, wherever that is, finds a type that can be one. */
    private void checkType(HttpServletRequest request) {
        var contentType = request.getContentType();
        if (contentType == null || contentType.isBlank()) {
            return;
        }
        try {
            var type = MediaType.parseMediaType(contentType);
            if (!type.isConcrete()) {
                throw unsupported("the Content-Type of a body is one, without a wildcard");
            }
            var charset = type.getCharset();
            if (charset != null && !charset.equals(StandardCharsets.UTF_8) && !declared.isRaw(request)) {
                throw unsupported("this reads UTF-8 and no other charset");
            }
        } catch (InvalidMediaTypeException | IllegalCharsetNameException | UnsupportedCharsetException _) {
            throw unsupported("the Content-Type is not a media type");
        }
    }

    private static ProblemException unsupported(String reason) {
        return ProblemException.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, reason);
    }
}
