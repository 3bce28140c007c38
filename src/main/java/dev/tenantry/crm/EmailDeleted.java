package dev.tenantry.crm;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;

/**
 * A mail that all members see went to the trash. Of others nothing is told.
 *
 * @param direction {@code inbound} or {@code outbound}
 * @param contactId the first of those that it is linked to, as of the company and the opportunity
 */
public record EmailDeleted(
        Long emailId,
        Long threadId,
        String direction,
        @Nullable String sender,
        String subject,
        Instant sentAt,
        @Nullable Long contactId,
        @Nullable Long companyId,
        @Nullable Long opportunityId) implements DomainEvent {

    @Override
    public String eventName() {
        return "email.deleted";
    }

    @Override
    public String aggregateType() {
        return "email";
    }

    @Override
    public String aggregateId() {
        return emailId.toString();
    }
}
