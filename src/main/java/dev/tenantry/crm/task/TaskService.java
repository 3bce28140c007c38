package dev.tenantry.crm.task;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.TaskCompleted;
import dev.tenantry.crm.TaskCreated;
import dev.tenantry.crm.Tasks;
import dev.tenantry.crm.tag.TaggedService;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.web.IfMatch;

@Service
@Transactional(readOnly = true)
class TaskService extends TaggedService<Task, TaskRequest, TaskResponse> implements Tasks {

    private static final ListDefinition<Task> LISTING = ListDefinition.of(Task.class)
            .field("id", Long.class)
            .text("title")
            .field("priority", TaskPriority.class)
            .nullable("dueAt", Instant.class)
            .nullable("completedAt", Instant.class)
            .nullable("assigneeId", UUID.class)
            .nullable("contactId", Long.class)
            .nullable("companyId", Long.class)
            .nullable("opportunityId", Long.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();

    private final RecordKernel kernel;
    private final TaskMapper mapper;
    private final DomainEvents events;
    private final Timeline timeline;

    TaskService(RecordKernel kernel, TaskMapper mapper, DomainEvents events, Timeline timeline) {
        super(kernel, LISTING, TaskRequest.class);
        this.kernel = kernel;
        this.mapper = mapper;
        this.events = events;
        this.timeline = timeline;
    }

    @Override
    @Transactional
    public void complete(Long id) {
        complete(id, IfMatch.ANY);
    }

    @Transactional
    TaskResponse complete(Long id, IfMatch ifMatch) {
        var task = locked(id, ifMatch);
        if (task.complete(kernel.clock().instant())) {
            events.publish(new TaskCompleted(task.getId(), task.getTitle(), task.getContactId(), task.getCompanyId(),
                    task.getOpportunityId()));
            timeline.note("task.completed", task.getId(), task.getTitle() + " was done", subjects(task));
            kernel.entities().flush();
        }
        return show(task);
    }

    @Transactional
    TaskResponse reopen(Long id, IfMatch ifMatch) {
        var task = locked(id, ifMatch);
        task.reopen();
        kernel.entities().flush();
        return show(task);
    }

    @Override
    protected Set<String> identifying() {
        return Set.of();
    }

    @Override
    protected Task make(TaskRequest request) {
        return new Task(request);
    }

    @Override
    protected void change(Task task, TaskRequest request) {
        task.change(request);
    }

    @Override
    protected TaskRequest state(Task task) {
        return mapper.toRequest(task);
    }

    @Override
    protected TaskResponse show(Task task) {
        return mapper.toResponse(task);
    }

    @Override
    protected void created(Task task) {
        events.publish(new TaskCreated(task.getId(), task.getTitle(), task.getContactId(), task.getCompanyId(),
                task.getOpportunityId()));
        timeline.note("task.created", task.getId(), "Task: " + task.getTitle(), subjects(task));
    }

    private static Subjects subjects(Task task) {
        return Subjects.of("contact", task.getContactId())
                .and("company", task.getCompanyId())
                .and("opportunity", task.getOpportunityId());
    }
}
