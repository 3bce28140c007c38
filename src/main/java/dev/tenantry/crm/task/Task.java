package dev.tenantry.crm.task;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.RecordEntity;

/** Something to do, for somebody, about somebody or something. */
@Entity
@DynamicUpdate
@Table(name = "tasks")
class Task extends RecordEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "tasks")
    @SequenceGenerator(name = "tasks", sequenceName = "tasks_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private String title;
    private @Nullable String description;
    @Enumerated(EnumType.STRING)
    private TaskPriority priority;
    private @Nullable Instant dueAt;
    private @Nullable Instant completedAt;
    private @Nullable UUID assigneeId;
    private @Nullable Long contactId;
    private @Nullable Long companyId;
    private @Nullable Long opportunityId;

    @SuppressWarnings("NullAway.Init")
    protected Task() {}

    @SuppressWarnings("NullAway.Init")
    Task(TaskRequest request) {
        change(request);
    }

    void change(TaskRequest request) {
        title = request.title();
        description = request.description();
        priority = request.priority() == null ? TaskPriority.NORMAL : request.priority();
        dueAt = request.dueAt() == null ? null : request.dueAt().truncatedTo(ChronoUnit.MICROS);
        assigneeId = request.assigneeId();
        contactId = request.contactId();
        companyId = request.companyId();
        opportunityId = request.opportunityId();
    }

    /** @return whether it was open until now */
    boolean complete(Instant now) {
        if (completedAt != null) {
            return false;
        }
        completedAt = now;
        return true;
    }

    void reopen() {
        completedAt = null;
    }

    @Override
    public Long getId() {
        return Objects.requireNonNull(id);
    }

    public String getTitle() {
        return title;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public TaskPriority getPriority() {
        return priority;
    }

    public @Nullable Instant getDueAt() {
        return dueAt;
    }

    public @Nullable Instant getCompletedAt() {
        return completedAt;
    }

    public @Nullable UUID getAssigneeId() {
        return assigneeId;
    }

    public @Nullable Long getContactId() {
        return contactId;
    }

    public @Nullable Long getCompanyId() {
        return companyId;
    }

    public @Nullable Long getOpportunityId() {
        return opportunityId;
    }
}
