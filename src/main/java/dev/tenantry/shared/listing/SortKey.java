package dev.tenantry.shared.listing;

import java.util.ArrayList;
import java.util.List;

import dev.tenantry.shared.problem.ProblemException;

/** A field and a direction. */
record SortKey(Field field, boolean descending) {

    private static final int MAX_KEYS = 5;

    static List<SortKey> parse(ListDefinition<?> listing, String text) {
        var keys = new ArrayList<SortKey>();
        for (var part : text.split(",", -1)) {
            var descending = part.startsWith("-");
            var key = new SortKey(listing.field(descending ? part.substring(1) : part), descending);
            if (!key.field.isSortable()) {
                throw ProblemException.unknown("sort",
                        "a row has several " + key.field.name() + ", and no order by them");
            }
            if (keys.stream().anyMatch(other -> other.field.equals(key.field))) {
                throw ProblemException.malformed("sort", "a field may stand in it once");
            }
            keys.add(key);
        }
        if (keys.size() > MAX_KEYS) {
            throw ProblemException.malformed("sort", "it may have " + MAX_KEYS + " fields");
        }
        return keys;
    }

    String orderBy() {
        return field.order() + (descending ? " desc" : " asc") + (field.nullable() ? " nulls last" : "");
    }

    /** How a later row's key compares with an earlier one's. */
    String comparison() {
        return descending ? " < " : " > ";
    }
}
