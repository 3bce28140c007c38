package dev.tenantry.crm.project;

import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.tag.TaggedService;
import dev.tenantry.crm.timeline.ActivityResponse;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.journal.FieldChange;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.record.RecordEvents;
import dev.tenantry.shared.record.RecordKernel;

@Service
@Transactional(readOnly = true)
class ProjectService extends TaggedService<Project, ProjectRequest, ProjectResponse> {

    private static final ListDefinition<Project> LISTING = ListDefinition.of(Project.class)
            .field("id", Long.class)
            .text("name")
            .field("status", ProjectStatus.class)
            .nullable("userId", UUID.class)
            .nullable("startsOn", LocalDate.class)
            .nullable("dueOn", LocalDate.class)
            .nullable("contactId", Long.class)
            .nullable("companyId", Long.class)
            .nullable("opportunityId", Long.class)
            .nullable("externalId", String.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();

    private final ProjectMapper mapper;
    private final Timeline timeline;

    ProjectService(RecordKernel kernel, ProjectMapper mapper, Timeline timeline) {
        super(kernel, LISTING, ProjectRequest.class);
        this.mapper = mapper;
        this.timeline = timeline;
    }

    Page<ActivityResponse> timeline(Long id, ListRequest request) {
        return timeline.of(type(), get(id).id(), request);
    }

    @Override
    protected Set<String> identifying() {
        return Set.of("externalId", "name");
    }

    @Override
    protected Project make(ProjectRequest request) {
        return new Project(request);
    }

    @Override
    protected void change(Project project, ProjectRequest request) {
        project.change(request);
    }

    @Override
    protected ProjectRequest state(Project project) {
        return mapper.toRequest(project);
    }

    @Override
    protected ProjectResponse show(Project project) {
        return mapper.toResponse(project);
    }

    @Override
    protected Map<String, Map<String, Type>> tells() {
        return RecordEvents.USUAL;
    }

    @Override
    protected void created(Project project) {
        RecordEvents.tell(this, project, RecordEvents.CREATED, Map.of());
        timeline.note("project.created", project.getId(), project.getName() + " was added", subjects(project));
    }

    @Override
    protected void changed(Project project, Map<String, FieldChange> changes) {
        RecordEvents.tell(this, project, RecordEvents.UPDATED, Map.of(RecordEvents.CHANGES, changes));
        if (changes.containsKey("status")) {
            timeline.note("project.status-changed", project.getId(), project.getName() + " is " + project.getStatus(),
                    subjects(project));
        }
    }

    private static Subjects subjects(Project project) {
        return Subjects.of("project", project.getId())
                .and("contact", project.getContactId())
                .and("company", project.getCompanyId())
                .and("opportunity", project.getOpportunityId());
    }
}
