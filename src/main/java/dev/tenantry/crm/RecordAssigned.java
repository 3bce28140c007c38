package dev.tenantry.crm;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.EventFamily;
import dev.tenantry.shared.record.RecordRegistry;

/**
 * A rule gave a record to a member, or rules were for it and nobody was left: {@code lead.assigned}, {@code lead.unassigned}, with the
 * record's id by the name that it has everywhere, {@code leadId}.
 *
 * @param ownerId null where nobody was left
 * @param ruleId  which rule; where nobody was left, the first that was for it
 */
public record RecordAssigned(
        @JsonIgnore String recordType,
        @JsonIgnore Long recordId,
        @JsonProperty @Nullable UUID ownerId,
        @JsonProperty Long ruleId,
        @JsonIgnore What what) implements EventFamily.Member {

    /** What happened. */
    public enum What {

        ASSIGNED, UNASSIGNED;

        /** {@code lead.assigned} */
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
