package dev.tenantry.audit.export;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.listing.Filter;
import dev.tenantry.shared.listing.ListRequest;

/**
 * Which entries an export has.
 *
 * @param filter as lists take it; null: all
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ExportFilters(@Nullable String filter) {

    private static final String OLDEST_FIRST = "createdAt";

    /** As it may be kept for as long as the log is, whatever values it compares. */
    @Nullable
    String outline() {
        return filter == null ? null : Filter.of(filter).outline();
    }

    /** The entries that there were at that time, some at a time. */
    ListRequest request(Instant until, int limit, @Nullable String after, boolean total) {
        Filter earlier = new Filter.Condition(OLDEST_FIRST, "lte", List.of(until.toString()), false);
        var both = filter == null ? earlier : new Filter.And(List.of(earlier, Filter.of(filter)));
        return new ListRequest(limit, after, OLDEST_FIRST, both, null, total, null);
    }
}
