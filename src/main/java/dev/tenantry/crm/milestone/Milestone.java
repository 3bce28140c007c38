package dev.tenantry.crm.milestone;

import java.time.LocalDate;
import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordEntity;

/** What a project is to have come to on its way. */
@Entity
@DynamicUpdate
@Table(name = "milestones")
class Milestone extends RecordEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "milestones")
    @SequenceGenerator(name = "milestones", sequenceName = "milestones_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private Long projectId;
    private String name;
    private @Nullable LocalDate dueOn;
    private @Nullable LocalDate reachedOn;

    @SuppressWarnings("NullAway.Init")
    protected Milestone() {}

    @SuppressWarnings("NullAway.Init")
    Milestone(MilestoneRequest request) {
        projectId = request.projectId();
        change(request);
    }

    /** @throws ProblemException 422 where it would go to another project, which its tasks would not */
    void change(MilestoneRequest request) {
        if (!projectId.equals(request.projectId())) {
            throw ProblemException.invalid("projectId", "not-movable", "a milestone stays with its project");
        }
        name = request.name();
        dueOn = request.dueOn();
        reachedOn = request.reachedOn();
    }

    @Override
    public Long getId() {
        return Objects.requireNonNull(id);
    }

    public Long getProjectId() {
        return projectId;
    }

    public String getName() {
        return name;
    }

    public @Nullable LocalDate getDueOn() {
        return dueOn;
    }

    public @Nullable LocalDate getReachedOn() {
        return reachedOn;
    }
}
