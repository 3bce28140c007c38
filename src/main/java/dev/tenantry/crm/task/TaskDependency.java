package dev.tenantry.crm.task;

import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.tenancy.TenantEntity;

/** That a task waits for another one. */
@Entity
@Table(name = "task_dependencies")
class TaskDependency extends TenantEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "task_dependencies")
    @SequenceGenerator(name = "task_dependencies", sequenceName = "task_dependencies_id_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(updatable = false)
    private Long taskId;
    @Column(updatable = false)
    private Long blockerId;

    @SuppressWarnings("NullAway.Init")
    protected TaskDependency() {}

    TaskDependency(Long taskId, Long blockerId) {
        this.taskId = taskId;
        this.blockerId = blockerId;
    }

    Long getId() {
        return Objects.requireNonNull(id);
    }

    Long getTaskId() {
        return taskId;
    }

    Long getBlockerId() {
        return blockerId;
    }
}
