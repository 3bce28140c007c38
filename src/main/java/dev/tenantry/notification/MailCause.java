package dev.tenantry.notification;

import java.util.UUID;

/** For what a composed mail is sent. */
public sealed interface MailCause {

    /** A step of a workflow's run. */
    record Step(long runId, int stepIndex) implements MailCause {}

    /** A member's own mail. @param memberId who has written it */
    record Personal(long emailId, UUID memberId) implements MailCause {}
}
