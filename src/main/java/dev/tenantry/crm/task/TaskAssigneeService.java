package dev.tenantry.crm.task;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.tenancy.MemberDirectory;

/** The assignees of a task: the one whom it names, and further ones. Whoever changes them holds the task. */
@Service
@Transactional(readOnly = true)
class TaskAssigneeService {

    private final TaskService tasks;
    private final EntityManager entities;
    private final MemberDirectory members;

    TaskAssigneeService(TaskService tasks, EntityManager entities, MemberDirectory members) {
        this.tasks = tasks;
        this.entities = entities;
        this.members = members;
    }

    List<TaskAssigneeResponse> list(Long id) {
        var primary = tasks.get(id).assigneeId();
        var all = new ArrayList<TaskAssigneeResponse>();
        if (primary != null) {
            all.add(new TaskAssigneeResponse(primary, true));
        }
        further(id).stream()
                .map(TaskAssignee::getUserId)
                .filter(user -> !user.equals(primary))
                .forEach(user -> all.add(new TaskAssigneeResponse(user, false)));
        return all;
    }

    /** @throws ProblemException 404; 409 where there are as many as may be */
    @Transactional
    void add(Long id, UUID user) {
        var task = tasks.held(id);
        if (!members.keep(user)) {
            throw ProblemException.notFound();
        }
        var further = further(id);
        if (task.getAssigneeId() == null) {
            tasks.assign(task, user);
        } else if (!user.equals(task.getAssigneeId()) && further.stream().noneMatch(is(user))) {
            if (further.size() + 1 >= TaskParts.MOST_ASSIGNEES) {
                throw ProblemException.conflict("a task has at most " + TaskParts.MOST_ASSIGNEES + " assignees");
            }
            entities.persist(new TaskAssignee(id, user));
        }
    }

    /** Where it is the first one, the next one is that from then on. */
    @Transactional
    void remove(Long id, UUID user) {
        var task = tasks.held(id);
        var further = new ArrayList<>(further(id));
        if (!user.equals(task.getAssigneeId()) && further.stream().noneMatch(is(user))) {
            throw ProblemException.notFound();
        }
        further.stream().filter(is(user)).toList().forEach(one -> {
            further.remove(one);
            entities.remove(one);
        });
        if (user.equals(task.getAssigneeId())) {
            var heir = further.isEmpty() ? null : further.getFirst();
            if (heir != null) {
                entities.remove(heir);
            }
            tasks.assign(task, heir == null ? null : heir.getUserId());
        }
    }

    private static Predicate<TaskAssignee> is(UUID user) {
        return assignee -> assignee.getUserId().equals(user);
    }

    private List<TaskAssignee> further(Long id) {
        return entities.createQuery("select a from TaskAssignee a where a.taskId = :task order by a.createdAt, a.id",
                TaskAssignee.class)
                .setParameter("task", id)
                .getResultList();
    }
}
