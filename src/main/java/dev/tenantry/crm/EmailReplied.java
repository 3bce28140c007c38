package dev.tenantry.crm;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.journal.DomainEvent;

/**
 * Whom a mail was to that was sent here has answered it: by a workflow, as a quote or an invitation, or by a member whose mails all see. What
 * the answer says is told to those who see it. Programs that answer by themselves are not meant.
 *
 * @param emailId   of the answer
 * @param repliedTo the Message-ID of the mail that it answers, with its angle brackets, as a step's result has it
 * @param runId     of the run that has sent that; absent: none has
 * @param template  of the notification that it is; absent: it is none
 * @param contactId who has sent the answer
 * @param unverified whether it came to an address at which anybody can say to be its sender
 */
public record EmailReplied(
        Long emailId,
        Long threadId,
        String repliedTo,
        @Nullable Long runId,
        @Nullable String template,
        @Nullable Long contactId,
        Boolean unverified,
        Instant sentAt) implements DomainEvent {

    @Override
    public String eventName() {
        return "email.replied";
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
