package dev.tenantry.crm.milestone;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.MilestoneReached;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.journal.FieldChange;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.record.RecordService;

@Service
@Transactional(readOnly = true)
class MilestoneService extends RecordService<Milestone, MilestoneRequest, MilestoneResponse> {

    private static final ListDefinition<Milestone> LISTING = ListDefinition.of(Milestone.class)
            .field("id", Long.class)
            .field("projectId", Long.class)
            .text("name")
            .nullable("dueOn", LocalDate.class)
            .nullable("reachedOn", LocalDate.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();

    private final MilestoneMapper mapper;
    private final DomainEvents events;
    private final Timeline timeline;

    MilestoneService(RecordKernel kernel, MilestoneMapper mapper, DomainEvents events, Timeline timeline) {
        super(kernel, LISTING, MilestoneRequest.class);
        this.mapper = mapper;
        this.events = events;
        this.timeline = timeline;
    }

    @Override
    protected Set<String> identifying() {
        return Set.of();
    }

    @Override
    protected Milestone make(MilestoneRequest request) {
        return new Milestone(request);
    }

    @Override
    protected void change(Milestone milestone, MilestoneRequest request) {
        milestone.change(request);
    }

    @Override
    protected MilestoneRequest state(Milestone milestone) {
        return mapper.toRequest(milestone);
    }

    @Override
    protected MilestoneResponse show(Milestone milestone) {
        return mapper.toResponse(milestone);
    }

    @Override
    protected void created(Milestone milestone) {
        if (milestone.getReachedOn() != null) {
            reached(milestone);
        }
    }

    @Override
    protected void changed(Milestone milestone, Map<String, FieldChange> changes) {
        var reached = changes.get("reachedOn");
        if (reached != null && milestone.getReachedOn() != null && reached.before().isNull()) {
            reached(milestone);
        }
    }

    private void reached(Milestone milestone) {
        events.publish(new MilestoneReached(milestone.getId(), milestone.getName(), milestone.getProjectId()));
        timeline.note("milestone.reached", milestone.getId(), milestone.getName() + " was reached",
                Subjects.of("project", milestone.getProjectId()));
    }
}
