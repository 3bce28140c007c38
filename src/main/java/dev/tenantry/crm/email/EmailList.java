package dev.tenantry.crm.email;

import java.time.Instant;
import java.util.UUID;

import dev.tenantry.shared.listing.Field;
import dev.tenantry.shared.listing.ListDefinition;

/** What lists of mails can be asked. */
final class EmailList {

    private static final String AMONG = "EmailLink l where l.organizationId = e.organizationId and l.emailId = e.id and l.%s is not null";

    static final ListDefinition<Email> LISTING = ListDefinition.of(Email.class)
            .field("id", Long.class)
            .field("messageId", String.class)
            .field("threadId", Long.class)
            .field("direction", EmailDirection.class)
            .computed("shared", "case when e.visibleTo is null then true else false end", Boolean.class, false)
            .address("sender", "e.senderKey", true)
            .longText("subject")
            .field("sentAt", Instant.class)
            .field("attachmentCount", Integer.class)
            .field("automatic", Boolean.class)
            .field("unverified", Boolean.class)
            .nullable("capturedBy", UUID.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            // Not by a function that sees what others see alone: whether it finds something would tell of that.
            .searchedIn("subject, sender, recipients and the beginning of the text")
            .sortedBy("-sentAt")
            .build()
            .with(several("contactId"))
            .with(several("companyId"))
            .with(several("opportunityId"));

    private EmailList() {}

    private static Field several(String name) {
        return Field.several(name, "l." + name, AMONG.formatted(name), Long.class);
    }
}
