package dev.tenantry.shared.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.tenancy.TenantQuery;
import dev.tenantry.shared.time.DayZone;

/** Answers list requests: one query a page, keyset only. */
@Component
public class ListQuery {

    private final EntityManager entities;
    private final Search search;
    private final DayZone zone;

    ListQuery(EntityManager entities, JdbcClient jdbc, DayZone zone) {
        this.entities = entities;
        this.search = new Search(jdbc);
        this.zone = zone;
    }

    public <E> Page<E> list(ListDefinition<E> listing, ListRequest request) {
        return list(listing, request, Map.of());
    }

    /** @param given the named parameters of the listing's own condition */
    public <E> Page<E> list(ListDefinition<E> listing, ListRequest request, Map<String, Object> given) {
        return list(listing, request, given, Map.of());
    }

    /**
     * Likewise.
     *
     * @param passing further ones, which may be others for the next page: arrays of what the caller may see
     */
    public <E> Page<E> list(ListDefinition<E> listing, ListRequest request, Map<String, Object> given,
            Map<String, Object> passing) {
        var conditions = Conditions.inHql(listing, zone::dayZone);
        var where = where(listing, request, conditions);
        var order = new ArrayList<>(listing.order(request.sort()));
        order.add(new SortKey(idField(listing), order.getLast().descending()));
        var list = PageCursor.list(listing, request, order, given);
        var filtered = Map.copyOf(conditions.parameters());
        var restricted = new ArrayList<>(where);
        if (request.after() != null) {
            restricted.add(conditions.after(PageCursor.decode(request.after(), list, order.size()), order));
        }
        var columns = String.join(", ", order.stream().map(key -> key.field().order()).toList());
        var orderBy = "order by " + String.join(", ", order.stream().map(SortKey::orderBy).toList());
        var rows = new PageRows<Object[]>(request.limit());
        var most = request.limit() + 1;
        // With the number in it the server keeps one plan, along the order; with conditions it is better asked each time.
        var isForAll = conditions.parameters().isEmpty() && given.isEmpty() && passing.isEmpty();
        var query = TenantQuery.of(entities, Object[].class, "e, " + columns, listing.entity(), restricted,
                isForAll ? orderBy + " limit " + most : orderBy);
        (isForAll ? query : query.set(conditions.parameters()).set(given).set(passing).limit(most))
                .read(chunk(listing, most), row -> rows.take(row, weight(listing, row[0])));
        var total = request.total() ? count(listing, where, filtered, given, passing) : null;
        return Page.of(rows, request, last -> new PageCursor(list, keys(last)), total)
                .map(row -> listing.entity().cast(row[0]));
    }

    /** @throws dev.tenantry.shared.problem.ProblemException 400 where the list cannot be asked for these rows in this order */
    public void check(ListDefinition<?> listing, ListRequest request) {
        where(listing, request, Conditions.inHql(listing, zone::dayZone));
        var _ = listing.order(request.sort());
    }

    /**
     * Figures over the rows of a list that are selected.
     *
     * @param columns HQL: the columns to group by, then the figures
     * @param groups  HQL: the columns to group by
     */
    public List<Object[]> summarize(ListDefinition<?> listing, Selection selection, String columns, String groups) {
        var conditions = Conditions.inHql(listing, zone::dayZone);
        var where = where(listing, selection.toListRequest(), conditions);
        return TenantQuery
                .of(entities, Object[].class, columns, listing.entity(), where,
                        "group by " + groups + " order by " + groups)
                .set(conditions.parameters())
                .list();
    }

    private List<String> where(ListDefinition<?> listing, ListRequest request, Conditions conditions) {
        var where = new ArrayList<String>();
        if (listing.condition() != null) {
            where.add(listing.condition());
        }
        if (request.filter() != null) {
            where.add(conditions.of(request.filter()));
        }
        if (request.q() != null && !request.q().isBlank()) {
            var organization = (UUID) entities.unwrap(Session.class).getTenantIdentifierValue();
            where.add(search.condition(listing, organization, request.q().strip(), conditions));
        }
        return where;
    }

    private Long count(ListDefinition<?> listing, List<String> where, Map<String, Object> parameters,
            Map<String, Object> given, Map<String, Object> passing) {
        return TenantQuery.of(entities, Long.class, "count(*)", listing.entity(), where, "")
                .set(parameters)
                .set(given)
                .set(passing)
                .single();
    }

    /** How many rows are sent at a time; where that is all of them, without a cursor. */
    private int chunk(ListDefinition<?> listing, int most) {
        var hasDocuments = entities.getMetamodel()
                .entity(listing.entity())
                .getSingularAttributes()
                .stream()
                .anyMatch(
                        attribute -> attribute.getJavaType() == JsonNode.class || attribute.getJavaType() == Map.class);
        var chunk = hasDocuments ? PageRows.CHUNK_OF_DOCUMENTS : PageRows.CHUNK;
        return most <= chunk ? 0 : chunk;
    }

    private long weight(ListDefinition<?> listing, Object row) {
        return Weight.of(entities.unwrap(SessionImplementor.class)
                .getFactory()
                .getMappingMetamodel()
                .getEntityDescriptor(listing.entity())
                .getValues(row));
    }

    private static List<@Nullable String> keys(Object[] row) {
        var keys = new ArrayList<@Nullable String>();
        for (var index = 1; index < row.length; index++) {
            keys.add(row[index] == null ? null : row[index].toString());
        }
        return keys;
    }

    private Field idField(ListDefinition<?> listing) {
        var type = entities.getMetamodel().entity(listing.entity()).getIdType().getJavaType();
        return new Field("id", "e.id", "e.id", type, false, Field.Matching.EXACT);
    }
}
