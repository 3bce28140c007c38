package dev.tenantry.operations.surface;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What the application answers to: every mapping it has, and what else it serves. */
record Routes(RequestMappingHandlerMapping mappings) {

    private static final List<String> BESIDES = List.of("/", "/docs/page.css", "/docs/page.js",
            "/webjars/swagger-ui/swagger-ui.css", "/webjars/swagger-ui/swagger-ui-bundle.js", "/openapi.json",
            "/actuator", "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness",
            "/actuator/info", "/actuator/metrics", "/actuator/prometheus", "/actuator/env", "/favicon.ico",
            "/nothing-here", "/api/v1/nothing-here", "/webjars/swagger-ui/none.js", "/api/v1//contacts");

    record Route(String method, String path) {}

    List<Route> all() {
        var routes = new ArrayList<Route>();
        mappings.getHandlerMethods()
                .keySet()
                .forEach(mapping -> methods(mapping).forEach(
                        method -> mapping.getPatternValues()
                                .forEach(path -> routes.add(new Route(method, filled(path))))));
        BESIDES.forEach(path -> routes.add(new Route("GET", path)));
        return routes;
    }

    List<Route> reading() {
        return all().stream().filter(route -> route.method.equals("GET")).toList();
    }

    private static Set<String> methods(RequestMappingInfo mapping) {
        var methods = new TreeSet<String>();
        mapping.getMethodsCondition().getMethods().stream().map(RequestMethod::name).forEach(methods::add);
        return methods.isEmpty() ? Set.of("GET") : methods;
    }

    private static String filled(String path) {
        return path.replaceAll("\\{[^}]*}", "987654321").replace("**", "x");
    }
}
