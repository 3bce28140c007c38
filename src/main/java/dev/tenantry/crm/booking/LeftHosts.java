package dev.tenantry.crm.booking;

import java.util.List;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.tenancy.TenantQuery;
import dev.tenantry.tenancy.MemberMentions;

/** Pages of a member who has left, and that were about nobody else, are about whoever has them now. */
@Component
class LeftHosts implements MemberMentions {

    private final EntityManager entities;

    LeftHosts(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public List<Mention> left(UUID member, String called, int most) {
        TenantQuery
                .of(entities, BookingPage.class, "e", BookingPage.class,
                        List.of("is_any(:member, e.hostIds)", "e.ownerId is not null"), "order by e.id")
                .set("member", member)
                .locked()
                .list()
                .forEach(page -> page.inherit(member));
        entities.flush();
        return List.of();
    }
}
