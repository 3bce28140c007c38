package dev.tenantry.shared.listing;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects the rows of a page, until there are as many as were asked for, or until they are too much for one answer: then the
 * page is a shorter one, with the next behind it. A row that is too much by itself is a page of its own.
 */
final class PageRows<T> {

    /** How many rows the database sends at a time: a page of the usual length at once. */
    static final int CHUNK = ListRequest.DEFAULT_LIMIT + 1;

    /** Likewise, of rows that hold documents. */
    static final int CHUNK_OF_DOCUMENTS = 8;

    /** Of {@link Weight}. */
    static final long MAX_WEIGHT = 4_000_000;

    private final List<T> rows = new ArrayList<>();
    private final int limit;
    private long weight;
    private boolean more;

    PageRows(int limit) {
        this.limit = limit;
    }

    /** @return whether the row is on the page; the first that is not ends it */
    boolean take(T row, long itsWeight) {
        weight += itsWeight;
        more = rows.size() == limit || !rows.isEmpty() && weight > MAX_WEIGHT;
        if (!more) {
            rows.add(row);
        }
        return !more;
    }

    List<T> rows() {
        return rows;
    }

    /** Whether rows follow that are not on the page. */
    boolean hasMore() {
        return more;
    }
}
