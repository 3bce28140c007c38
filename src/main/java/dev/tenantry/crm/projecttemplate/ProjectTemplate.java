package dev.tenantry.crm.projecttemplate;

import java.util.List;
import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedAs;
import dev.tenantry.shared.record.RecordEntity;

/** What is done in every project of a kind. */
@Entity
@AuditedAs(AuditEntry.Category.CONFIGURATION)
@DynamicUpdate
@Table(name = "project_templates")
class ProjectTemplate extends RecordEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "project_templates")
    @SequenceGenerator(name = "project_templates", sequenceName = "project_templates_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private String name;
    private @Nullable String projectName;
    private @Nullable String description;
    @JdbcTypeCode(SqlTypes.JSON)
    private List<TemplateMember> members = List.of();
    @JdbcTypeCode(SqlTypes.JSON)
    private List<TemplateMilestone> milestones = List.of();
    @JdbcTypeCode(SqlTypes.JSON)
    private List<TemplateTask> tasks = List.of();
    private @Nullable String externalId;

    @SuppressWarnings("NullAway.Init")
    protected ProjectTemplate() {}

    @SuppressWarnings("NullAway.Init")
    ProjectTemplate(ProjectTemplateRequest request) {
        change(request);
    }

    void change(ProjectTemplateRequest request) {
        name = request.name();
        projectName = request.projectName();
        description = request.description();
        members = request.members() == null ? List.of() : List.copyOf(request.members());
        milestones = request.milestones() == null ? List.of() : List.copyOf(request.milestones());
        tasks = request.tasks() == null ? List.of() : List.copyOf(request.tasks());
        externalId = request.externalId();
    }

    @Override
    public Long getId() {
        return Objects.requireNonNull(id);
    }

    public String getName() {
        return name;
    }

    public @Nullable String getProjectName() {
        return projectName;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public List<TemplateMember> getMembers() {
        return members;
    }

    public List<TemplateMilestone> getMilestones() {
        return milestones;
    }

    public List<TemplateTask> getTasks() {
        return tasks;
    }

    public @Nullable String getExternalId() {
        return externalId;
    }
}
