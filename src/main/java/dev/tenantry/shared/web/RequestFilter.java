package dev.tenantry.shared.web;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.problem.Redacted;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.text.Texts;

/** The first filter: gives the request its correlation id, lets web pages in or not, refuses odd spellings of paths, and bounds the body or leaves it unread. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestFilter extends OncePerRequestFilter {

    static final String HEADER = "X-Request-Id";
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");

    /** Where two are sent, each reader may take another one. */
    private static final List<String> ONE_VALUE = List.of("Authorization", "apikey", "Content-Type", "Content-Encoding",
            "Idempotency-Key", "X-Device-Token");
    /** Of W3C Trace Context: the trace is the part between the version, which may be any but ff, and the span. */
    private static final Pattern TRACE = Pattern
            .compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?");
    private static final int MAX_USER_AGENT = 500;

    private static final Logger log = LoggerFactory.getLogger(RequestFilter.class);

    private final ProblemWriter problems;
    private final ProblemTranslator translator;
    private final CrossOrigin crossOrigin;
    private final WebSettings settings;
    private final DeclaredBodies declared;
    private final LargeBodies largeBodies;

    RequestFilter(ProblemWriter problems, ProblemTranslator translator, CrossOrigin crossOrigin, WebSettings settings,
            DeclaredBodies declared) {
        this.declared = declared;
        this.problems = problems;
        this.translator = translator;
        this.crossOrigin = crossOrigin;
        this.settings = settings;
        this.largeBodies = LargeBodies.forThisProcess(settings.maxBodySize().toBytes());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var details = new RequestDetails(requestId(request.getHeader(HEADER)), request.getMethod(),
                request.getRequestURI(), ForwardedAddresses.client(request),
                userAgent(request.getHeader("User-Agent")), correlationId(request));
        response.setHeader(HEADER, details.requestId());
        SecurityHeaders.set(request, response);
        MDC.put("requestId", details.requestId());
        try {
            ScopedValue.where(RequestDetails.CURRENT, details).call(() -> {
                answered(request, response, chain);
                return null;
            });
        } catch (ServletException | IOException | RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        } finally {
            MDC.remove("requestId");
        }
    }

    /** What a filter throws ends here: the container would log it with what it says, and without the request's id. */
    private void answered(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            if (crossOrigin.admits(request, response)) {
                CanonicalPath.check(request.getRequestURI());
                FormText.check(request.getQueryString());
                bounded(declared.isUnread(request) ? new UnreadRequest(request) : request, response, chain);
            }
        } catch (ServletException | RuntimeException failure) {
            var problem = translator.translate(failure);
            if (problem.type() == ProblemType.INTERNAL) {
                log.error("{} {} failed", request.getMethod(), request.getRequestURI(), Redacted.of(failure));
            }
            if (response.isCommitted()) {
                // Cut off, lest half an answer be taken for a whole one.
                throw new CloseNowException();
            }
            response.resetBuffer();
            problems.write(request, response, problem);
        }
    }

    private void bounded(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        checkForm(request);
        if (BodyKind.isUpload(request)) {
            chain.doFilter(request, response);
            return;
        }
        var limit = declared.longest(request, settings.maxBodySize().toBytes());
        if (request.getContentLengthLong() > limit) {
            problems.write(request, response,
                    ProblemException.of(ProblemType.TOO_LARGE, "the body may have " + limit + " bytes"));
            return;
        }
        try (var turn = largeBodies.turn(() -> sender(request))) {
            chain.doFilter(new BoundedRequest(request, limit, turn), response);
        }
    }

    /** Known when the body is read, which is behind the filter that knows the caller. */
    private static LargeBodies.Owner sender(HttpServletRequest request) {
        var caller = Caller.currentOrNull();
        return caller == null
                ? new LargeBodies.Owner(true, String.valueOf(request.getRemoteAddr()))
                : new LargeBodies.Owner(false, caller.organizationId());
    }

    /** What nobody here would read is not passed over in silence. */
    private static void checkForm(HttpServletRequest request) {
        ONE_VALUE.forEach(name -> {
            var values = request.getHeaders(name).asIterator();
            if (values.hasNext() && values.next() != null && values.hasNext()) {
                throw ProblemException.malformed(name, "it may be given once");
            }
        });
        var hasBody = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        if (hasBody && WITHOUT_BODY.contains(request.getMethod())) {
            throw ProblemException.of(ProblemType.MALFORMED, request.getMethod() + " takes no body");
        }
        var coding = request.getHeader("Content-Encoding");
        if (hasBody && coding != null && !coding.equalsIgnoreCase("identity")) {
            throw ProblemException.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "a body is read as it is, without a coding");
        }
    }

    private static @Nullable String userAgent(@Nullable String sent) {
        return sent == null ? null : Texts.beginning(sent, MAX_USER_AGENT);
    }

    /** What is none is as good as not sent, as the specification has it. */
    private static @Nullable String correlationId(HttpServletRequest request) {
        var trace = request.getHeader("traceparent");
        var parts = trace == null ? null : TRACE.matcher(trace);
        if (parts != null && parts.matches()) {
            return parts.group(1);
        }
        var sent = request.getHeader("X-Correlation-Id");
        return sent != null && ACCEPTED.matcher(sent).matches() ? sent : null;
    }

    private static String requestId(@Nullable String sent) {
        return sent != null && ACCEPTED.matcher(sent).matches() ? sent : Ids.next().toString();
    }
}
