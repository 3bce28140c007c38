package dev.tenantry.shared.listing;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.QueryParameters;

/**
 * What a caller asks of a list that has one order and no filter, see {@link FixedList}.
 *
 * @param limit rows a page at most, 1 to 200
 * @param after the cursor of the page before
 * @param total whether to count all rows
 * @param link  as of a {@link ListRequest}
 */
@QueryParameters({"limit", "after", "total"})
public record PageRequest(int limit, @Nullable String after, boolean total, @Nullable String link) {}
