package dev.tenantry.shared.record;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;

import dev.tenantry.shared.journal.EventFamily;

/**
 * Something happened to a record: {@code contact.created}, {@code task.deleted} and the like, with what is shown of it to whoever may read
 * it.
 *
 * @param what {@code created}
 * @param told the record's id by the name that it has everywhere, {@code contactId}, its fields, and what is told besides
 */
record RecordEvent(
        @JsonIgnore String recordType,
        @JsonIgnore Long recordId,
        @JsonIgnore String what,
        @JsonAnyGetter Map<String, Object> told) implements EventFamily.Member {

    /** {@code contact.created} */
    static String name(String recordType, String what) {
        return recordType + "." + what;
    }

    @Override
    public String eventName() {
        return name(recordType, what);
    }

    @Override
    public String aggregateType() {
        return recordType;
    }

    @Override
    public String aggregateId() {
        return recordId.toString();
    }
}
