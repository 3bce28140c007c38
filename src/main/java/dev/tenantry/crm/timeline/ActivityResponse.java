package dev.tenantry.crm.timeline;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a timeline.
 *
 * @param kind    {@code contact.created}, {@code opportunity.stage-changed}, {@code note.added} …
 * @param summary what happened, for people
 * @param userId  who did it, or published the workflow that did
 * @param runId   the workflow's run that did it; absent where a person did
 */
public record ActivityResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String kind,
        String summary,
        @Nullable UUID userId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long runId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long contactId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long companyId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long opportunityId,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long leadId,
        Instant occurredAt) {

    /** @param subjects whom or what it is about, by kind */
    static ActivityResponse of(Activity activity, Map<String, Long> subjects) {
        return new ActivityResponse(activity.getId(), activity.getKind(), activity.getSummary(), activity.getUserId(),
                activity.getRunId(), subjects.get("contact"), subjects.get("company"), subjects.get("opportunity"),
                subjects.get("lead"),
                activity.getOccurredAt());
    }
}
