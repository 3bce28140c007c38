package dev.tenantry.crm.contact;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;

/**
 * What two contacts make together, as requests state it. A field that both have is the one's that stays, but for those that are named; one
 * that it lacks is the other's; addresses and numbers it has from both, and the key that it does not
 * keep as its own is one of its keys elsewhere.
 *
 * @param staying what the contact is that stays
 * @param going   what the other one is
 * @param phoneKey what telephone numbers are equal by
 */
record MergedFields(ObjectNode staying, ObjectNode going, UnaryOperator<String> phoneKey) {

    private static final Set<String> UNITED = Set.of("emails", "phones", "addresses", "externalIds");
    private static final String PRIMARY = "primary";
    private static final String KEY = "externalId";
    /** What knows the key of a contact that is another one now. */
    private static final String MERGED = "merged";

    /** @param named fields in which the other one's values count @throws ProblemException 422 where one is none, or there are too many of some */
    ObjectNode united(List<String> named, Set<String> fields) {
        check(named, fields);
        var united = staying.deepCopy();
        for (var field : fields) {
            var theirs = going.get(field);
            if (!UNITED.contains(field) && theirs != null && !theirs.isNull()
                    && (named.contains(field) || united.path(field).isMissingNode() || united.path(field).isNull())) {
                united.set(field, theirs);
            }
        }
        unite(united, "emails", "email", "address", EmailAddress::canonical);
        unite(united, "phones", "phone", "number", phoneKey);
        for (var list : List.of("addresses", "externalIds")) {
            var entries = new LinkedHashSet<JsonNode>();
            staying.path(list).forEach(entries::add);
            going.path(list).forEach(entries::add);
            if (list.equals("externalIds")) {
                keepKeys(united, entries);
            }
            put(united, list, entries);
        }
        return united;
    }

    /** A contact has one key of its own: the other one's is one of several. */
    private void keepKeys(ObjectNode united, Set<JsonNode> entries) {
        var kept = united.path(KEY).asString("");
        for (var contact : List.of(staying, going)) {
            var key = contact.path(KEY).asString("");
            if (!key.isEmpty() && !key.equals(kept)) {
                entries.add(united.objectNode().put("source", MERGED).put("id", key));
            }
        }
    }

    /** The primary one is that which has been decided on. */
    private void unite(ObjectNode united, String all, String one, String text, UnaryOperator<String> key) {
        var primary = key.apply(united.path(one).asString(""));
        var seen = new HashSet<String>();
        var entries = new ArrayList<ObjectNode>();
        for (var contact : List.of(staying, going)) {
            contact.path(all).forEach(entry -> {
                var value = key.apply(entry.path(text).asString());
                if (seen.add(value)) {
                    entries.add(((ObjectNode) entry.deepCopy()).put(PRIMARY, value.equals(primary)));
                }
            });
        }
        entries.sort((left, right) -> Boolean.compare(right.path(PRIMARY).asBoolean(), left.path(PRIMARY).asBoolean()));
        put(united, all, entries);
    }

    private static void put(ObjectNode united, String field, Iterable<? extends JsonNode> entries) {
        var list = united.putArray(field);
        entries.forEach(list::add);
        if (list.size() > Several.MOST) {
            throw ProblemException.invalid("contactId", "too-many",
                    "the two have " + list.size() + " " + field + " together, and a contact may have " + Several.MOST
                            + ": take some away first");
        }
    }

    private static void check(List<String> named, Set<String> fields) {
        var errors = new ArrayList<FieldError>();
        for (var index = 0; index < named.size(); index++) {
            if (!fields.contains(named.get(index)) || UNITED.contains(named.get(index))) {
                errors.add(new FieldError("fields[" + index + "]", "unknown",
                        "this is no field of which one of two values is left"));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }
}
