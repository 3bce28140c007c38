package dev.tenantry.crm.imports;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.imports.mapping.ImportMapping;
import dev.tenantry.crm.pipeline.StageLock;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.PersonalData;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.IfMatch;

/** What people do with imports. */
@Service
@Transactional(readOnly = true)
class ImportService implements ListSource {

    private final ListDefinition<Import> listing;
    private final EntityManager entities;
    private final ListQuery lists;
    private final ImportMappings mappings;
    private final ImportJobs jobs;
    private final ImportAudit audit;
    private final Clock clock;

    ImportService(EntityManager entities, ListQuery lists, ImportMappings mappings, ImportJobs jobs,
            ImportAudit audit, Clock clock) {
        this.listing = listing(mappings.targets());
        this.entities = entities;
        this.lists = lists;
        this.mappings = mappings;
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
    }

    Page<ImportSummary> list(ListRequest request) {
        return lists.list(listing, request).map(imported -> ImportSummary.of(imported, clock.instant()));
    }

    private static ListDefinition<Import> listing(List<String> targets) {
        return ListDefinition.of(Import.class)
                .field("id", Long.class)
                .oneOf("target", targets)
                .folded("fileName", "fold(e.fileName)", false)
                .field("fileSize", Long.class)
                .field("state", ImportState.class)
                .nullable("mode", ImportMode.class)
                .field("createdAt", Instant.class)
                .field("updatedAt", Instant.class)
                .nullable("startedAt", Instant.class)
                .nullable("finishedAt", Instant.class)
                .build();
    }

    @Override
    public ListDefinition<?> listing() {
        return listing;
    }

    @Override
    public Class<?> shows() {
        return ImportSummary.class;
    }

    ImportResponse get(Long id) {
        return show(existing(entities.find(Import.class, id)));
    }

    /** To whoever is to be shown rows of the file. @throws ProblemException 403 */
    ImportResponse getReadable(Long id) {
        var imported = get(id);
        require(Caller.current(), imported.target() + ":read");
        return imported;
    }

    @Transactional
    ImportResponse map(Long id, ImportMapping mapping, IfMatch ifMatch) {
        StageLock.share(entities);
        var imported = locked(id, ifMatch);
        imported.map(mappings.complete(imported, mapping));
        mappings.lookUps(imported, mapping).forEach(permission -> require(Caller.current(), permission));
        audit.mapped(imported);
        entities.flush();
        return show(imported);
    }

    @Transactional
    ImportResponse run(Long id, ImportMode mode, IfMatch ifMatch) {
        var imported = locked(id, ifMatch);
        var caller = Caller.current();
        mappings.neededPermissions(imported).forEach(permission -> require(caller, permission));
        if (imported.queue(mode, caller.userId())) {
            jobs.queue(id, mode);
            audit.queued(imported);
            entities.flush();
        }
        return show(imported);
    }

    /** What has been written by then stays. */
    @Transactional
    ImportResponse cancel(Long id, ImportMode mode, IfMatch ifMatch) {
        var imported = locked(id, ifMatch);
        if (imported.getMode() == mode) {
            cancel(imported);
        }
        return show(imported);
    }

    /** Whatever is under way, dry or not. */
    @Transactional
    void cancel(Long id) {
        cancel(locked(id, IfMatch.ANY));
    }

    private void cancel(Import imported) {
        if (imported.cancel(now())) {
            jobs.keepFile(imported.getId());
            audit.ended(imported);
            entities.flush();
        }
    }

    @Transactional
    void delete(Long id, IfMatch ifMatch) {
        var imported = locked(id, ifMatch);
        if (imported.getState().isActive()) {
            throw ProblemException.conflict("the import is " + imported.getState() + "; cancel it first");
        }
        audit.deleted(imported);
        entities.remove(imported);
    }

    private static void require(Caller caller, String permission) {
        if (!caller.may(permission)) {
            throw ProblemException.forbidden(permission);
        }
    }

    private Import locked(Long id, IfMatch ifMatch) {
        var imported = existing(entities.find(Import.class, id, LockModeType.PESSIMISTIC_WRITE));
        ifMatch.check(() -> show(imported));
        return imported;
    }

    private static Import existing(@Nullable Import imported) {
        if (imported == null) {
            throw ProblemException.notFound();
        }
        return imported;
    }

    private ImportResponse show(Import imported) {
        return ImportResponse.of(imported, mappings.suggest(imported), lackedToSee(imported), clock.instant());
    }

    /** A file holds what its records will, so whoever reads its texts may read those; and of columns that nobody has mapped nobody knows what is personal. */
    private static Set<String> lackedToSee(Import imported) {
        var permission = imported.getTarget() + ":read";
        if (!Caller.current().may(permission)) {
            return Set.of(permission);
        }
        return Caller.current().isImpersonated() ? Set.of(PersonalData.PERMISSION) : Set.of();
    }

    private Instant now() {
        return clock.instant();
    }
}
