package dev.tenantry.crm.form.submission;

import java.time.Clock;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.FormConfirmed;
import dev.tenantry.crm.FormSubmitted;
import dev.tenantry.crm.form.PublishedForm;
import dev.tenantry.shared.journal.DomainEvents;

/** Lets submissions count that are no spam: their address is asked for first where that is to be, and then it is told, once, that they have come. */
@Component
class SubmissionAdmission {

    private final ConfirmationMails mails;
    private final DomainEvents events;
    private final Clock clock;

    SubmissionAdmission(ConfirmationMails mails, DomainEvents events, Clock clock) {
        this.mails = mails;
        this.events = events;
        this.clock = clock;
    }

    void admit(FormSubmission submission, PublishedForm form) {
        if (form.content().isConfirmed() && submission.getConfirmedAt() == null) {
            mails.ask(submission, form);
        } else {
            submission.becomeDue(clock.instant());
            submitted(submission, form);
        }
    }

    /** Once more, where it has been asked before. */
    void ask(FormSubmission submission, PublishedForm form) {
        mails.ask(submission, form);
    }

    /** What somebody else may have written under an address is told to nobody before that. */
    void confirmed(FormSubmission submission, PublishedForm form) {
        submitted(submission, form);
        events.publish(new FormConfirmed(submission.getId(), form.id(), form.name(), submission.getFormVersion(),
                submission.getEmail(), submission.getAnswers()));
    }

    private void submitted(FormSubmission submission, PublishedForm form) {
        if (submission.tell()) {
            events.publish(new FormSubmitted(submission.getId(), form.id(), form.name(), submission.getFormVersion(),
                    submission.getEmail(), submission.getAnswers()));
        }
    }
}
