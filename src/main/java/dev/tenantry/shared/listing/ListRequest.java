package dev.tenantry.shared.listing;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.QueryParameters;

/**
 * What a caller asks of a list. A controller takes it as a parameter; it is read from the query string, where unknown
 * parameters are refused.
 *
 * @param limit rows a page at most, 1 to 200; there are fewer where they are large
 * @param after the cursor of the page before
 * @param q     text to search for
 * @param total whether to count all rows
 * @param link  the request's path and query, from which the next page's link is made; null where there is none
 */
@QueryParameters({"limit", "after", "sort", "filter", "q", "total"})
public record ListRequest(
        int limit,
        @Nullable String after,
        @Nullable String sort,
        @Nullable Filter filter,
        @Nullable String q,
        boolean total,
        @Nullable String link) {

    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 200;

    /** By what it was asked, without what could name somebody; null where by nothing. */
    public @Nullable String asked() {
        var asked = Stream.of(filter == null ? null : filter.outline(), q == null ? null : "q=…")
                .filter(Objects::nonNull)
                .collect(Collectors.joining(","));
        return asked.isEmpty() ? null : asked;
    }

    /** All of a list, in an order; null: in its own. */
    public static ListRequest of(@Nullable Filter filter, @Nullable String sort) {
        return new ListRequest(DEFAULT_LIMIT, null, sort, filter, null, false, null);
    }

    /** Likewise, in few pages. */
    public static ListRequest inLargePages(@Nullable Filter filter, @Nullable String sort) {
        return new ListRequest(MAX_LIMIT, null, sort, filter, null, false, null);
    }

    /** The first of few pages, which says how many rows there are on all. @param sort null: its own order */
    public static ListRequest counted(Selection selection, @Nullable String sort) {
        return new ListRequest(MAX_LIMIT, null, sort, selection.filter(), selection.q(), true, null);
    }

    /** Of what the other one leaves the same, in the other's order where there is none of its own. */
    public ListRequest within(ListRequest other) {
        var both = filter == null || other.filter == null
                ? filter == null ? other.filter : filter
                : new Filter.And(List.of(other.filter, filter));
        return new ListRequest(limit, after, sort == null || sort.isBlank() ? other.sort : sort, both, q, total, link);
    }

    /** The same of what another text finds. */
    public ListRequest searching(String text) {
        return new ListRequest(limit, after, sort, filter, text, total, link);
    }

    /** The page that begins there; rows are not counted again. */
    public ListRequest after(String cursor) {
        return new ListRequest(limit, cursor, sort, filter, q, false, link);
    }
}
