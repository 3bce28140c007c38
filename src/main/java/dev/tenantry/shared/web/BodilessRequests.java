package dev.tenantry.shared.web;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

import dev.tenantry.shared.problem.ProblemException;

/**
 * Refuses a body where an endpoint takes none, before anything is done: whoever sends one means something by it. An empty
 * object means nothing, and many clients send it with every POST.
 */
final class BodilessRequests implements HandlerInterceptor {

    /** Their bodies are refused by the first filter. */
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** Bytes: an empty object and some space. */
    private static final int MOST = 64;

    private final Map<Method, Boolean> bodiless = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (handler instanceof HandlerMethod endpoint && request.getDispatcherType() == DispatcherType.REQUEST
                && !READING.contains(request.getMethod()) && BodyKind.of(request) == null
                && bodiless.computeIfAbsent(endpoint.getMethod(), _ -> takesNone(endpoint))) {
            var body = new String(request.getInputStream().readNBytes(MOST + 1), StandardCharsets.ISO_8859_1);
            if (body.length() > MOST || !body.matches("\\s*(\\{\\s*\\})?\\s*")) {
                throw ProblemException.malformed("", "this request takes no body");
            }
        }
        return true;
    }

    /** What reads uploads and forms says so by what it consumes, and {@link BodyGate} refuses these elsewhere. */
    private static boolean takesNone(HandlerMethod endpoint) {
        return !endpoint.hasMethodAnnotation(RawBody.class) && !endpoint.hasMethodAnnotation(UnreadBody.class)
                && Arrays.stream(endpoint.getMethodParameters())
                        .noneMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }
}
