package dev.tenantry.crm.form.submission;

import java.time.Clock;
import java.time.Duration;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.FormConfirmed;
import dev.tenantry.crm.FormSubmitted;
import dev.tenantry.crm.form.PublishedForm;
import dev.tenantry.shared.journal.DomainEvents;

/** Lets submissions count that are no spam: it is told that they have come, and their address is asked for first where that is to be. */
@Component
class SubmissionAdmission {

    /** How long an address may be confirmed. What is not is deleted then. */
    static final Duration TO_CONFIRM = Duration.ofDays(7);

    private final ConfirmationMails mails;
    private final DomainEvents events;
    private final Clock clock;

    SubmissionAdmission(ConfirmationMails mails, DomainEvents events, Clock clock) {
        this.mails = mails;
        this.events = events;
        this.clock = clock;
    }

    void admit(FormSubmission submission, PublishedForm form) {
        events.publish(new FormSubmitted(submission.getId(), form.id(), form.name(), submission.getFormVersion(),
                submission.getEmail(), submission.getAnswers()));
        if (form.content().isConfirmed()) {
            ask(submission, form);
        } else {
            submission.becomeDue(clock.instant());
        }
    }

    /** Once more, where it has been asked before. */
    void ask(FormSubmission submission, PublishedForm form) {
        var asked = mails.ask(submission, form);
        submission.ask(asked.key(), clock.instant().plus(TO_CONFIRM), asked.whyNot());
    }

    void confirmed(FormSubmission submission, PublishedForm form) {
        events.publish(new FormConfirmed(submission.getId(), form.id(), form.name(), submission.getFormVersion(),
                submission.getEmail(), submission.getAnswers()));
    }
}
