package dev.tenantry.metering.rule;

import java.util.regex.Pattern;

import org.springframework.http.server.PathContainer;

/**
 * An endpoint as patterns are compared with it: {@code GET /api/v1/contacts/{id}}, whatever stands for the variables.
 *
 * @param pattern of its path
 */
public record Route(String method, String pattern) {

    private static final Pattern VARIABLE = Pattern.compile("\\{[^/{}]*+}");

    /** A path that leads there. No pattern that means certain values takes it for one of these. */
    PathContainer path() {
        return PathContainer.parsePath(VARIABLE.matcher(pattern).replaceAll("~"));
    }
}
