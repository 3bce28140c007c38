package dev.tenantry.shared.web;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.server.RequestPath;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Which endpoints say, by what they consume, that they take uploads or forms. A path that is spelled in another way takes none. */
@Component
class DeclaredBodies {

    private final ObjectProvider<RequestMappingHandlerMapping> tables;
    private final AtomicReference<@Nullable Map<BodyKind, List<RequestMappingInfo>>> declared = new AtomicReference<>();

    DeclaredBodies(ObjectProvider<RequestMappingHandlerMapping> tables) {
        this.tables = tables;
    }

    boolean has(BodyKind kind, HttpServletRequest request) {
        var path = RequestPath.parse(request.getRequestURI(), request.getContextPath()).pathWithinApplication();
        return all().getOrDefault(kind, List.of()).stream().anyMatch(mapping -> {
            var paths = mapping.getPathPatternsCondition();
            return mapping.getMethodsCondition().getMethods().contains(RequestMethod.resolve(request.getMethod()))
                    && paths != null && paths.getPatterns().stream().anyMatch(pattern -> pattern.matches(path));
        });
    }

    private Map<BodyKind, List<RequestMappingInfo>> all() {
        var known = declared.get();
        if (known == null) {
            known = read();
            declared.set(known);
        }
        return known;
    }

    private Map<BodyKind, List<RequestMappingInfo>> read() {
        var found = new EnumMap<BodyKind, List<RequestMappingInfo>>(BodyKind.class);
        for (var kind : BodyKind.values()) {
            found.put(kind, tables.stream()
                    .flatMap(table -> table.getHandlerMethods().keySet().stream())
                    .filter(mapping -> mapping.getConsumesCondition()
                            .getConsumableMediaTypes()
                            .contains(kind.mediaType()))
                    .toList());
        }
        return found;
    }
}
