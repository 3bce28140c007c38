package dev.tenantry.automation.approval;

import java.util.List;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.day.DayItem;
import dev.tenantry.shared.day.DaySource;

/** What runs ask the caller and is not answered yet, whenever it is decided without an answer. */
@Component
class ApprovalDay implements DaySource {

    private final EntityManager entities;

    ApprovalDay(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public List<DayItem> due(Day day) {
        return entities.createQuery("""
                select e from Approval e where e.status = :pending and exists (
                    select a.id from ApprovalAssignee a
                    where a.approvalId = e.id and a.userId = :member and a.approved is null)
                order by e.expiresAt, e.id""", Approval.class)
                .setParameter("pending", ApprovalStatus.PENDING.toString())
                .setParameter("member", day.member())
                .setMaxResults(day.most())
                .getResultStream()
                .map(approval -> new DayItem("approval", approval.getId().toString(), approval.getMessage(),
                        approval.getExpiresAt(), null, approval.getExpiresAt().isBefore(day.now())))
                .toList();
    }
}
