package dev.tenantry.automation.step;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Records among the items of a list, which tell their kinds beside their ids. */
public final class RecordItems {

    static final String TYPE = "recordType";
    static final String ID = "id";

    private RecordItems() {}

    /** The record whose texts are in an item, as {@code contact/17}; null where it is none. */
    public static @Nullable String subject(JsonNode item) {
        var type = item.path(TYPE).asString("");
        return type.matches("[a-z][a-z-]{0,49}") && RecordSteps.isId(item.path(ID))
                ? type + "/" + item.path(ID).asString()
                : null;
    }

    /** Of all of them. */
    public static List<String> subjects(JsonNode items) {
        return items.valueStream().map(RecordItems::subject).filter(Objects::nonNull).distinct().toList();
    }
}
