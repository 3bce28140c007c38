package dev.tenantry.automation.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.record.RecordTags;

/** Tags that the filter of an event, wherever one stands, calls by their names stand there by their ids once it is saved: they may be renamed later. */
@Component
class NamedTags {

    private static final String FIELD = "trigger.tagId";
    private static final String VALUE = "value";
    /** A filter that has more, or longer ones, is refused in any case. */
    private static final int MOST = 2000;
    private static final int LONGEST = 200;
    private static final String ID = "[0-9]{1,18}";

    private final RecordTags tags;
    private final RecordPermissions permissions;

    NamedTags(RecordTags tags, RecordPermissions permissions) {
        this.tags = tags;
        this.permissions = permissions;
    }

    /** @param filters by where they stand @throws ProblemException 422 where no tag is called so */
    void resolve(Map<String, JsonNode> filters) {
        var names = new TreeSet<String>();
        filters.values().forEach(filter -> filter.forEach(comparison -> addNames(comparison, names)));
        if (names.isEmpty() || names.size() > MOST) {
            return;
        }
        demandReadable();
        var ids = tags.named(names);
        var unknown = new ArrayList<FieldError>();
        filters.forEach((place, filter) -> resolve(filter, place, ids, unknown));
        if (!unknown.isEmpty()) {
            throw ProblemException.invalid(unknown);
        }
    }

    private static void resolve(JsonNode filter, String place, Map<String, Long> ids, List<FieldError> unknown) {
        for (var index = 0; index < filter.size(); index++) {
            var called = new TreeSet<String>();
            addNames(filter.path(index), called);
            if (!called.isEmpty() && !ids.keySet().containsAll(called)) {
                called.removeAll(ids.keySet());
                unknown.add(new FieldError(place + "[" + index + "]." + VALUE, "unknown-reference",
                        "there is no tag that is called " + called.first()));
            } else if (!called.isEmpty()) {
                resolve((ObjectNode) filter.path(index), ids);
            }
        }
    }

    private static void resolve(ObjectNode comparison, Map<String, Long> ids) {
        var value = comparison.path(VALUE);
        if (value.isArray()) {
            var resolved = comparison.putArray(VALUE);
            value.forEach(one -> resolved.add(ids.containsKey(one.asString("")) ? id(one, ids) : one));
        } else {
            comparison.set(VALUE, id(value, ids));
        }
    }

    private static JsonNode id(JsonNode name, Map<String, Long> ids) {
        return StringNode.valueOf(String.valueOf(ids.get(name.asString())));
    }

    private static void addNames(JsonNode comparison, Set<String> names) {
        if (!comparison.path("field").asString("").equals(FIELD)) {
            return;
        }
        var value = comparison.path(VALUE);
        (value.isArray() ? value.valueStream() : Stream.of(value)).filter(JsonNode::isString)
                .map(JsonNode::asString)
                .filter(text -> text.length() <= LONGEST && !text.matches(ID))
                .forEach(names::add);
    }

    private void demandReadable() {
        var caller = Caller.currentOrNull();
        var permission = permissions.of("tag", "read");
        if (caller != null && !caller.may(permission)) {
            throw ProblemException.forbidden(permission);
        }
    }
}
