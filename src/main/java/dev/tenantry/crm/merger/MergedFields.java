package dev.tenantry.crm.merger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;

/**
 * What two records make together, as requests state it. A field that both have is the one's that stays, but for those that are named; one
 * that it lacks is the other's; of lists it has the entries of both, and the key that it does not keep as its own is one of its keys elsewhere.
 *
 * @param staying what the record is that stays
 * @param going   what the other one is
 * @param other   what requests call that: {@code contactId}
 */
public record MergedFields(ObjectNode staying, ObjectNode going, String other) {

    /** Of each list, as of a record's own keys elsewhere. */
    private static final int MOST = 20;
    private static final String ADDRESSES = "addresses";
    private static final String KEYS = "externalIds";
    private static final String PRIMARY = "primary";
    private static final String KEY = "externalId";
    /** What knows the key of a record that is another one now. */
    private static final String MERGED = "merged";

    /**
     * @param named   fields in which the other one's values count
     * @param request what states such a record
     * @param lists   those of its fields, besides addresses and keys, that have the entries of both
     * @throws ProblemException 422 where one is none, or there are too many of some
     */
    public ObjectNode united(List<String> named, Class<? extends Record> request, Set<String> lists) {
        var united = new HashSet<>(lists);
        united.addAll(List.of(ADDRESSES, KEYS));
        var fields = Arrays.stream(request.getRecordComponents())
                .map(component -> component.getName())
                .filter(name -> !united.contains(name))
                .collect(Collectors.toUnmodifiableSet());
        check(named, fields);
        var merged = staying.deepCopy();
        for (var field : fields) {
            var theirs = going.get(field);
            if (theirs != null && !theirs.isNull()
                    && (named.contains(field) || merged.path(field).isMissingNode() || merged.path(field).isNull())) {
                merged.set(field, theirs);
            }
        }
        put(merged, ADDRESSES, both(ADDRESSES));
        var keys = both(KEYS);
        keepKeys(merged, keys);
        put(merged, KEYS, keys);
        return merged;
    }

    private Set<JsonNode> both(String list) {
        var entries = new LinkedHashSet<JsonNode>();
        staying.path(list).forEach(entries::add);
        going.path(list).forEach(entries::add);
        return entries;
    }

    /** A record has one key of its own: the other one's is one of several. */
    private void keepKeys(ObjectNode merged, Set<JsonNode> entries) {
        var kept = merged.path(KEY).asString("");
        for (var record : List.of(staying, going)) {
            var key = record.path(KEY).asString("");
            if (!key.isEmpty() && !key.equals(kept)) {
                entries.add(merged.objectNode().put("source", MERGED).put("id", key));
            }
        }
    }

    /**
     * Those of both in a list of which one is the primary: that which has been decided on.
     *
     * @param one  the field that has the primary one
     * @param text the property by which entries are told apart
     * @param key  what that is equal by
     */
    public void unite(ObjectNode merged, String all, String one, String text, UnaryOperator<String> key) {
        var primary = key.apply(merged.path(one).asString(""));
        var seen = new HashSet<String>();
        var entries = new ArrayList<ObjectNode>();
        for (var record : List.of(staying, going)) {
            record.path(all).forEach(entry -> {
                var value = key.apply(entry.path(text).asString());
                if (seen.add(value)) {
                    entries.add(((ObjectNode) entry.deepCopy()).put(PRIMARY, value.equals(primary)));
                }
            });
        }
        entries.sort((left, right) -> Boolean.compare(right.path(PRIMARY).asBoolean(), left.path(PRIMARY).asBoolean()));
        put(merged, all, entries);
    }

    private void put(ObjectNode merged, String field, Iterable<? extends JsonNode> entries) {
        var list = merged.putArray(field);
        entries.forEach(list::add);
        if (list.size() > MOST) {
            throw ProblemException.invalid(other, "too-many", "the two have " + list.size() + " " + field
                    + " together, and one may have " + MOST + ": take some away first");
        }
    }

    private static void check(List<String> named, Set<String> fields) {
        var errors = new ArrayList<FieldError>();
        for (var index = 0; index < named.size(); index++) {
            if (!fields.contains(named.get(index))) {
                errors.add(new FieldError("fields[" + index + "]", "unknown",
                        "this is no field of which one of two values is left"));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }
}
