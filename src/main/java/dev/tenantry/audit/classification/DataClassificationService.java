package dev.tenantry.audit.classification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.RowLimit;
import dev.tenantry.shared.tenancy.TenantQuery;
import dev.tenantry.shared.web.IfMatch;

/** What an organization says of its data. It holds from the next request on. */
@Service
@Transactional(readOnly = true)
class DataClassificationService implements ListSource {

    private static final RowLimit LIMIT = RowLimit.ofOrganization("data classifications", 1_000);
    private static final ListDefinition<DataClassification> LISTING = ListDefinition.of(DataClassification.class)
            .field("id", UUID.class)
            .field("tableName", String.class)
            .field("columnName", String.class)
            .field("sensitivityLevel", Sensitivity.class)
            .field("createdAt", Instant.class)
            .build();

    private final EntityManager entities;
    private final ListQuery lists;
    private final Catalog catalog;
    private final Overrides overrides;

    DataClassificationService(EntityManager entities, ListQuery lists, Catalog catalog, Overrides overrides) {
        this.entities = entities;
        this.lists = lists;
        this.catalog = catalog;
        this.overrides = overrides;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return DataClassificationResponse.class;
    }

    Page<DataClassificationResponse> list(ListRequest request) {
        return lists.list(LISTING, request).map(DataClassification::toResponse);
    }

    DataClassificationResponse get(UUID id) {
        return find(id).toResponse();
    }

    /** @throws ProblemException 409 where there is one of the column, or are as many as may be, 422 */
    @Transactional
    DataClassificationResponse create(DataClassificationRequest request) {
        check(request);
        refuseDuplicate(request);
        var made = new DataClassification(request);
        entities.persist(made);
        LIMIT.keep(entities, DataClassification.class);
        return stored(made);
    }

    /** @throws ProblemException 404, 409 where there is another one of the column, 412, 422 */
    @Transactional
    DataClassificationResponse replace(UUID id, DataClassificationRequest request, IfMatch expected) {
        var kept = find(id);
        expected.check(kept::toResponse);
        check(request);
        if (!kept.isAbout(request)) {
            refuseDuplicate(request);
        }
        kept.change(request);
        return stored(kept);
    }

    @Transactional
    void delete(UUID id, IfMatch expected) {
        var kept = find(id);
        expected.check(kept::toResponse);
        entities.remove(kept);
        stored(kept);
    }

    private void check(DataClassificationRequest request) {
        var usual = catalog.of(new Column(request.tableName(), request.columnName()));
        if (usual == null) {
            throw ProblemException.invalid("columnName", "unknown",
                    "there is no such column: /api/v1/data-map has all");
        }
        var floor = usual.level().floor();
        if (request.sensitivityLevel().isLessThan(floor)) {
            throw ProblemException.invalid("sensitivityLevel", "below-floor",
                    "the column is " + usual.level() + " by itself, and " + floor + " at least");
        }
    }

    private void refuseDuplicate(DataClassificationRequest request) {
        if (TenantQuery
                .of(entities, Long.class, "count(e)", DataClassification.class,
                        List.of("e.tableName = :table", "e.columnName = :column"), "")
                .set("table", request.tableName())
                .set("column", request.columnName())
                .optional()
                .orElse(0L) > 0) {
            throw ProblemException.duplicate("columnName", "the column is classified already");
        }
    }

    private DataClassificationResponse stored(DataClassification changed) {
        entities.flush();
        overrides.changed();
        return changed.toResponse();
    }

    private DataClassification find(UUID id) {
        return TenantQuery
                .of(entities, DataClassification.class, "e", DataClassification.class, List.of("e.id = :id"), "")
                .set("id", id)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }
}
