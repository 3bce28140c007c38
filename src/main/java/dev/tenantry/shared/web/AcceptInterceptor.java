package dev.tenantry.shared.web;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a change whose answer its sender would not accept before it is made. Spring finds out when it writes the answer:
 * after the change, and of a secret that is told once.
 */
final class AcceptInterceptor implements HandlerInterceptor {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final List<MediaType> ANSWERED = List.of(MediaType.APPLICATION_JSON,
            new MediaType("application", "*+json"));

    private final Map<Method, Boolean> answersInJson = new ConcurrentHashMap<>();
    private final HeaderContentNegotiationStrategy accepted = new HeaderContentNegotiationStrategy();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotAcceptableException {
        if (handler instanceof HandlerMethod endpoint && request.getDispatcherType() == DispatcherType.REQUEST
                && !READING.contains(request.getMethod())
                && answersInJson.computeIfAbsent(endpoint.getMethod(), AcceptInterceptor::answersInJson)) {
            var types = accepted.resolveMediaTypes(new ServletWebRequest(request))
                    .stream()
                    .filter(type -> ANSWERED.stream().anyMatch(type::isCompatibleWith))
                    .toList();
            if (types.isEmpty() || !types.stream().allMatch(AcceptInterceptor::isWritten)) {
                throw new HttpMediaTypeNotAcceptableException(ANSWERED);
            }
        }
        return true;
    }

    /** Pages behind mailed links are shown whatever is asked for: whoever opts out has done so. */
    private static boolean answersInJson(Method endpoint) {
        var type = ResolvableType.forMethodReturnType(endpoint);
        var body = type.as(HttpEntity.class).getGeneric(0).resolve(type.toClass());
        return body != void.class && body != Void.class && body != String.class;
    }

    private static boolean isWritten(MediaType type) {
        return type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8);
    }
}
