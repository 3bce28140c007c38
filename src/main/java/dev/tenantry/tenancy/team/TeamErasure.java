package dev.tenantry.tenancy.team;

import java.util.List;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Erasure;
import dev.tenantry.tenancy.change.InvitationReferences;

/** Nobody belongs to a team that is gone, and nobody is invited into it. */
@Component
class TeamErasure implements Erasure {

    private final EntityManager entities;
    private final InvitationReferences invitations;

    TeamErasure(EntityManager entities, InvitationReferences invitations) {
        this.entities = entities;
        this.invitations = invitations;
    }

    @Override
    public void erase(String type, List<Long> ids) {
        if (type.equals("team")) {
            entities.createQuery("select m from TeamMember m where m.teamId in :teams order by m.id", TeamMember.class)
                    .setParameter("teams", ids)
                    .getResultList()
                    .forEach(entities::remove);
            ids.forEach(invitations::releaseTeam);
            entities.flush();
        }
    }
}
