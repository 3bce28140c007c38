package dev.tenantry.crm;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

import dev.tenantry.shared.journal.EventFamily;
import dev.tenantry.shared.record.RecordRegistry;

/**
 * A member began to follow a record, or ended it: {@code contact.followed}, {@code company.unfollowed}, with the record's id by
 * the name that it has everywhere, {@code contactId}.
 */
public record RecordFollowed(
        @JsonIgnore String recordType,
        @JsonIgnore Long recordId,
        @JsonProperty UUID userId,
        @JsonIgnore What what) implements EventFamily.Member {

    /** What happened. */
    public enum What {

        FOLLOWED, UNFOLLOWED;

        /** {@code contact.followed} */
        public String of(String recordType) {
            return recordType + "." + name().toLowerCase(Locale.ROOT);
        }
    }

    @JsonAnyGetter
    public Map<String, Long> record() {
        return Map.of(RecordRegistry.reference(recordType), recordId);
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
