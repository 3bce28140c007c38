package dev.tenantry.crm.timeline;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * An entry on one record's timeline, to read. An entry about several records has a row on the timeline of each, and the same
 * id on all: as entities, only those of one timeline may be read together.
 */
@Entity
@Immutable
@Table(name = "activities")
@SuppressWarnings("NullAway.Init")
class Activity {

    @Id
    private Long id;

    @TenantId
    @PartitionKey
    private UUID organizationId;

    private String subjectType;
    private Long subjectId;
    private String kind;
    private Long recordId;
    private String summary;
    private @Nullable UUID userId;
    private @Nullable Long runId;
    private Instant occurredAt;

    protected Activity() {}

    Long getId() {
        return id;
    }

    String getKind() {
        return kind;
    }

    /** The record whose text the summary is. */
    Long getRecordId() {
        return recordId;
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

    Instant getOccurredAt() {
        return occurredAt;
    }
}
