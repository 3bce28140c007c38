package dev.tenantry.crm;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;

/**
 * A mail that all members see was captured, or is shared from now on. Of others nothing is told.
 *
 * @param direction     {@code inbound} or {@code outbound}
 * @param contactId     the first of those that it is linked to, as of the company and the opportunity
 * @param automatic     whether a program sent it by itself
 */
public record EmailCaptured(
        Long emailId,
        Long threadId,
        String direction,
        @Nullable String sender,
        String subject,
        Instant sentAt,
        Boolean automatic,
        @Nullable UUID capturedBy,
        @Nullable Long contactId,
        @Nullable Long companyId,
        @Nullable Long opportunityId) implements DomainEvent {

    @Override
    public String eventName() {
        return "email.captured";
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
