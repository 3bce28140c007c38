package dev.tenantry.identity.access;

import java.util.List;

/** Where a request may go without a token. Endpoints there say for themselves whether they need a caller. */
final class OpenPaths {

    private static final List<String> PREFIXES = List.of("/auth/v1/", "/.well-known/", "/openapi.json", "/docs",
            "/webjars/swagger-ui/", "/problems", "/hooks/", "/approvals", "/quotes", "/unsubscribe", "/digest-endings",
            "/book/",
            "/bookings/",
            "/f/", "/form-confirmations", "/actuator/health/");
    private static final List<String> PATHS = List.of("/", "/actuator/health", "/favicon.ico", "/calendar.ics",
            "/audit-log-export");
    private static final String ACTUATOR = "/actuator";

    private OpenPaths() {}

    /** @param path as it was sent: a path that is spelled in another way is not open */
    static boolean contain(String path) {
        return PREFIXES.stream().anyMatch(path::startsWith) || PATHS.contains(path);
    }

    static boolean isActuator(String path) {
        return path.startsWith(ACTUATOR);
    }

    /** What is for the platform's administrators alone. */
    static boolean isOperators(String path) {
        return isActuator(path) && !contain(path);
    }
}
