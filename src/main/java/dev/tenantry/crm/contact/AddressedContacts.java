package dev.tenantry.crm.contact;

import java.util.List;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.tenancy.TenantContext;

/** Contacts by an address of theirs, be it one of several. */
@Component
class AddressedContacts {

    static final String BY_EMAIL = "app.contacts_by_email";
    static final String BY_PHONE = "app.contacts_by_phone";

    /** As many contacts with one address are told of. */
    private static final int MOST = 20;

    private final EntityManager entities;

    AddressedContacts(EntityManager entities) {
        this.entities = entities;
    }

    /** @param finder one of the two */
    List<Contact> having(String finder, String key) {
        var ids = entities.createNativeQuery("select f from " + finder + "(:organization, array[:key]) f", Long.class)
                .setParameter("organization", TenantContext.current().organizationId())
                .setParameter("key", key)
                .getResultList();
        return entities
                .createQuery("select c from Contact c where c.id in :ids and c.deletedAt is null order by c.id",
                        Contact.class)
                .setParameter("ids", ids)
                .setMaxResults(MOST)
                .getResultList();
    }
}
