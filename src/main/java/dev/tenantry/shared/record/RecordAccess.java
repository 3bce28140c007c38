package dev.tenantry.shared.record;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.listing.Field;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.record.SavedViews.SavedView;

/** A resource's records as JSON, in the form of its API, for what works on records of any kind. */
public interface RecordAccess {

    /** The kind of record: {@code contact}. */
    String type();

    /** The record whose components are the fields that {@link #find(Long)} shows. */
    Class<?> shows();

    /** The record whose components are what a request states. */
    Class<? extends Record> requestType();

    /**
     * What the API would refuse of a record with these properties, each fault at its property. What is missing is no fault:
     * it may be stated later.
     */
    List<FieldError> faults(ObjectNode properties);

    /** What the API would miss of a record that states these properties and no others, each fault at its property. */
    List<FieldError> lacking(Set<String> stated);

    /**
     * What the API would refuse of these properties, since they refer to no record or member that there is, each fault at its property: the same
     * for what is another organization's and for what nobody has. What is no id is no fault here.
     */
    List<FieldError> unknownReferences(ObjectNode properties);

    /**
     * What is right by itself, and the record refuses as it stands: nothing is written.
     *
     * @param id of the record that is to be changed; null of one that is to be made
     * @throws dev.tenantry.shared.problem.ProblemException as the API would refuse it
     */
    default void foresee(@Nullable Long id, ObjectNode properties) {}

    /** A record or member that a property refers to. @param type of the record; null of a member @param id a whole number, or a UUID */
    record Reference(String property, @Nullable String type, String id) {}

    /** What these properties refer to, whether it is there or not. What is no id is none. */
    List<Reference> references(ObjectNode properties);

    /** The length of the property's longest text, in characters; empty where it is no text, or has no end. */
    OptionalInt longest(String property);

    /** What the property's text is for, where it is one. */
    default TextUse use(String property) {
        return TextUse.of(requestType(), property);
    }

    /** How texts of a property that is shown are compared: as the records' list compares them. */
    Field.Matching matching(String property);

    /** Has the records at hand for the rest of the transaction: to {@link #find(Long)} one of them asks nobody then. */
    void load(Collection<Long> ids);

    /** Empty where there is none. */
    Optional<ObjectNode> find(Long id);

    /** When the record was made, be it in the trash; empty where there is none. */
    Optional<Instant> createdAt(Long id);

    /** The ids of what the caller's list shows, in its order: so many at most, however many a page has. */
    List<Long> ids(ListRequest request, int most);

    /** @throws dev.tenantry.shared.problem.ProblemException 400 where the list cannot be asked that */
    void check(ListRequest request);

    /** @throws dev.tenantry.shared.problem.ProblemException 400 where the list has no such field, or does not compare it so */
    void checkComparable(String field, String operator);

    /** @throws dev.tenantry.shared.problem.ProblemException 400 where the caller's list could not be asked what the view asks */
    void check(SavedView view);

    /**
     * Of what a view shows the same.
     *
     * @param view its id
     * @throws dev.tenantry.shared.problem.ProblemException 400 where the caller sees no such view of this kind of records, or the list
     *         cannot be asked any more what it asks
     */
    ListRequest within(Long view, ListRequest request);

    /** @return the new record's id @throws dev.tenantry.shared.problem.ProblemException where the API would refuse it */
    Long create(ObjectNode properties);

    /** A merge patch. @throws dev.tenantry.shared.problem.ProblemException where the API would refuse it */
    void patch(Long id, ObjectNode patch);

    /**
     * Creates several in one transaction, in a fraction of the time that each alone would take.
     *
     * @param each does the work on each, in whose name it is
     * @return in the order of the properties: the new record's id; null for what is to be created alone, which tells what
     *         is wrong with it
     * @throws RuntimeException where the database refuses one of them after all: the transaction is to be undone
     */
    List<@Nullable Long> createAll(List<ObjectNode> properties, Each each);

    /**
     * Changes several in one transaction, likewise.
     *
     * @return in the order of the patches: whether it was done, and not left to be done alone
     */
    List<Boolean> patchAll(List<Patch> patches, Each each);

    /** A merge patch of a record. */
    record Patch(Long id, ObjectNode properties) {}

    /** Does the work on each of several, by their places. */
    interface Each {

        void call(int place, Runnable work);
    }

    /** The properties that identify a record, beside its id; empty where nothing does. */
    Set<String> identifiedBy();

    /**
     * From here on to the end of the transaction the records that have one of the values are nobody else's, those that are yet to be
     * among them.
     *
     * @param values by identifying property
     */
    void claim(Map<String, Set<String>> values);

    /**
     * The live records whose identifying property, or id, has one of the values. Of those that a text finds without regard
     * to marks, the ones that come nearest to it.
     *
     * @param isClose of which values a record that is spelled differently is another one
     * @return their ids by value; without the values that no record has
     */
    Map<String, List<Long>> find(String property, Collection<String> values, Predicate<String> isClose);

    /**
     * What values of an identifying property, or of the id, are compared as: those that mean the same record have equal
     * identifiers.
     *
     * @return by value; without the values that no record can have
     */
    Map<String, Object> identifiers(String property, Collection<String> values);

    /**
     * Creates or changes many records in one transaction. A row that the API would refuse is refused alone and leaves
     * nothing behind; what the database refuses, or somebody else's change in between, fails the transaction.
     *
     * @return in the order of the rows
     */
    List<Upsert.Outcome> upsert(List<Upsert> rows);
}
