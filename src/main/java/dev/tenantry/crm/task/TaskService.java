package dev.tenantry.crm.task;

import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.Tasks;
import dev.tenantry.crm.tag.TaggedService;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.listing.Field;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.record.RecordEvents;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.web.IfMatch;

@Service
@Transactional(readOnly = true)
class TaskService extends TaggedService<Task, TaskRequest, TaskResponse> implements Tasks {

    private static final String COMPLETED = "completed";
    private static final ListDefinition<Task> LISTING = ListDefinition.of(Task.class)
            .field("id", Long.class)
            .text("title")
            .ranked("priority", TaskPriority.class)
            .nullable("dueAt", Instant.class)
            .nullable("dueOn", LocalDate.class)
            .nullable("completedAt", Instant.class)
            .nullable("assigneeId", UUID.class)
            .nullable("contactId", Long.class)
            .nullable("companyId", Long.class)
            .nullable("opportunityId", Long.class)
            .nullable("leadId", Long.class)
            .nullable("projectId", Long.class)
            .nullable("milestoneId", Long.class)
            .nullable("parentId", Long.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build()
            .with(Field.several("assignees", "a.userId",
                    "TaskAssignee a where a.organizationId = e.organizationId and a.taskId = e.id", UUID.class))
            .with(Field.several("blockers", "d.blockerId",
                    "TaskDependency d where d.organizationId = e.organizationId and d.taskId = e.id", Long.class));

    private final RecordKernel kernel;
    private final TaskMapper mapper;
    private final Timeline timeline;
    private final TaskPlan plan;
    private final TaskBlockers blockers;
    private final TaskRepeats repeats;

    TaskService(RecordKernel kernel, TaskMapper mapper, Timeline timeline, TaskPlan plan,
            TaskBlockers blockers, TaskRepeats repeats) {
        super(kernel, LISTING, TaskRequest.class);
        this.kernel = kernel;
        this.mapper = mapper;
        this.timeline = timeline;
        this.plan = plan;
        this.blockers = blockers;
        this.repeats = repeats;
    }

    @Override
    @Transactional
    public void complete(Long id) {
        complete(id, IfMatch.ANY, false);
    }

    /** @param isEvenIfOpen whether sub-tasks may stay open @throws dev.tenantry.shared.problem.ProblemException 409 where it waits for others, or sub-tasks are open */
    @Transactional
    TaskResponse complete(Long id, IfMatch ifMatch, boolean isEvenIfOpen) {
        var task = locked(id, ifMatch);
        if (task.getCompletedAt() == null) {
            blockers.requireDone(id);
            if (!isEvenIfOpen) {
                blockers.requirePartsDone(id);
            }
        }
        if (task.complete(kernel.clock().instant())) {
            RecordEvents.tell(this, task, COMPLETED, Map.of());
            timeline.note("task.completed", task.getId(), task.getTitle() + " was done", subjects(task));
            repeats.repeat(task, this::insert);
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

    /** The live task, locked. @throws dev.tenantry.shared.problem.ProblemException 404 */
    @Transactional
    Task held(Long id) {
        return locked(id, IfMatch.ANY);
    }

    /** @param task locked @param user null: nobody */
    @Transactional
    void assign(Task task, @Nullable UUID user) {
        changeBesides(task, () -> task.assignTo(user));
    }

    @Override
    protected Set<String> identifying() {
        return Set.of();
    }

    @Override
    protected Task make(TaskRequest request) {
        return new Task(request, plan.due(request, null), plan.project(request));
    }

    @Override
    protected void change(Task task, TaskRequest request) {
        task.change(request, plan.due(request, task.due()), plan.project(request));
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
    protected Map<String, Map<String, Type>> tells() {
        return Map.of(RecordEvents.CREATED, Map.of(), COMPLETED, Map.of());
    }

    @Override
    protected void created(Task task) {
        RecordEvents.tell(this, task, RecordEvents.CREATED, Map.of());
        timeline.note("task.created", task.getId(), "Task: " + task.getTitle(), subjects(task));
    }

    private static Subjects subjects(Task task) {
        return Subjects.of("contact", task.getContactId())
                .and("company", task.getCompanyId())
                .and("opportunity", task.getOpportunityId())
                .and("lead", task.getLeadId())
                .and("project", task.getProjectId());
    }
}
