package dev.tenantry.crm.task;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
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

import dev.tenantry.audit.NotAudited;
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
    private @Nullable LocalDate dueOn;
    private @Nullable String dueZone;
    @NotAudited("dueAt")
    private @Nullable LocalTime dueTime;
    private @Nullable String recurrence;
    @NotAudited("completedAt")
    private @Nullable Instant repeatedAt;
    private @Nullable Instant completedAt;
    private @Nullable UUID assigneeId;
    private @Nullable Long contactId;
    private @Nullable Long companyId;
    private @Nullable Long opportunityId;
    private @Nullable Long leadId;
    private @Nullable Long projectId;
    private @Nullable Long milestoneId;
    private @Nullable Long parentId;

    @SuppressWarnings("NullAway.Init")
    protected Task() {}

    @SuppressWarnings("NullAway.Init")
    Task(TaskRequest request, TaskDue due, @Nullable Long projectId) {
        change(request, due, projectId);
    }

    /** @param projectId that of the milestone, where there is one */
    void change(TaskRequest request, TaskDue due, @Nullable Long projectId) {
        title = request.title();
        description = request.description();
        priority = request.priority() == null ? TaskPriority.NORMAL : request.priority();
        dueAt(due);
        recurrence = request.recurrence();
        assigneeId = request.assigneeId();
        contactId = request.contactId();
        companyId = request.companyId();
        opportunityId = request.opportunityId();
        leadId = request.leadId();
        this.projectId = projectId;
        milestoneId = request.milestoneId();
        parentId = request.parentId();
    }

    private void dueAt(TaskDue due) {
        dueAt = due.at();
        dueOn = due.on();
        dueZone = due.zone();
        dueTime = due.time();
    }

    TaskDue due() {
        return new TaskDue(dueAt, dueOn, dueZone, dueTime);
    }

    /** Whether a next one is to be made now that it is done: once, however often it is done. */
    boolean isToBeRepeated() {
        return recurrence != null && repeatedAt == null;
    }

    void repeated(Instant now) {
        repeatedAt = now;
    }

    /** The next of the series: the same, to be done until then. @param rule null: it does not come again */
    Task again(@Nullable String rule, TaskDue due) {
        var next = new Task();
        next.title = title;
        next.description = description;
        next.priority = priority;
        next.dueAt(due);
        next.recurrence = rule;
        next.assigneeId = assigneeId;
        next.contactId = contactId;
        next.companyId = companyId;
        next.opportunityId = opportunityId;
        next.leadId = leadId;
        next.projectId = projectId;
        next.milestoneId = milestoneId;
        next.parentId = parentId;
        return next;
    }

    /** The same as a part of another one, to be done until then, once. */
    Task partOf(Task parent, TaskDue due) {
        var part = again(null, due);
        part.parentId = parent.getId();
        return part;
    }

    /** @return whether it was open until now */
    boolean complete(Instant now) {
        if (completedAt != null) {
            return false;
        }
        completedAt = now;
        return true;
    }

    void assignTo(@Nullable UUID user) {
        assigneeId = user;
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

    public @Nullable LocalDate getDueOn() {
        return dueOn;
    }

    public @Nullable String getDueZone() {
        return dueZone;
    }

    public @Nullable String getRecurrence() {
        return recurrence;
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

    public @Nullable Long getLeadId() {
        return leadId;
    }

    public @Nullable Long getProjectId() {
        return projectId;
    }

    public @Nullable Long getMilestoneId() {
        return milestoneId;
    }

    public @Nullable Long getParentId() {
        return parentId;
    }
}
