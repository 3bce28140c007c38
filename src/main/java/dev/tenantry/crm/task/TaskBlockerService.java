package dev.tenantry.crm.task;

import java.util.List;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.tenancy.TenantLocks;

/** Which tasks a task waits for: never, through however many others, for itself. */
@Service
@Transactional(readOnly = true)
class TaskBlockerService {

    private static final String WAITS = """
            with recursive way (id) as (
                select cast(:blocker as bigint)
                union
                select d.blocker_id from way w
                    join task_dependencies d on d.organization_id = :organization and d.task_id = w.id)
            select count(*) from way where id = :task""";

    private final TaskService tasks;
    private final TaskBlockers blockers;
    private final EntityManager entities;

    TaskBlockerService(TaskService tasks, TaskBlockers blockers, EntityManager entities) {
        this.tasks = tasks;
        this.blockers = blockers;
        this.entities = entities;
    }

    List<TaskBlockerResponse> list(Long id) {
        return blockers.of(tasks.get(id).id());
    }

    /** @throws ProblemException 404; 409 where there are as many as may be, or the other one waits for this one */
    @Transactional
    void add(Long id, Long blocker) {
        var _ = tasks.held(id);
        var _ = tasks.get(blocker);
        TenantLocks.take(entities, TaskParts.DEPENDENCIES);
        var present = dependencies(id);
        if (present.stream().anyMatch(one -> one.getBlockerId().equals(blocker))) {
            return;
        }
        if (present.size() >= TaskParts.MOST_BLOCKERS) {
            throw ProblemException.conflict("a task waits for at most " + TaskParts.MOST_BLOCKERS + " tasks");
        }
        if (waits(blocker, id)) {
            throw ProblemException.conflict("the other task waits for this one, perhaps through further ones");
        }
        entities.persist(new TaskDependency(id, blocker));
    }

    @Transactional
    void remove(Long id, Long blocker) {
        var _ = tasks.held(id);
        entities.remove(dependencies(id).stream()
                .filter(one -> one.getBlockerId().equals(blocker))
                .findFirst()
                .orElseThrow(ProblemException::notFound));
    }

    private boolean waits(Long task, Long forOther) {
        return ((Number) entities.createNativeQuery(WAITS)
                .setParameter("blocker", task)
                .setParameter("organization", TenantContext.current().organizationId())
                .setParameter("task", forOther)
                .getSingleResult()).longValue() > 0;
    }

    private List<TaskDependency> dependencies(Long id) {
        return entities.createQuery("select d from TaskDependency d where d.taskId = :task", TaskDependency.class)
                .setParameter("task", id)
                .getResultList();
    }
}
