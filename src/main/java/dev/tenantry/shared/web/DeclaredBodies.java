package dev.tenantry.shared.web;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.RequestPath;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

import static java.util.Comparator.naturalOrder;

/** Which endpoints say, by what they consume, that they take uploads or forms. A path that is spelled in another way takes none. */
@Component
class DeclaredBodies {

    private final ObjectProvider<RequestMappingHandlerMapping> tables;
    private final AtomicReference<@Nullable Declared> declared = new AtomicReference<>();

    DeclaredBodies(ObjectProvider<RequestMappingHandlerMapping> tables) {
        this.tables = tables;
    }

    /**
     * @param all    those of all endpoints
     * @param raw    those of endpoints that read bodies by themselves, of whatever kind
     * @param unread those of endpoints that leave bodies unread, of whatever kind
     */
    private record Declared(
            List<RequestMappingInfo> all,
            Map<BodyKind, List<RequestMappingInfo>> byKind,
            Map<RequestMappingInfo, Integer> raw,
            List<RequestMappingInfo> unread) {}

    boolean has(BodyKind kind, HttpServletRequest request) {
        // What has a path of its own is not what has a pattern that the path matches, too.
        var nearest = all().all.stream().flatMap(mapping -> pattern(mapping, request).stream()).min(naturalOrder());
        return nearest.isPresent() && all().byKind.getOrDefault(kind, List.of())
                .stream()
                .anyMatch(mapping -> pattern(mapping, request).equals(nearest));
    }

    /** Whether the endpoint reads the body by itself: nobody else may have read of it before. */
    boolean isRaw(HttpServletRequest request) {
        return all().raw.keySet().stream().anyMatch(mapping -> isOf(mapping, request) && consumes(mapping, request));
    }

    /** How many octets the body may have. @param otherwise where the endpoint does not say */
    long longest(HttpServletRequest request, long otherwise) {
        return all().raw.entrySet()
                .stream()
                .filter(raw -> raw.getValue() > 0 && isOf(raw.getKey(), request) && consumes(raw.getKey(), request))
                .mapToLong(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }

    /** Endpoints of one path may differ in what they read. */
    private static boolean consumes(RequestMappingInfo mapping, HttpServletRequest request) {
        var types = mapping.getConsumesCondition().getConsumableMediaTypes();
        try {
            var type = MediaType.parseMediaType(String.valueOf(request.getContentType()));
            return types.isEmpty() || types.stream().anyMatch(one -> one.includes(type));
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }

    /** Whether nobody reads the body, whatever it is. */
    boolean isUnread(HttpServletRequest request) {
        return isAmong(all().unread, request);
    }

    private static boolean isAmong(List<RequestMappingInfo> mappings, HttpServletRequest request) {
        return mappings.stream().anyMatch(mapping -> isOf(mapping, request));
    }

    private static boolean isOf(RequestMappingInfo mapping, HttpServletRequest request) {
        return pattern(mapping, request).isPresent();
    }

    /** The nearest of the mapping's patterns that the request is one of. */
    private static Optional<PathPattern> pattern(RequestMappingInfo mapping, HttpServletRequest request) {
        var paths = mapping.getPathPatternsCondition();
        if (paths == null
                || !mapping.getMethodsCondition().getMethods().contains(RequestMethod.resolve(request.getMethod()))) {
            return Optional.empty();
        }
        var path = RequestPath.parse(request.getRequestURI(), request.getContextPath()).pathWithinApplication();
        return paths.getPatterns().stream().filter(pattern -> pattern.matches(path)).min(naturalOrder());
    }

    private Declared all() {
        var known = declared.get();
        if (known == null) {
            known = read();
            declared.set(known);
        }
        return known;
    }

    private Declared read() {
        var mappings = new ArrayList<Map.Entry<RequestMappingInfo, HandlerMethod>>();
        tables.forEach(table -> mappings.addAll(table.getHandlerMethods().entrySet()));
        var found = new EnumMap<BodyKind, List<RequestMappingInfo>>(BodyKind.class);
        for (var kind : BodyKind.values()) {
            found.put(kind, mappings.stream()
                    .map(Map.Entry::getKey)
                    .filter(mapping -> mapping.getConsumesCondition()
                            .getConsumableMediaTypes()
                            .contains(kind.mediaType()))
                    .toList());
        }
        return new Declared(mappings.stream().map(Map.Entry::getKey).toList(), found, raw(mappings),
                with(UnreadBody.class, mappings));
    }

    private static Map<RequestMappingInfo, Integer> raw(List<Map.Entry<RequestMappingInfo, HandlerMethod>> mappings) {
        var raw = new HashMap<RequestMappingInfo, Integer>();
        mappings.forEach(mapping -> {
            var annotation = mapping.getValue().getMethodAnnotation(RawBody.class);
            if (annotation != null) {
                raw.put(mapping.getKey(), annotation.longest());
            }
        });
        return raw;
    }

    private static List<RequestMappingInfo> with(Class<? extends Annotation> annotation,
            List<Map.Entry<RequestMappingInfo, HandlerMethod>> mappings) {
        return mappings.stream()
                .filter(mapping -> mapping.getValue().hasMethodAnnotation(annotation))
                .map(Map.Entry::getKey)
                .toList();
    }
}
