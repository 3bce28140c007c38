package dev.tenantry.crm.timeline;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** An entry of the timeline, to read. */
@Entity
@Immutable
@Table(name = "activities")
@SuppressWarnings("NullAway.Init")
class Activity {

    @Id
    private Long id;

    @TenantId
    private UUID organizationId;

    private String kind;
    private String summary;
    private @Nullable UUID userId;
    private @Nullable Long runId;
    private @Nullable Long contactId;
    private @Nullable Long companyId;
    private @Nullable Long opportunityId;
    private Instant occurredAt;

    protected Activity() {}

    Long getId() {
        return id;
    }

    String getKind() {
        return kind;
    }

    String getSummary() {
        return summary;
    }

    @Nullable
    UUID getUserId() {
        return userId;
    }

    @Nullable
    Long getRunId() {
        return runId;
    }

    @Nullable
    Long getContactId() {
        return contactId;
    }

    @Nullable
    Long getCompanyId() {
        return companyId;
    }

    @Nullable
    Long getOpportunityId() {
        return opportunityId;
    }

    Instant getOccurredAt() {
        return occurredAt;
    }
}
