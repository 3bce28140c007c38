package dev.tenantry.crm.email;

import java.util.List;
import java.util.Set;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.dispatch.EventConsumer;
import dev.tenantry.shared.dispatch.PendingEvent;

/**
 * Who has an address from now on has the mails with it: contacts, and companies by their domains. The first of all that react: it waits for whoever
 * brings mails, and others wait for what the next ones lock.
 */
@Component
@Order(-1)
class EmailFollowing implements EventConsumer {

    private static final Set<String> OF_CONTACTS = Set.of("contact.created", "contact.updated", "contact.merged");
    private static final Set<String> OF_COMPANIES = Set.of("company.created", "company.updated");
    private static final Set<String> DECIDING = Set.of("email", "emails", "domain");

    private final EmailLinks links;
    private final EmailRows rows;

    EmailFollowing(EmailLinks links, EmailRows rows) {
        this.links = links;
        this.rows = rows;
    }

    @Override
    public void on(List<PendingEvent> events) {
        var contacts = concerned(events, OF_CONTACTS);
        var companies = concerned(events, OF_COMPANIES);
        if (contacts.isEmpty() && companies.isEmpty()) {
            return;
        }
        rows.lock();
        if (!contacts.isEmpty()) {
            links.ofContacts(contacts);
        }
        if (!companies.isEmpty()) {
            links.ofCompanies(companies);
        }
    }

    private static List<Long> concerned(List<PendingEvent> events, Set<String> names) {
        return events.stream()
                .filter(event -> names.contains(event.name()) && mayDecide(event))
                .map(event -> Long.valueOf(event.aggregateId()))
                .distinct()
                .toList();
    }

    /** Of what tells too much to be looked at it is not known. */
    private static boolean mayDecide(PendingEvent event) {
        var data = event.triggerData();
        if (data == null) {
            return true;
        }
        JsonNode changes = data.path("trigger").path("changes");
        return changes.isMissingNode() || DECIDING.stream().anyMatch(changes::has);
    }
}
