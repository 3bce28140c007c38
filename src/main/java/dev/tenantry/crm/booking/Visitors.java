package dev.tenantry.crm.booking;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.shared.record.RecordAccess;
import dev.tenantry.shared.record.RecordRegistry;

/** Whoever books is a contact: whom one of all addresses is of, else a new one. */
@Component
class Visitors {

    private static final String EMAIL = "email";

    private final RecordRegistry registry;

    Visitors(RecordRegistry registry) {
        this.registry = registry;
    }

    /** Of several who book by the same address at once, the contact is made once. */
    Long contact(Visit visit) {
        var contacts = registry.of("contact");
        contacts.claim(Map.of(EMAIL, Set.of(visit.email())));
        return contacts.find(EMAIL, List.of(visit.email()), _ -> false)
                .getOrDefault(visit.email(), List.of())
                .stream()
                .findFirst()
                .orElseGet(() -> make(contacts, visit));
    }

    private static Long make(RecordAccess contacts, Visit visit) {
        return contacts.create(JsonNodeFactory.instance.objectNode()
                .put("name", visit.name())
                .put(EMAIL, visit.email())
                .put("zone", visit.zone().getId()));
    }
}
