package dev.tenantry.shared.record;

import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.listing.Field;
import dev.tenantry.shared.listing.Filter;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.SavedViews.SavedView;
import dev.tenantry.shared.tenancy.TenantQuery;
import dev.tenantry.shared.text.CamelCase;

/** A resource's records as they are found by what identifies them. What cannot be asked spoils nothing of whoever asked for it among other things. */
@Transactional(readOnly = true, noRollbackFor = ProblemException.class)
abstract class FoundRecords<E extends RecordEntity> {

    private static final String VIEW = "view";
    private static final String TRASHED = "e.deletedAt is not null";

    final RecordKernel kernel;
    final ListDefinition<E> listing;
    private final String type;

    FoundRecords(RecordKernel kernel, ListDefinition<E> listing) {
        this.kernel = kernel;
        this.listing = listing;
        this.type = CamelCase.split(listing.entity().getSimpleName(), "-");
    }

    /** The properties that identify a record, beside its id: fields of its list. */
    protected Set<String> identifying() {
        return Set.of(RecordFinder.UNIQUE);
    }

    /** Those of them of which a record can have several values. */
    protected Map<String, SeveralValues<E>> several() {
        return Map.of();
    }

    /** Whether events may tell of the record whoever may read such records: else nothing is told of where it goes. */
    protected boolean isTold(E entity) {
        return true;
    }

    /** What happens to such records that their service tells by {@link RecordEvents#tell}, and what besides what is shown of one, by its names. */
    protected Map<String, Map<String, Type>> tells() {
        return Map.of();
    }

    public Set<String> identifiedBy() {
        return identifying();
    }

    /** The properties that no two records share, those in the trash included. */
    public Set<String> unique() {
        return identifying().contains(RecordFinder.UNIQUE) ? Set.of(RecordFinder.UNIQUE) : Set.of();
    }

    public ListDefinition<E> listing() {
        return listing;
    }

    public ListDefinition<E> trash() {
        return listing.under(TRASHED).searchedInPlace().withDeletedAt();
    }

    final @Nullable E lock(Long id) {
        return kernel.entities().find(listing.entity(), id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** {@code subscription-plan}, as the audit trail, the timeline and answers call it. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public String type() {
        return type;
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public RecordExports exports() {
        return kernel.exports();
    }

    public Optional<Instant> createdAt(Long id) {
        return Optional.ofNullable(kernel.entities().find(listing.entity(), id)).map(RecordEntity::getCreatedAt);
    }

    public Field.Matching matching(String property) {
        var field = listing.fields().get(property);
        return field == null || field.type() != String.class ? Field.Matching.FOLDED : field.matching();
    }

    public List<FieldError> unknownReferences(ObjectNode properties) {
        return new StatedLinks(kernel, listing.entity()).faults(properties);
    }

    public List<RecordAccess.Reference> references(ObjectNode properties) {
        return new StatedLinks(kernel, listing.entity()).references(properties);
    }

    public List<Long> ids(ListRequest request, int most) {
        var live = listing.under("e.deletedAt is null");
        var ids = new ArrayList<Long>();
        var page = kernel.lists().list(live, request);
        page.results().forEach(one -> ids.add(one.getId()));
        for (var next = page.paging().next(); next != null && ids.size() < most; next = page.paging().next()) {
            page = kernel.lists().list(live, request.after(next.after()));
            page.results().forEach(one -> ids.add(one.getId()));
        }
        return ids.subList(0, Math.min(ids.size(), most));
    }

    public void check(ListRequest request) {
        kernel.lists().check(listing, request);
    }

    public void checkComparable(String field, String operator) {
        listing.comparable(field, operator);
    }

    public void check(SavedView view) {
        check(asked(view));
    }

    public ListRequest within(Long view, ListRequest request) {
        var saved = kernel.views()
                .find(view, type)
                .orElseThrow(() -> ProblemException.unknown(VIEW, "there is no such view of a " + type));
        try {
            check(saved);
            return request.within(asked(saved));
        } catch (ProblemException refusal) {
            throw ProblemException.unknown(VIEW,
                    "the view asks what the list cannot be asked any more: " + refusal.detail());
        }
    }

    private static ListRequest asked(SavedView view) {
        return ListRequest.of(view.filter() == null ? null : Filter.of(view.filter()), view.sort());
    }

    @Transactional
    public void claim(Map<String, Set<String>> values) {
        var claimed = Stream.concat(identifying().stream(), unique().stream()).collect(Collectors.toSet());
        new RecordClaims(kernel.entities(), finder(claimed), listing.entity()).make(values, claimed);
    }

    public @Nullable Long find(String property, String value, boolean isClose) {
        return finder().find(property, value, isClose);
    }

    public Map<String, List<Long>> find(String property, Collection<String> values, Predicate<String> isClose) {
        return finder().find(property, values, isClose);
    }

    public Map<String, Object> identifiers(String property, Collection<String> values) {
        return finder().identifiers(property, values);
    }

    public void load(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            some(ids).asWritten().list();
        }
    }

    /**
     * Those that are live, which are nobody else's to change or delete before the end of the transaction.
     *
     * @param waits whether for those that somebody else is at; else they are left out
     */
    @Transactional
    public Set<Long> lock(Collection<Long> ids, boolean waits) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        var query = some(ids);
        return (waits ? query.locked() : query.lockedOrLeft()).list()
                .stream()
                .filter(one -> !one.isTrashed())
                .map(RecordEntity::getId)
                .collect(Collectors.toSet());
    }

    /** The records, those in the trash included, in the order of their ids. */
    final TenantQuery<E> some(Collection<Long> ids) {
        return TenantQuery.of(kernel.entities(), listing.entity(), "e", listing.entity(),
                List.of("is_any(e.id, :ids)"), "order by e.id").setAll("ids", ids);
    }

    final RecordFinder<E> finder() {
        return finder(identifying());
    }

    /**
     * Refuses values of a property of which a record can have several and that no two records share; whoever is about to give one of them to
     * a record waits for whoever does.
     *
     * @param fresh    the values that the record is to have and has not
     * @param own      the record's id; null where it is new
     * @throws ProblemException 409 where another record has one
     */
    protected final void refuseHeld(String property, Collection<String> fresh, @Nullable Long own) {
        if (fresh.isEmpty()) {
            return;
        }
        var finder = finder(Set.of(property));
        new RecordClaims(kernel.entities(), finder, listing.entity()).make(Map.of(property, Set.copyOf(fresh)),
                Set.of(property));
        finder.findAll(property, Set.copyOf(fresh))
                .forEach((value, holders) -> holders.stream()
                        .filter(holder -> !holder.getId().equals(own))
                        .findFirst()
                        .ifPresent(holder -> UniqueKeys.refuse(kernel, type, property,
                                new UniqueKeys.Holder(value, holder.getId(), holder.isTrashed()))));
    }

    /** The ids of records, those in the trash included. @param function of the database, made by {@code app.make_finder} */
    protected final Set<Long> found(String function, Set<String> sought) {
        return finder().found(function, sought);
    }

    private RecordFinder<E> finder(Set<String> properties) {
        return new RecordFinder<>(kernel.entities(), kernel.folding(), listing, properties, several());
    }
}
