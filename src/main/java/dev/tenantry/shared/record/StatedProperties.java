package dev.tenantry.shared.record;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a record is made of that no request has stated. */
public final class StatedProperties {

    private StatedProperties() {}

    /** Those that are not null, as texts. @param namesAndValues each value behind its name */
    public static ObjectNode of(@Nullable Object... namesAndValues) {
        var stated = JsonNodeFactory.instance.objectNode();
        for (var index = 0; index < namesAndValues.length; index += 2) {
            var value = namesAndValues[index + 1];
            if (value != null) {
                stated.put(String.valueOf(namesAndValues[index]), value.toString());
            }
        }
        return stated;
    }
}
