package dev.tenantry.crm;

import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

import dev.tenantry.shared.journal.EventFamily;
import dev.tenantry.shared.record.RecordRegistry;

/**
 * A tag was put on a record, or taken off it: {@code contact.tagged}, {@code company.untagged} and the like, with the record's id by
 * the name that it has everywhere, {@code contactId}. The tag's name is not told: it would outlive the tag.
 */
public record RecordTagged(
        @JsonIgnore String recordType,
        @JsonIgnore Long recordId,
        @JsonProperty Long tagId,
        @JsonIgnore What what) implements EventFamily.Member {

    /** What happened. */
    public enum What {

        TAGGED, UNTAGGED;

        /** {@code contact.tagged} */
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
