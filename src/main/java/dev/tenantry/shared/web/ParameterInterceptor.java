package dev.tenantry.shared.web;

import java.lang.reflect.Method;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

import dev.tenantry.shared.problem.ProblemException;

/**
 * Refuses query parameters that an endpoint does not take, or that are given twice where one value is meant: what is ignored
 * may have been what mattered. Only under {@code /api/v1} and {@code /admin}; clients of {@code /auth/v1} are not ours and
 * send what they like. Of what a form takes, wherever it is, nothing is given twice.
 */
final class ParameterInterceptor implements HandlerInterceptor {

    private static final List<String> STRICT = List.of("/api/v1/", "/admin/");

    private record Endpoint(Class<?> controller, Method method) {}

    /** @param repeatable those of {@code names} that may be given more than once */
    private record Declared(Set<String> names, Set<String> repeatable, boolean isForm) {}

    private final Map<Endpoint, Declared> declared = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod endpoint) {
            check(request, declared.computeIfAbsent(new Endpoint(endpoint.getBeanType(), endpoint.getMethod()),
                    _ -> declaredBy(endpoint)));
        }
        return true;
    }

    private static void check(HttpServletRequest request, Declared declared) {
        var query = request.getQueryString();
        if (query != null && !query.isEmpty() && STRICT.stream().anyMatch(request.getRequestURI()::startsWith)) {
            check(query, declared);
        }
        if (declared.isForm) {
            declared.names.stream().filter(name -> !declared.repeatable.contains(name)).sorted().forEach(name -> {
                var values = request.getParameterValues(name);
                if (values != null && values.length > 1) {
                    throw ProblemException.malformed(name, "it may be given once");
                }
            });
        }
    }

    private static void check(String query, Declared declared) {
        var given = new HashSet<String>();
        for (var name : names(query)) {
            if (!declared.names.contains(name)) {
                throw ProblemException.unknown(name, declared.names.isEmpty()
                        ? "this request takes no parameters"
                        : "this request takes the parameters " + new TreeSet<>(declared.names));
            }
            if (!given.add(name) && !declared.repeatable.contains(name)) {
                throw ProblemException.malformed(name, "it may be given once");
            }
        }
    }

    private static List<String> names(String query) {
        var names = new ArrayList<String>();
        for (var pair : query.split("&")) {
            try {
                if (!pair.isEmpty()) {
                    names.add(URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8));
                }
            } catch (IllegalArgumentException _) {
                throw ProblemException.malformed("query", "it must be percent-encoded UTF-8");
            }
        }
        return names;
    }

    private static Declared declaredBy(HandlerMethod endpoint) {
        var names = new HashSet<String>();
        var repeatable = new HashSet<String>();
        var discoverer = new DefaultParameterNameDiscoverer();
        for (var parameter : endpoint.getMethodParameters()) {
            parameter.initParameterNameDiscovery(discoverer);
            var type = parameter.getParameterType().getAnnotation(QueryParameters.class);
            if (type != null) {
                names.addAll(List.of(type.value()));
            }
            if (parameter.hasParameterAnnotation(RequestParam.class)) {
                names.add(name(parameter));
                if (Collection.class.isAssignableFrom(parameter.getParameterType())) {
                    repeatable.add(name(parameter));
                }
            }
        }
        names.addAll(conditions(endpoint));
        return new Declared(Set.copyOf(names), Set.copyOf(repeatable), isForm(endpoint));
    }

    private static boolean isForm(HandlerMethod endpoint) {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(endpoint.getMethod(), RequestMapping.class);
        return mapping != null && List.of(mapping.consumes()).contains(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }

    static String name(MethodParameter parameter) {
        var annotation = parameter.getParameterAnnotation(RequestParam.class);
        var name = annotation == null || annotation.name().isEmpty() ? parameter.getParameterName() : annotation.name();
        return name == null ? "" : name;
    }

    /** What tells the endpoint apart from others of its path: {@code permanent=true}. */
    private static List<String> conditions(HandlerMethod endpoint) {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(endpoint.getMethod(), RequestMapping.class);
        return mapping == null
                ? List.of()
                : List.of(mapping.params()).stream().map(name -> name.split("=")[0]).toList();
    }
}
