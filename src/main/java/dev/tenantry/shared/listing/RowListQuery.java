package dev.tenantry.shared.listing;

import java.net.InetAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.time.DayZone;

/**
 * A list over plain SQL that can be asked what a {@link ListDefinition} can: for roles that Hibernate does not work as. The table
 * is called {@code e} in every expression, and has a column {@code id}.
 *
 * @param listing its fields are columns, {@code e.created_at}; its class is what a row is read as
 * @param columns what a row is read from
 * @param from    the table, with what is joined to it
 * @param search  the condition on {@code :q}, the text that is sought; null where the list cannot be searched
 */
public record RowListQuery<R>(
        ListDefinition<R> listing,
        String columns,
        String from,
        @Nullable String search,
        RowMapper<R> rows) {

    private static final Field ID = new Field("id", "e.id", "e.id", UUID.class, false, Field.Matching.EXACT);

    private record Row<R>(R shown, List<@Nullable String> keys) {}

    public Page<R> list(JdbcClient jdbc, ListRequest request, DayZone zone) {
        return list(jdbc, request, zone, Map.of());
    }

    /** @param zone whose days dates mean @param given the named parameters of the listing's own condition */
    public Page<R> list(JdbcClient jdbc, ListRequest request, DayZone zone, Map<String, Object> given) {
        var conditions = Conditions.inSql(listing, zone::dayZone);
        var where = where(request, conditions);
        var order = new ArrayList<>(listing.order(request.sort()));
        order.add(new SortKey(listing.fields().getOrDefault("id", ID), order.getLast().descending()));
        var list = PageCursor.list(listing, request, order, given);
        var total = request.total() ? count(jdbc, where, conditions.parameters(), given) : null;
        if (request.after() != null) {
            where.add(conditions.after(PageCursor.decode(request.after(), list, order.size()), order));
        }
        var sql = "select " + columns + keys(order) + from(where) + " order by "
                + String.join(", ", order.stream().map(SortKey::orderBy).toList()) + " limit :most";
        var found = new PageRows<Row<R>>(request.limit());
        jdbc.sql(sql)
                .withFetchSize(PageRows.CHUNK)
                .params(values(conditions.parameters()))
                .params(given)
                .param("most", request.limit() + 1)
                .query((ResultSet row) -> {
                    read(row, order, found);
                    return found;
                });
        return Page.of(found, request, last -> new PageCursor(list, last.keys()), total).map(Row::shown);
    }

    private void read(ResultSet row, List<SortKey> order, PageRows<Row<R>> found) throws SQLException {
        while (row.next()) {
            var weight = 0L;
            for (var column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                weight += Weight.of(row.getString(column));
            }
            if (!found.take(new Row<>(rows.mapRow(row, row.getRow()), keys(row, order)), weight)) {
                return;
            }
        }
    }

    public Optional<R> find(JdbcClient jdbc, UUID id) {
        return jdbc.sql("select " + columns + " from " + from + " where e.id = ?").param(id).query(rows).optional();
    }

    private List<String> where(ListRequest request, Conditions conditions) {
        var where = new ArrayList<String>();
        if (listing.condition() != null) {
            where.add(listing.condition());
        }
        if (request.filter() != null) {
            where.add(conditions.of(request.filter()));
        }
        if (request.q() != null) {
            if (search == null) {
                throw ProblemException.unknown("q", "this list cannot be searched");
            }
            Search.refuseLong(request.q());
            where.add(search.replace(":q", conditions.parameter(request.q().strip())));
        }
        return where;
    }

    private Long count(JdbcClient jdbc, List<String> where, Map<String, Object> parameters,
            Map<String, Object> given) {
        return jdbc.sql("select count(*)" + from(where))
                .params(values(parameters))
                .params(given)
                .query(Long.class)
                .single();
    }

    private String from(List<String> where) {
        return " from " + from + (where.isEmpty() ? "" : " where " + String.join(" and ", where));
    }

    private static String keys(List<SortKey> order) {
        var keys = new StringBuilder();
        for (var index = 0; index < order.size(); index++) {
            keys.append(", ").append(order.get(index).field().order()).append(" as key_").append(index);
        }
        return keys.toString();
    }

    private static List<@Nullable String> keys(ResultSet row, List<SortKey> order) throws SQLException {
        var keys = new ArrayList<@Nullable String>();
        for (var index = 0; index < order.size(); index++) {
            var column = "key_" + index;
            if (order.get(index).field().type() == Instant.class) {
                var time = Rows.instantOrNull(row, column);
                keys.add(time == null ? null : time.toString());
            } else {
                keys.add(row.getString(column));
            }
        }
        return keys;
    }

    private static Map<String, Object> values(Map<String, Object> parameters) {
        var values = new LinkedHashMap<String, Object>();
        parameters.forEach((name, value) -> values.put(name, switch (value) {
            case Instant time -> time.atOffset(ZoneOffset.UTC);
            case Enum<?> constant -> constant.toString();
            case InetAddress address -> new SqlParameterValue(Types.OTHER, address.getHostAddress());
            default -> value;
        }));
        return values;
    }
}
