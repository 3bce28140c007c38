package dev.tenantry.crm.imports.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.tenancy.MemberDirectory;

/** Records that files can be imported to. Whoever has such records brings one as a bean; there is nothing else to state. */
public interface ImportTarget {

    /** What imports call it, and permissions the records: {@code contacts}. */
    String resource();

    /** The kind of record: {@code contact}. */
    String type();

    /** The properties that a row can be matched with a record by, the surest first. */
    List<String> identifying();

    /** What a request to make a record can state, and what files call it. */
    List<TargetField> fields();

    /** What holds where a mapping does not say: a history is not to set off automations. */
    default boolean publishesEvents() {
        return true;
    }

    /** By which properties other rows can refer to a record, the most usual first. */
    default List<String> referredBy() {
        return List.of("externalId", "id");
    }

    /** Whether a record that other rows refer to, by name or external id, may be added where there is none. */
    default boolean isAddedByReference() {
        return false;
    }

    /** What a name is joined of where no column is one: of fields, or of columns by what they are called, in lower case. */
    default List<String> namedBy() {
        return List.of();
    }

    /**
     * What the columns of a row state together, in the form of the records' API.
     *
     * @param properties what they state each, which may be changed
     * @param present    the record that is there already; null where there is none
     */
    default ObjectNode joined(ObjectNode properties, @Nullable ObjectNode present) {
        return properties;
    }

    /** What rows state beside what is the record's own; null where that is nothing. */
    default @Nullable Besides besides() {
        return null;
    }

    /** Writes what is beside a record, in the current transaction, once the record is written. */
    @FunctionalInterface
    interface Besides {

        /**
         * @param properties what the row states, with the currency of its amounts
         * @return whether anything is otherwise now
         * @throws dev.tenantry.shared.problem.ProblemException with the field, where it cannot be: the row is undone then
         */
        boolean write(Long id, ObjectNode properties);
    }

    /** By which of the properties that a row states it is matched. @param stated in the order to look, which may be changed */
    default Map<String, String> sought(Map<String, String> stated) {
        return stated;
    }

    default Optional<TargetField> field(String name) {
        return fields().stream().filter(field -> field.name().equals(name)).findFirst().or(() -> openField(name));
    }

    /** A field that {@link #fields} do not name, since there are as many as somebody gives names to. */
    default Optional<TargetField> openField(String name) {
        return Optional.empty();
    }

    /** Which of those a column is for. @param folded the heading in lower case without separators and accents */
    default Optional<String> openFieldOf(String heading, String folded) {
        return Optional.empty();
    }

    /** Whether a row can be matched with a record by the field. */
    default boolean identifies(String field) {
        return identifying().contains(field);
    }

    /** The property of records by which one is found that has the value in the field, and what it has there. */
    default Map.Entry<String, String> key(String field, String value) {
        return Map.entry(field, value);
    }

    default boolean hasStages() {
        return fields().stream().anyMatch(field -> field.kind() == FieldKind.STAGE);
    }

    /** By which properties members can be referred to. */
    static List<String> identifyingMembers() {
        return List.of(MemberDirectory.EMAIL, MemberDirectory.NAME, "id");
    }
}
