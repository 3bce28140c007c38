package dev.tenantry.crm.project;

import java.time.LocalDate;
import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.Compared;
import dev.tenantry.shared.web.ExternalKey;
import dev.tenantry.shared.web.FieldRule;

/**
 * What a project is to be.
 *
 * @param status        active (where absent), archived or completed
 * @param userId        the member who leads it
 * @param dueOn         its last day
 * @param opportunityId the deal that begot it
 * @param externalId    the project's key in another system, unique in the organization
 */
record ProjectRequest(
        @NotBlank @Size(max = 200) String name,
        @Size(max = 10_000) @Nullable String description,
        @Nullable ProjectStatus status,
        @Nullable UUID userId,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate dueOn,
        @Nullable Long contactId,
        @Nullable Long companyId,
        @Nullable Long opportunityId,
        @Compared @Size(max = 255) @ExternalKey @Nullable String externalId) {

    @FieldRule(field = "dueOn", code = "out-of-order", message = "dueOn must not be before startsOn")
    boolean isInOrder() {
        return startsOn == null || dueOn == null || !dueOn.isBefore(startsOn);
    }
}
