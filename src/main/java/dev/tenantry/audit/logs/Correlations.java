package dev.tenantry.audit.logs;

import java.util.List;

import dev.tenantry.shared.listing.Filter;
import dev.tenantry.shared.listing.Filter.Condition;
import dev.tenantry.shared.listing.ListRequest;

/** What a request is known by outside: what its client said that it belongs to, and its id, which a problem tells. Entries are found by either. */
final class Correlations {

    private static final String CORRELATION = "correlationId";
    private static final String REQUEST = "requestId";

    private Correlations() {}

    static ListRequest either(ListRequest asked) {
        var filter = asked.filter();
        return filter == null
                ? asked
                : new ListRequest(asked.limit(), asked.after(), asked.sort(), either(filter), asked.q(), asked.total(),
                        asked.link());
    }

    private static Filter either(Filter filter) {
        return switch (filter) {
            case Filter.And and -> new Filter.And(and.filters().stream().map(Correlations::either).toList());
            case Filter.Or or -> new Filter.Or(or.filters().stream().map(Correlations::either).toList());
            case Condition condition -> condition.field().equals(CORRELATION) ? either(condition) : condition;
        };
    }

    private static Filter either(Condition condition) {
        var both = List.<Filter>of(condition,
                new Condition(REQUEST, condition.operator(), condition.values(), condition.isTyped()));
        return switch (condition.operator()) {
            case "eq", "in" -> new Filter.Or(both);
            case "neq", "nin" -> new Filter.And(both);
            default -> condition;
        };
    }
}
