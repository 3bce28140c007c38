package dev.tenantry.automation.wait;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;

/** What events tell, as waits look for it: {@code trigger.contactId=17}. */
final class EventKeys {

    /** Of a value that can be waited for. */
    static final int LONGEST = 200;
    /** Of one event; it has some dozens. */
    private static final int MOST = 2_000;

    private EventKeys() {}

    static String key(String path, String value) {
        return path + "=" + value;
    }

    /** Of each value that the event tells. @param told {@code trigger} and {@code event} */
    static List<String> of(JsonNode told) {
        var keys = new ArrayList<String>();
        add("", told, keys);
        return keys;
    }

    private static void add(String path, JsonNode node, List<String> keys) {
        if (keys.size() >= MOST) {
            return;
        }
        if (node.isObject()) {
            node.forEachEntry((name, value) -> add(path.isEmpty() ? name : path + "." + name, value, keys));
        } else if (node.isValueNode() && !node.isNull() && node.asString("").length() <= LONGEST) {
            keys.add(key(path, node.asString("")));
        }
    }
}
