package dev.tenantry.crm.opportunity;

import java.time.Clock;
import java.util.List;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.tenancy.TenantContext;

/** Keeps which stages an opportunity went through. */
@Component
class StageHistory {

    private final EntityManager entities;
    private final Clock clock;

    StageHistory(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    void begin(Opportunity opportunity) {
        entities.persist(new StageStay(opportunity, null, clock.instant(),
                TenantContext.current().userId()));
    }

    void move(Opportunity opportunity) {
        var now = clock.instant();
        var before = entities
                .createQuery("select s from StageStay s where s.opportunityId = :opportunity and s.leftAt is null",
                        StageStay.class)
                .setParameter("opportunity", opportunity.getId())
                .getResultStream()
                .findFirst()
                .orElse(null);
        if (before != null) {
            before.end(now, opportunity.stageId());
        }
        // The stay that ends makes room for the one that begins: one is current.
        entities.flush();
        entities.persist(new StageStay(opportunity, before, now, TenantContext.current().userId()));
    }

    List<StageStayResponse> of(Long opportunityId) {
        return entities
                .createQuery(
                        "select s from StageStay s where s.opportunityId = :opportunity order by s.enteredAt, s.id",
                        StageStay.class)
                .setParameter("opportunity", opportunityId)
                .getResultList()
                .stream()
                .map(stay -> stay.toResponse(clock.instant()))
                .toList();
    }
}
