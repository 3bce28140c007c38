package dev.tenantry.metering.rule;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import dev.tenantry.shared.access.AccessInterceptor;
import dev.tenantry.shared.access.SuperAdminOnly;
import dev.tenantry.shared.limit.Work;

/** The endpoints that rules can cover. */
@Component
class RouteTable {

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    /** The mapping is made after what it asks about requests. */
    RouteTable(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    /** How many endpoints, and kinds of work, the pattern covers. */
    long covered(EndpointPattern pattern) {
        return routes(_ -> true).filter(pattern::covers).count()
                + List.of(Work.values()).stream().filter(pattern::covers).count();
    }

    /** Whether it covers anything that others than super admins can ask for, or work. */
    boolean isForMembers(EndpointPattern pattern) {
        return Stream.of(Work.values()).anyMatch(pattern::covers)
                || routes(endpoint -> !endpoint.hasMethodAnnotation(SuperAdminOnly.class)).anyMatch(pattern::covers);
    }

    private Stream<Route> routes(Predicate<HandlerMethod> which) {
        return mappings.getObject()
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(endpoint -> !AccessInterceptor.isUnmetered(endpoint.getValue())
                        && which.test(endpoint.getValue()))
                .map(Map.Entry::getKey)
                .flatMap(mapping -> mapping.getPatternValues()
                        .stream()
                        .flatMap(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .stream()
                                .map(method -> new Route(method.name(), path))));
    }
}
