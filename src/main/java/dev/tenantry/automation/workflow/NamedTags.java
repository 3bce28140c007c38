package dev.tenantry.automation.workflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
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
    private static final String TAG = "tag";
    private static final String VALUE = "value";
    /** A filter that has more, or longer ones, is refused in any case. */
    private static final int MOST = 2000;
    private static final int LONGEST = 200;
    private static final String ID = "[0-9]{1,18}";
    /** What stands before a name that could be taken for an id. */
    private static final String NAMED = "name:";

    private final RecordTags tags;
    private final RecordPermissions permissions;

    NamedTags(RecordTags tags, RecordPermissions permissions) {
        this.tags = tags;
        this.permissions = permissions;
    }

    /**
     * An id is taken for one, and for a name where no tag has it; a name that stands for no tag stays.
     *
     * @param filters by where they stand
     * @return where there is no such tag, or two are meant perhaps
     */
    List<FieldError> resolve(Map<String, JsonNode> filters) {
        var called = called(filters);
        if (called.isEmpty() || called.size() > MOST) {
            return List.of();
        }
        if (!mayRead()) {
            // Whether there is a tag of an id is none of the caller's business.
            called.removeIf(NamedTags::isId);
            if (!called.isEmpty()) {
                throw ProblemException.forbidden(permissions.of(TAG, "read"));
            }
            return List.of();
        }
        var byNames = tags.named(called.stream().map(NamedTags::bare).collect(Collectors.toSet()));
        var ids = new HashMap<String, Long>();
        var names = tags.names(ids(called));
        var faults = new HashMap<String, String>();
        for (var one : called) {
            var byName = byNames.get(bare(one));
            if (byName != null) {
                ids.put(one, byName);
            }
            if (isId(one) && names.containsKey(Long.valueOf(one))) {
                if (byName != null && byName != Long.parseLong(one)) {
                    faults.put(one, one
                            + " is the id of a tag and the name of another one: state the id of the one that is meant, or "
                            + NAMED + one);
                }
                ids.put(one, Long.valueOf(one));
            } else if (byName == null) {
                faults.put(one, isId(one)
                        ? "there is no tag that is called " + one + " or has this id"
                        : "there is no tag that is called " + bare(one));
            }
        }
        var told = told(faults, filters);
        change(filters, text -> ids.containsKey(text) ? String.valueOf(ids.get(text)) : text);
        return told;
    }

    /**
     * Of filters as they are kept: a name in one was none of a tag when it came from elsewhere, and stands there by its id once there is one.
     *
     * @return where a tag is gone, or is not there yet, as far as the caller may know
     */
    List<FieldError> resolveAgain(Map<String, JsonNode> filters) {
        if (mayRead()) {
            var open = called(filters).stream().filter(one -> !isId(one)).collect(Collectors.toSet());
            var ids = open.isEmpty()
                    ? Map.<String, Long>of()
                    : tags.named(open.stream().map(NamedTags::bare).collect(Collectors.toSet()));
            change(filters,
                    text -> !isId(text) && ids.containsKey(bare(text)) ? String.valueOf(ids.get(bare(text))) : text);
        }
        var gone = called(filters);
        if (gone.isEmpty()) {
            return List.of();
        }
        if (mayRead()) {
            var names = tags.names(ids(gone));
            gone.removeIf(id -> isId(id) && names.containsKey(Long.valueOf(id)));
        } else {
            gone.removeIf(NamedTags::isId);
        }
        return told(gone.stream()
                .collect(Collectors.toMap(one -> one,
                        one -> isId(one) ? "there is no tag with the id " + one : "no tag is set for " + one)),
                filters);
    }

    /** Calls tags by their names, as far as the caller may know them: elsewhere, others have their ids. */
    void name(Map<String, JsonNode> filters) {
        var called = called(filters);
        called.removeIf(text -> !isId(text));
        if (!called.isEmpty() && mayRead()) {
            var names = tags.names(ids(called));
            change(filters, text -> isId(text) ? written(names.get(Long.valueOf(text)), text) : text);
        }
    }

    private static Set<String> called(Map<String, JsonNode> filters) {
        var called = new TreeSet<String>();
        filters.values().forEach(filter -> filter.forEach(comparison -> addNames(comparison, called)));
        return called;
    }

    private static String bare(String text) {
        return text.startsWith(NAMED) ? text.substring(NAMED.length()) : text;
    }

    /** Such that it is taken for a name elsewhere, whatever it is. */
    private static String written(@Nullable String name, String id) {
        return name == null ? id : isId(name) || name.startsWith(NAMED) ? NAMED + name : name;
    }

    static boolean isId(String text) {
        return text.matches(ID);
    }

    private static Set<Long> ids(Set<String> called) {
        return called.stream().filter(NamedTags::isId).map(Long::valueOf).collect(Collectors.toSet());
    }

    private static List<FieldError> told(Map<String, String> faults, Map<String, JsonNode> filters) {
        var told = new ArrayList<FieldError>();
        filters.forEach((place, filter) -> {
            for (var index = 0; index < filter.size(); index++) {
                var called = new TreeSet<String>();
                addNames(filter.path(index), called);
                called.retainAll(faults.keySet());
                if (!called.isEmpty()) {
                    told.add(new FieldError(place + "[" + index + "]." + VALUE, "unknown-reference",
                            faults.getOrDefault(called.first(), "")));
                }
            }
        });
        return told;
    }

    private static void change(Map<String, JsonNode> filters, UnaryOperator<String> text) {
        filters.values().forEach(filter -> filter.forEach(comparison -> {
            if (isOfTags(comparison)) {
                var value = comparison.path(VALUE);
                UnaryOperator<JsonNode> each = one -> one.isString()
                        ? StringNode.valueOf(text.apply(one.asString()))
                        : one;
                if (value.isArray()) {
                    var changed = value.valueStream().map(each).toList();
                    ((ObjectNode) comparison).putArray(VALUE).addAll(changed);
                } else if (value.isString()) {
                    ((ObjectNode) comparison).set(VALUE, each.apply(value));
                }
            }
        }));
    }

    private static boolean isOfTags(JsonNode comparison) {
        return comparison.isObject() && comparison.path("field").asString("").equals(FIELD);
    }

    private static void addNames(JsonNode comparison, Set<String> names) {
        if (!isOfTags(comparison)) {
            return;
        }
        var value = comparison.path(VALUE);
        (value.isArray() ? value.valueStream() : Stream.of(value)).filter(JsonNode::isString)
                .map(JsonNode::asString)
                .filter(text -> text.length() <= LONGEST)
                .forEach(names::add);
    }

    private boolean mayRead() {
        var caller = Caller.currentOrNull();
        return caller == null || caller.may(permissions.of(TAG, "read"));
    }
}
