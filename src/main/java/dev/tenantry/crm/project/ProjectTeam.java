package dev.tenantry.crm.project;

import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who works on a project, for those who make one: in the transaction that makes it. */
@Component
public class ProjectTeam {

    private final EntityManager entities;

    ProjectTeam(EntityManager entities) {
        this.entities = entities;
    }

    /** @param user a member who does not work on it yet */
    public void add(Long project, UUID user, @Nullable String role) {
        var member = new ProjectMember(project, user);
        member.change(new ProjectMemberRequest(role));
        entities.persist(member);
    }
}
