package dev.tenantry.metering.policy;

import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.AdminTrail;
import dev.tenantry.metering.rule.RuleBook;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.RowListQuery;
import dev.tenantry.shared.problem.ProblemException;

/**
 * What administrators have stated for one organization. Every use of their role is taken down in that organization's log.
 *
 * @param <R> what a row is shown as
 */
abstract class OrganizationRows<R> implements ListSource {

    private final RowListQuery<R> rows;
    private final String resource;
    protected final RolePool pool;
    protected final AdminTrail trail;
    private final RuleBook rules;

    OrganizationRows(RowListQuery<R> rows, String resource, RolePool adminPool, AdminTrail trail, RuleBook rules) {
        this.rows = rows;
        this.resource = resource;
        this.pool = adminPool;
        this.trail = trail;
        this.rules = rules;
    }

    @Override
    public ListDefinition<?> listing() {
        return rows.listing();
    }

    @Override
    public Class<?> shows() {
        return rows.listing().entity();
    }

    Page<R> list(UUID organization, ListRequest request) {
        return pool.inTransaction(() -> {
            requireOrganization(organization);
            var page = rows.list(pool.jdbc(), request, () -> ZoneOffset.UTC, Map.of("organization", organization));
            trail.listed(resource, page.results().size(), request.asked(), Map.of(organization,
                    page.results().stream().map(this::id).map(UUID::toString).toList()));
            return page;
        });
    }

    /** @param find in the running transaction @throws ProblemException 404 */
    protected R get(UUID organization, UUID id, Supplier<Optional<R>> find) {
        return pool.inTransaction(() -> {
            var found = find.get();
            trail.looked(resource, id, organization, found.isPresent());
            return found;
        }).orElseThrow(ProblemException::notFound);
    }

    protected abstract UUID id(R row);

    /** What the audit log has of a row, by name. */
    protected abstract Map<String, @Nullable Object> told(R row);

    protected Optional<R> find(UUID id) {
        return rows.find(pool.jdbc(), id);
    }

    /** @throws ProblemException 404 */
    protected void requireOrganization(UUID organization) {
        if (!pool.jdbc()
                .sql("select exists (select from organizations where id = ?)")
                .param(organization)
                .query(Boolean.class)
                .single()) {
            throw ProblemException.notFound();
        }
    }

    /** In the transaction of the change. */
    protected void tellCreated(UUID organization, R now) {
        trail.created(organization, resource, id(now).toString(), told(now));
        rules.tell(pool);
    }

    /** Likewise. */
    protected void tellUpdated(UUID organization, R before, R now) {
        trail.updated(organization, resource, id(now).toString(), told(before), told(now));
        rules.tell(pool);
    }

    /** Likewise. */
    protected void tellDeleted(UUID organization, R before) {
        trail.deleted(organization, resource, id(before).toString(), told(before));
        rules.tell(pool);
    }

    /** Behind it. */
    protected void reload() {
        rules.reload();
    }
}
