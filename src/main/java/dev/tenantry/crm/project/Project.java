package dev.tenantry.crm.project;

import java.time.LocalDate;
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

/** Work towards something, with an end. */
@Entity
@DynamicUpdate
@Table(name = "projects")
class Project extends RecordEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "projects")
    @SequenceGenerator(name = "projects", sequenceName = "projects_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private String name;
    private @Nullable String description;
    @Enumerated(EnumType.STRING)
    private ProjectStatus status;
    private @Nullable UUID userId;
    private @Nullable LocalDate startsOn;
    private @Nullable LocalDate dueOn;
    private @Nullable Long contactId;
    private @Nullable Long companyId;
    private @Nullable Long opportunityId;
    private @Nullable String externalId;

    @SuppressWarnings("NullAway.Init")
    protected Project() {}

    @SuppressWarnings("NullAway.Init")
    Project(ProjectRequest request) {
        change(request);
    }

    void change(ProjectRequest request) {
        name = request.name();
        description = request.description();
        become(request.status() == null ? ProjectStatus.ACTIVE : request.status());
        userId = request.userId();
        startsOn = request.startsOn();
        dueOn = request.dueOn();
        contactId = request.contactId();
        companyId = request.companyId();
        opportunityId = request.opportunityId();
        externalId = request.externalId();
    }

    @SuppressWarnings("ConstantValue")
    private void become(ProjectStatus next) {
        if (status == null || status.canTransitionTo(next)) {
            status = next;
        }
    }

    @Override
    public Long getId() {
        return Objects.requireNonNull(id);
    }

    public String getName() {
        return name;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public ProjectStatus getStatus() {
        return status;
    }

    public @Nullable UUID getUserId() {
        return userId;
    }

    public @Nullable LocalDate getStartsOn() {
        return startsOn;
    }

    public @Nullable LocalDate getDueOn() {
        return dueOn;
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

    public @Nullable String getExternalId() {
        return externalId;
    }
}
