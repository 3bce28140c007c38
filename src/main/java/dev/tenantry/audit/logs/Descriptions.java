package dev.tenantry.audit.logs;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.listing.Filter;

/**
 * Which descriptions have a part that somebody looks for. A log has few different ones, however long it is: they are found by a step each in
 * their index, and entries then by the index, too.
 */
@Component
class Descriptions {

    private static final String FIELD = "actionDescription";
    private static final int MOST = 1_000;
    private static final String MATCHING = """
            with recursive d (text, number) as (
                select (select a.action_description from audit_logs a where a.organization_id = app.org_id()
                        order by a.action_description limit 1), 1
                union all
                select (select a.action_description from audit_logs a where a.organization_id = app.org_id() and a.action_description > d.text
                        order by a.action_description limit 1), d.number + 1
                from d where d.text is not null and d.number <= ?)
            select array(select text from d where text is not null and position(app.fold(?) in app.fold(text)) > 0),
                (select max(number) from d where text is not null)""";

    private final JdbcClient jdbc;

    Descriptions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that entries must have by the filter; empty where it does not look for a part, or there are too many different ones to look at. */
    Optional<String[]> matching(@Nullable Filter filter) {
        return filter == null
                ? Optional.empty()
                : demanded(filter).filter(Descriptions::isOfPart).findFirst().flatMap(this::matching);
    }

    private Optional<String[]> matching(Filter.Condition condition) {
        return jdbc.sql(MATCHING)
                .params(MOST, condition.values().getFirst())
                .query((row, _) -> row.getInt(2) > MOST
                        ? Optional.<String[]>empty()
                        : Optional.of((String[]) row.getArray(1).getArray()))
                .single();
    }

    /** What holds for each of the entries. */
    private static Stream<Filter.Condition> demanded(Filter filter) {
        return switch (filter) {
            case Filter.And and -> and.filters().stream().flatMap(Descriptions::demanded);
            case Filter.Or _ -> Stream.of();
            case Filter.Condition condition -> Stream.of(condition);
        };
    }

    private static boolean isOfPart(Filter.Condition condition) {
        return condition.field().equals(FIELD) && condition.values().size() == 1
                && condition.values().getFirst() != null
                && List.of("contains", "startsWith").contains(condition.operator());
    }
}
