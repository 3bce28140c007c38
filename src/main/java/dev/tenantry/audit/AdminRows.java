package dev.tenantry.audit;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.RowListQuery;
import dev.tenantry.shared.problem.ProblemException;

/**
 * What administrators see of all tenants, whose days are UTC's. Every look leaves its trace, the vain ones too.
 *
 * @param <R> what a row is shown as
 */
public abstract class AdminRows<R> implements ListSource {

    private final RowListQuery<R> rows;
    private final String resource;
    private final RolePool pool;
    private final AdminTrail trail;

    protected AdminRows(RowListQuery<R> rows, String resource, RolePool adminPool, AdminTrail trail) {
        this.rows = rows;
        this.resource = resource;
        this.pool = adminPool;
        this.trail = trail;
    }

    /** Whose the row is; null: nobody's. */
    protected abstract @Nullable UUID organization(R row);

    protected abstract Object id(R row);

    /** Which of the rows concern whom, by organization. */
    protected Map<UUID, List<String>> concerned(List<R> shown) {
        return shown.stream()
                .filter(row -> organization(row) != null)
                .collect(Collectors.groupingBy(this::organization,
                        Collectors.mapping(row -> id(row).toString(), Collectors.toList())));
    }

    /** The row with what is shown of a single one besides. */
    protected R complete(R row) {
        return row;
    }

    @Override
    public ListDefinition<?> listing() {
        return rows.listing();
    }

    @Override
    public Class<?> shows() {
        return rows.listing().entity();
    }

    public Page<R> list(ListRequest request) {
        return pool.inTransaction(() -> {
            var page = rows.list(pool.jdbc(), request, () -> ZoneOffset.UTC);
            trail.listed(resource, page.results().size(), request.asked(), concerned(page.results()));
            return page;
        });
    }

    public R get(UUID id) {
        return pool.inTransaction(() -> {
            var found = rows.find(pool.jdbc(), id).map(this::complete);
            var concerned = found.map(row -> concerned(List.of(row)).keySet()).orElseGet(Set::of);
            trail.looked(resource, id, concerned, found.isPresent());
            return found;
        }).orElseThrow(ProblemException::notFound);
    }
}
