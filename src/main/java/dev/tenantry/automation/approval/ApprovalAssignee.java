package dev.tenantry.automation.approval;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** Whom a run asks, to read. */
@Entity
@Immutable
@Table(name = "workflow_approval_assignees")
@SuppressWarnings("NullAway.Init")
class ApprovalAssignee {

    @Id
    private UUID id;

    @TenantId
    @PartitionKey
    private UUID organizationId;

    private UUID approvalId;
    private UUID userId;

    @Column(name = "is_approved")
    private @Nullable Boolean approved;

    private @Nullable String comment;
    private @Nullable Instant answeredAt;

    protected ApprovalAssignee() {}

    UUID approvalId() {
        return approvalId;
    }

    UUID userId() {
        return userId;
    }

    @Nullable
    Boolean approved() {
        return approved;
    }

    @Nullable
    String comment() {
        return comment;
    }

    @Nullable
    Instant answeredAt() {
        return answeredAt;
    }
}
