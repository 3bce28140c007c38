package dev.tenantry.crm.task;

import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.tenancy.TenantEntity;

/** Who is to do a task beside its first assignee. */
@Entity
@Table(name = "task_assignees")
class TaskAssignee extends TenantEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "task_assignees")
    @SequenceGenerator(name = "task_assignees", sequenceName = "task_assignees_id_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(updatable = false)
    private Long taskId;
    @Column(updatable = false)
    private UUID userId;

    @SuppressWarnings("NullAway.Init")
    protected TaskAssignee() {}

    TaskAssignee(Long taskId, UUID userId) {
        this.taskId = taskId;
        this.userId = userId;
    }

    Long getId() {
        return Objects.requireNonNull(id);
    }

    Long getTaskId() {
        return taskId;
    }

    UUID getUserId() {
        return userId;
    }
}
