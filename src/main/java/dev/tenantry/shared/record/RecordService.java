package dev.tenantry.shared.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.batch.BatchTarget;
import dev.tenantry.shared.journal.CurrentRun;
import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.journal.FieldChange;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantQuery;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.Versioned;

/**
 * The life of a resource's records. A change locks its record, so that a version that was checked is the version that is
 * changed and nobody's change is lost.
 *
 * @param <E> the entity
 * @param <Q> what a request states
 * @param <R> what an answer shows
 */
@Transactional(readOnly = true)
public abstract class RecordService<E extends RecordEntity, Q extends Record, R extends Versioned>
        extends
            FoundRecords<E>
        implements
            BatchTarget<Q, R>,
            ListSource,
            RecordAccess {

    private static final String LIVE = "e.deletedAt is null";
    private static final List<String> BY_ID = List.of(LIVE, "e.id = :id");

    private final Class<Q> requestType;

    /** @param listing the resource's list, whose condition is set here */
    protected RecordService(RecordKernel kernel, ListDefinition<E> listing, Class<Q> requestType) {
        super(kernel, listing);
        this.requestType = requestType;
    }

    /** A new entity that is as the request states. */
    protected abstract E make(Q request);

    /** Makes the entity what the request states. @throws ProblemException before anything has changed */
    protected abstract void change(E entity, Q request);

    /** The request that states what the entity is. */
    protected abstract Q state(E entity);

    protected abstract R show(E entity);

    /** Whether a patch is one for {@link #patch} alone, also among many: it takes more than that the record becomes what it states. */
    protected boolean isParticular(ObjectNode patch) {
        return false;
    }

    /** The record has its id, and its row is yet to be written. For what a resource does besides: events, the timeline. */
    protected void created(E entity) {}

    /** The record was changed: in these fields of what is shown of it, one at least. */
    protected void changed(E entity, Map<String, FieldChange> changes) {}

    /** The record went to the trash. */
    protected void trashed(E entity) {}

    @Override
    public Class<Q> requestType() {
        return requestType;
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Class<?> shows() {
        return ResolvableType.forClass(getClass()).as(RecordService.class).getGeneric(2).toClass();
    }

    @Override
    public List<FieldError> faults(ObjectNode properties) {
        return kernel.patches().faults(properties, requestType);
    }

    @Override
    public List<FieldError> lacking(Set<String> stated) {
        return kernel.patches().lacking(stated, requestType);
    }

    @Override
    public OptionalInt longest(String property) {
        return kernel.patches().longest(requestType, property);
    }

    @Override
    public Optional<ObjectNode> find(Long id) {
        return Optional.ofNullable(kernel.entities().find(listing.entity(), id))
                .filter(entity -> !entity.isTrashed())
                .map(entity -> kernel.json().valueToTree(show(entity)));
    }

    @Override
    @Transactional
    public Long create(ObjectNode properties) {
        return add(kernel.patches().read(properties, requestType)).getId();
    }

    @Override
    @Transactional
    public void patch(Long id, ObjectNode patch) {
        patch(id, patch, IfMatch.ANY);
    }

    @Override
    @Transactional
    public List<@Nullable Long> createAll(List<ObjectNode> properties, Each each) {
        return new NewRecords<>(this, kernel).createAll(properties, each);
    }

    @Override
    @Transactional
    public List<Boolean> patchAll(List<Patch> patches, Each each) {
        return new RecordPatches<>(this, kernel).apply(patches, each);
    }

    public R get(Long id) {
        return show(TenantQuery.of(kernel.entities(), listing.entity(), "e", listing.entity(), BY_ID, "")
                .set("id", id)
                .optional()
                .orElseThrow(ProblemException::notFound));
    }

    public Page<R> list(ListRequest request) {
        kernel.apart().check(type(), shows(), request);
        return kernel.lists().list(listing.under(LIVE), request).map(this::show);
    }

    public Page<R> listTrash(ListRequest request) {
        kernel.apart().check(type(), shows(), request);
        return kernel.lists().list(trash(), request).map(this::show);
    }

    @Override
    @Transactional
    public R create(Q request) {
        return show(add(request));
    }

    @Override
    @Transactional
    public List<Creation<R>> createAll(List<Q> requests) {
        return new NewRecords<>(this, kernel).create(requests,
                (_, work) -> DomainEvents.eachByItself(() -> {
                    work.run();
                    return true;
                }), this::show);
    }

    @Override
    @Transactional
    public R patch(Long id, ObjectNode patch, IfMatch expected) {
        var entity = locked(id, expected);
        return changed(entity, kernel.patches().apply(state(entity), patch));
    }

    @Transactional
    public R replace(Long id, Q request, IfMatch expected) {
        return changed(locked(id, expected), request);
    }

    @Override
    @Transactional
    public void trash(Long id, IfMatch expected) {
        Trash.take(this, kernel, locked(id, expected));
    }

    @Transactional
    public R restore(Long id) {
        var entity = lock(id);
        if (entity == null || !entity.isTrashed()) {
            throw ProblemException.notFound();
        }
        Trash.giveBack(this, kernel, entity);
        return show(entity);
    }

    /** Deletes for good, from the trash or not. */
    @Transactional
    public void purge(Long id, IfMatch expected) {
        kernel.purges().purge(this, id, expected, false);
    }

    /** Deletes for good what is in the trash. */
    @Transactional
    public void erase(Long id, IfMatch expected) {
        kernel.purges().purge(this, id, expected, true);
    }

    @Override
    @Transactional
    public List<Upsert.Outcome> upsert(List<Upsert> rows) {
        return together(() -> new Upserts<>(this, kernel, finder()).run(rows));
    }

    final E add(Q request) {
        return NewRecords.add(this, kernel, make(request));
    }

    /** Adds one that no request has stated. */
    protected final E insert(E entity) {
        entity.changedBy(CurrentRun.idOrNull());
        kernel.entities().persist(entity);
        created(entity);
        return entity;
    }

    private R changed(E entity, Q request) {
        return show(RecordChanges.write(this, kernel, entity, request));
    }

    /** Does something to a locked record that no request states: it is told of like any other change. */
    protected final void changeBesides(E entity, Runnable work) {
        RecordChanges.tell(this, kernel, entity, work);
        kernel.entities().flush();
    }

    /** The live record, locked. @throws ProblemException 404, or 412 where it has another version */
    protected final E locked(Long id, IfMatch expected) {
        var entity = lock(id);
        if (entity == null || entity.isTrashed()) {
            throw ProblemException.notFound();
        }
        expected.check(() -> show(entity));
        return entity;
    }
}
