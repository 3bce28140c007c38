package dev.tenantry.shared.record;

import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.journal.EventFamily;

/**
 * A record went to the trash, or came back from it: {@code contact.deleted}, {@code task.restored} and the like, with what is shown of it to
 * whoever may read it.
 *
 * @param told the record's id by the name that it has everywhere, {@code contactId}, and its fields
 */
record RecordTrashing(
        @JsonIgnore String recordType,
        @JsonIgnore Long recordId,
        @JsonIgnore What what,
        @JsonAnyGetter Map<String, JsonNode> told) implements EventFamily.Member {

    /** What happened. */
    enum What {

        DELETED, RESTORED;

        /** {@code contact.deleted} */
        String of(String recordType) {
            return recordType + "." + name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String eventName() {
        return what.of(recordType);
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
