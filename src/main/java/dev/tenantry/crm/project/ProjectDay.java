package dev.tenantry.crm.project;

import java.time.LocalDate;
import java.util.List;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.day.DayItem;
import dev.tenantry.shared.day.DaySource;

/** Milestones ahead, of active projects that the caller leads or works on. */
@Component
class ProjectDay implements DaySource {

    private final EntityManager entities;

    ProjectDay(EntityManager entities) {
        this.entities = entities;
    }

    private record Due(Long id, String name, LocalDate on) {}

    @Override
    public List<DayItem> due(Day day) {
        if (!day.may("milestones:read")) {
            return List.of();
        }
        return entities.createQuery("""
                select m.id, m.name, m.dueOn from Milestone m
                    join Project p on p.organizationId = m.organizationId and p.id = m.projectId
                where m.deletedAt is null and m.reachedOn is null and m.dueOn <= :today
                and p.deletedAt is null and p.status = :active
                and (p.userId = :member or exists (
                    select w.id from ProjectMember w
                    where w.organizationId = p.organizationId and w.projectId = p.id and w.userId = :member))
                order by m.dueOn, m.id""", Object[].class)
                .setParameter("today", day.date())
                .setParameter("active", ProjectStatus.ACTIVE)
                .setParameter("member", day.member())
                .setMaxResults(day.most())
                .getResultStream()
                .map(row -> item(new Due((Long) row[0], (String) row[1], (LocalDate) row[2]), day))
                .toList();
    }

    private static DayItem item(Due due, Day day) {
        var end = due.on.plusDays(1).atStartOfDay(day.zone()).toInstant();
        return new DayItem("milestone", due.id.toString(), due.name, end, due.on, due.on.isBefore(day.date()));
    }
}
