package dev.tenantry.crm.task;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.recurrence.InvalidRecurrenceException;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.time.Zones;
import dev.tenantry.tenancy.Localizations;

/** What a request for a task means where it does not say it: whose days count, and of which project a milestone is. */
@Component
class TaskPlan {

    private final Localizations localizations;
    private final EntityManager entities;

    TaskPlan(Localizations localizations, EntityManager entities) {
        this.localizations = localizations;
        this.entities = entities;
    }

    /** @param present until when it is to be done now. @throws ProblemException 422 where day and moment do not fit, or nothing comes again by the rule */
    TaskDue due(TaskRequest request, @Nullable TaskDue present) {
        var due = stated(request);
        if (!due.isInRange()) {
            throw ProblemException.invalid(due.on() == null ? "dueAt" : "dueOn", "out-of-range",
                    "it must be in the years 1 to 9999 of UTC");
        }
        checkRule(request.recurrence(), due);
        return present != null && present.isSame(due) ? present : due;
    }

    private static void checkRule(@Nullable String rule, TaskDue due) {
        try {
            if (rule != null) {
                TaskRecurrence.of(rule).check(due);
            }
        } catch (InvalidRecurrenceException fault) {
            throw ProblemException.invalid("recurrence", "unknown-rule", String.valueOf(fault.getMessage()));
        }
    }

    /** Both may be stated, as they are shown. */
    private TaskDue stated(TaskRequest request) {
        if (request.dueOn() != null) {
            return day(request.dueOn(), request);
        }
        if (request.dueAt() == null) {
            return new TaskDue(null, null, request.dueZone(), null);
        }
        return TaskDue.at(request.dueAt(),
                request.dueZone() == null && request.recurrence() == null ? null : zone(request));
    }

    private TaskDue day(LocalDate day, TaskRequest request) {
        var due = TaskDue.by(day, zone(request));
        if (request.dueAt() != null && !request.dueAt().truncatedTo(ChronoUnit.MICROS).equals(due.at())) {
            throw ProblemException.invalid("dueAt", "contradictory",
                    "the task is due by the end of the day that dueOn says; state one of them, and null for the other one");
        }
        return due;
    }

    /** Of the project that the milestone is of, where there is one. @throws ProblemException 422 where that is another one */
    @Nullable
    Long project(TaskRequest request) {
        if (request.milestoneId() == null) {
            return request.projectId();
        }
        var projects = entities.createQuery("select m.projectId from Milestone m where m.id = :id", Long.class)
                .setParameter("id", request.milestoneId())
                .getResultList();
        if (projects.isEmpty() || projects.getFirst().equals(request.projectId())) {
            return request.projectId();
        }
        if (request.projectId() != null) {
            throw ProblemException.invalid("projectId", "other-project", "the milestone is one of another project");
        }
        return projects.getFirst();
    }

    private ZoneId zone(TaskRequest request) {
        return Zones.named(
                request.dueZone() == null ? localizations.current().zone() : ZoneId.of(request.dueZone()));
    }
}
