package dev.tenantry.automation.definition;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.problem.ProblemException;

/**
 * What becomes of a placeholder that there is no value for.
 *
 * @param otherwise what stands there; null where the step fails
 */
public record Missing(@Nullable String otherwise) {

    public static final Missing EMPTY = new Missing("");
    private static final Missing FAIL = new Missing(null);

    /** @param stated {@code "fail"}, {@code "empty"}, {@code {"default":"…"}} or nothing, as the schema has accepted it */
    static Missing read(JsonNode stated) {
        if (stated.isObject()) {
            return new Missing(stated.path("default").asString());
        }
        return stated.asString("").equals("fail") ? FAIL : EMPTY;
    }

    /** @throws ProblemException where there has to be a value */
    String at(String path) {
        if (otherwise == null) {
            throw ProblemException.invalid(path, "missing-value", "there is no value for {{" + path + "}}");
        }
        return otherwise;
    }
}
