package dev.tenantry.crm.task;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.time.Zone;
import dev.tenantry.shared.web.FieldRule;

/**
 * What a task is to be.
 *
 * @param priority   low, normal (where absent) or high
 * @param dueAt      until when; what is due on a day is due by its end
 * @param dueOn      by the end of which day, in the zone, in place of dueAt
 * @param dueZone    whose days and clocks count; absent: where a day or a recurrence is stated, the person's or the organization's
 * @param recurrence a rule of RFC 5545: {@code FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR}
 * @param assigneeId the member who is to do it
 * @param projectId  absent: that of the milestone
 * @param parentId   the task of which it is a part
 */
record TaskRequest(
        @NotBlank @Size(max = 200) String title,
        @Size(max = 10_000) @Nullable String description,
        @Nullable TaskPriority priority,
        @Nullable Instant dueAt,
        @Nullable LocalDate dueOn,
        @Zone @Nullable String dueZone,
        @Size(max = 500) @Nullable String recurrence,
        @Nullable UUID assigneeId,
        @Nullable Long contactId,
        @Nullable Long companyId,
        @Nullable Long opportunityId,
        @Nullable Long leadId,
        @Nullable Long projectId,
        @Nullable Long milestoneId,
        @Nullable Long parentId) {

    @FieldRule(field = "recurrence", code = "unknown-rule", message = "recurrence must be a rule of RFC 5545 without its name, such as FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR")
    boolean isRule() {
        return recurrence == null || TaskParts.isRule(recurrence);
    }

    @FieldRule(field = "recurrence", code = "not-due", message = "a task that comes again needs dueAt or dueOn")
    boolean isDueWhereItComesAgain() {
        return recurrence == null || dueAt != null || dueOn != null;
    }
}
