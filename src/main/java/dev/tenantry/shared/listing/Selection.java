package dev.tenantry.shared.listing;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.QueryParameters;

/** Of which rows of a list a caller asks for figures: those that the filter and the search leave. */
@QueryParameters({"filter", "q"})
public record Selection(@Nullable Filter filter, @Nullable String q) {

    ListRequest toListRequest() {
        return new ListRequest(ListRequest.DEFAULT_LIMIT, null, null, filter, q, false, null);
    }
}
