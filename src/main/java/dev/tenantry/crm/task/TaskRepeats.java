package dev.tenantry.crm.task;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantQuery;

/**
 * The next of a task that comes again, with its sub-tasks, open and as much later as it is: but for those that come again by themselves. Behind
 * the lock of the task, and so once.
 */
@Component
class TaskRepeats {

    private static final int MOST_PARTS = 500;

    private final EntityManager entities;
    private final TaskParts parts;
    private final Clock clock;

    TaskRepeats(EntityManager entities, TaskParts parts, Clock clock) {
        this.entities = entities;
        this.parts = parts;
        this.clock = clock;
    }

    /** @param insert adds a task @throws ProblemException 409 where it has more sub-tasks than come again */
    void repeat(Task task, UnaryOperator<Task> insert) {
        if (!task.isToBeRepeated()) {
            return;
        }
        var now = clock.instant();
        var due = task.due();
        task.repeated(now);
        TaskRecurrence.of(Objects.requireNonNull(task.getRecurrence()))
                .next(due, now)
                .filter(next -> next.due().isInRange())
                .ifPresent(next -> {
                    var copies = new HashMap<Long, Task>();
                    copies.put(task.getId(), insert.apply(task.again(next.rule(), next.due())));
                    copyParts(task, Duration.between(due.local(), next.due().local()), copies, insert);
                    assign(copies);
                    block(copies);
                });
    }

    /** @param copies by the tasks that they are of, the one above all among them */
    private void copyParts(Task task, Duration later, Map<Long, Task> copies, UnaryOperator<Task> insert) {
        var above = List.of(task.getId());
        while (!above.isEmpty()) {
            var below = new ArrayList<Long>();
            for (var part : parts(above)) {
                if (copies.size() > MOST_PARTS) {
                    throw ProblemException.conflict("the task comes again with at most " + MOST_PARTS + " sub-tasks");
                }
                var parent = Objects.requireNonNull(copies.get(Objects.requireNonNull(part.getParentId())));
                copies.put(part.getId(), insert.apply(part.partOf(parent, part.due().later(later))));
                below.add(part.getId());
            }
            above = below;
        }
    }

    private List<Task> parts(List<Long> above) {
        return TenantQuery
                .of(entities, Task.class, "e", Task.class,
                        List.of("is_any(e.parentId, :above)", "e.deletedAt is null", "e.recurrence is null"),
                        "order by e.id")
                .setAll("above", above)
                .limit(MOST_PARTS + 1)
                .list();
    }

    private void assign(Map<Long, Task> copies) {
        TenantQuery
                .of(entities, Object[].class, "e.taskId, e.userId", TaskAssignee.class,
                        List.of("is_any(e.taskId, :tasks)"), "order by e.createdAt, e.id")
                .setAll("tasks", copies.keySet())
                .list()
                .forEach(row -> entities.persist(
                        new TaskAssignee(copy(copies, (Long) row[0]), (UUID) row[1])));
    }

    /** Among each other they wait as those did that they are of. */
    private void block(Map<Long, Task> copies) {
        parts.block(TenantQuery
                .of(entities, TaskDependency.class, "e", TaskDependency.class,
                        List.of("is_any(e.taskId, :tasks)", "is_any(e.blockerId, :tasks)"), "order by e.id")
                .setAll("tasks", copies.keySet())
                .list()
                .stream()
                .collect(Collectors.groupingBy(one -> copy(copies, one.getTaskId()),
                        Collectors.mapping(one -> copy(copies, one.getBlockerId()), Collectors.toList()))));
    }

    private static Long copy(Map<Long, Task> copies, Long of) {
        return Objects.requireNonNull(copies.get(of)).getId();
    }
}
