package dev.tenantry.shared.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantQuery;

/** Answers list requests: one query a page, keyset only. */
@Component
public class Lister {

    private static final int MAX_MATCHES = 1000;

    private final EntityManager entities;
    private final JdbcClient jdbc;

    Lister(EntityManager entities, JdbcClient jdbc) {
        this.entities = entities;
        this.jdbc = jdbc;
    }

    public <E> Page<E> list(Listing<E> listing, ListRequest request) {
        return list(listing, request, Map.of());
    }

    /** @param given the named parameters of the listing's own condition */
    public <E> Page<E> list(Listing<E> listing, ListRequest request, Map<String, Object> given) {
        var conditions = new Conditions(listing);
        var where = where(listing, request, conditions);
        var order = new ArrayList<>(listing.order(request.sort()));
        order.add(new SortKey(idField(listing), order.getLast().descending()));
        var list = PageCursor.list(listing, request, order, given);
        var filtered = Map.copyOf(conditions.parameters());
        var restricted = new ArrayList<>(where);
        if (request.after() != null) {
            restricted.add(conditions.after(PageCursor.decode(request.after(), list, order.size()), order));
        }
        var columns = String.join(", ", order.stream().map(key -> key.field().path()).toList());
        var orderBy = "order by " + String.join(", ", order.stream().map(SortKey::orderBy).toList());
        var rows = TenantQuery.of(entities, Object[].class, "e, " + columns, listing.entity(), restricted, orderBy)
                .set(conditions.parameters())
                .set(given)
                .limit(request.limit() + 1)
                .list();
        var total = request.total() ? count(listing, where, filtered, given) : null;
        return page(listing, request, rows, list, total);
    }

    /**
     * Figures over the rows of a list, its filter and search applied.
     *
     * @param columns HQL: the columns to group by, then the figures
     * @param groups  HQL: the columns to group by
     */
    public List<Object[]> summarize(Listing<?> listing, ListRequest request, String columns, String groups) {
        var conditions = new Conditions(listing);
        var where = where(listing, request, conditions);
        return TenantQuery
                .of(entities, Object[].class, columns, listing.entity(), where,
                        "group by " + groups + " order by " + groups)
                .set(conditions.parameters())
                .list();
    }

    private List<String> where(Listing<?> listing, ListRequest request, Conditions conditions) {
        var where = new ArrayList<String>();
        if (listing.condition() != null) {
            where.add(listing.condition());
        }
        if (request.filter() != null) {
            where.add(conditions.of(request.filter()));
        }
        if (request.q() != null && !request.q().isBlank()) {
            where.add("e.id in " + conditions.parameter(matches(listing, request.q())));
        }
        return where;
    }

    private List<Long> matches(Listing<?> listing, String text) {
        if (listing.search() == null) {
            throw ProblemException.unknown("q", "this list cannot be searched");
        }
        refuseLong(text);
        // The function's name is a constant of the listing.
        var found = jdbc.sql("select id from " + listing.search() + "(?, ?)")
                .params(text.strip(), MAX_MATCHES)
                .query(Long.class)
                .list();
        return found.isEmpty() ? List.of(-1L) : List.copyOf(found);
    }

    static void refuseLong(String text) {
        if (text.length() > 200) {
            throw ProblemException.malformed("q", "it may have 200 characters");
        }
    }

    private Long count(Listing<?> listing, List<String> where, Map<String, Object> parameters,
            Map<String, Object> given) {
        return TenantQuery.of(entities, Long.class, "count(*)", listing.entity(), where, "")
                .set(parameters)
                .set(given)
                .single();
    }

    @SuppressWarnings("unchecked")
    private <E> Page<E> page(Listing<E> listing, ListRequest request, List<Object[]> rows, String list,
            @Nullable Long total) {
        var shown = rows.subList(0, Math.min(rows.size(), request.limit()));
        Page.Next next = null;
        if (rows.size() > request.limit()) {
            var last = shown.getLast();
            var keys = new ArrayList<@Nullable String>();
            for (var index = 1; index < last.length; index++) {
                keys.add(last[index] == null ? null : last[index].toString());
            }
            var after = new PageCursor(list, keys).encode();
            next = new Page.Next(after, link(request, after));
        }
        return new Page<>(shown.stream().map(row -> (E) Objects.requireNonNull(row[0])).toList(), new Page.Paging(next),
                total);
    }

    static @Nullable String link(ListRequest request, String after) {
        return request.link() == null
                ? null
                : UriComponentsBuilder.fromUriString(request.link())
                        .replaceQueryParam("after", after)
                        .build()
                        .toUriString();
    }

    private Field idField(Listing<?> listing) {
        var type = entities.getMetamodel().entity(listing.entity()).getIdType().getJavaType();
        return new Field("id", "e.id", type, false, false);
    }
}
