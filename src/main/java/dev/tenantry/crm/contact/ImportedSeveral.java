package dev.tenantry.crm.contact;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a file has several columns of. They add to what the contact has; the first column's is the primary one, where the contact has it not
 * already among the others.
 *
 * @param one  the field of the first column, and what those of the others begin with: {@code email}, {@code email2}
 * @param all  the list of the records' API
 * @param text the field of an entry of it
 * @param key  what two texts are equal by
 */
record ImportedSeveral(String one, String all, String text, UnaryOperator<String> key) {

    private static final int COLUMNS = 3;

    void join(ObjectNode properties, @Nullable ObjectNode present) {
        var further = further(properties);
        var held = new ArrayList<JsonNode>();
        if (present != null) {
            present.path(all).forEach(held::add);
        }
        if (held.stream().skip(1).anyMatch(entry -> isSame(entry, properties.path(one).asString("")))) {
            // It is the contact's already, and no wish that it be the primary one.
            properties.remove(one);
        }
        if (!further.isEmpty()) {
            list(properties.path(one).asString(""), held, further, properties.putArray(all));
        }
    }

    private void list(String first, List<JsonNode> held, List<String> further, ArrayNode list) {
        if (!first.isEmpty()) {
            var primary = list.addObject().put(text, first).put("primary", true);
            held.stream().findFirst().ifPresent(former -> primary.put("label", former.path("label").asString(null)));
        }
        held.stream().skip(first.isEmpty() ? 0 : 1).forEach(list::add);
        further.stream()
                .filter(each -> list.valueStream().noneMatch(entry -> isSame(entry, each)))
                .forEach(each -> list.addObject().put(text, each));
    }

    private boolean isSame(JsonNode entry, String value) {
        return !value.isEmpty() && key.apply(entry.path(text).asString()).equals(key.apply(value));
    }

    private List<String> further(ObjectNode properties) {
        var further = new ArrayList<String>();
        for (var column = 2; column <= COLUMNS; column++) {
            var value = properties.remove(one + column);
            if (value != null && !value.asString("").isEmpty()) {
                further.add(value.asString());
            }
        }
        return further;
    }
}
