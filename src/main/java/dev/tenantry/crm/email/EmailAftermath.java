package dev.tenantry.crm.email;

import java.util.Set;

import org.springframework.stereotype.Component;

/** What a mail makes happen that has been captured, or is shared, or no more. */
@Component
class EmailAftermath {

    private final EmailLinks links;
    private final EmailJournal journal;
    private final EmailAnswers answers;

    EmailAftermath(EmailLinks links, EmailJournal journal, EmailAnswers answers) {
        this.answers = answers;
        this.links = links;
        this.journal = journal;
    }

    /** @param domains of all of its addresses, in ASCII */
    void captured(Email email, Set<String> domains) {
        links.ofEmail(email.getId(), domains);
        journal.captured(email);
        answers.captured(email);
    }

    /** @param isNews whether all see it for the first time */
    void shared(Email email, boolean isNews) {
        if (isNews) {
            journal.captured(email);
            answers.shared(email);
        } else {
            journal.shown(email);
        }
    }

    void deleted(Email email) {
        journal.deleted(email);
    }

    void restored(Email email) {
        journal.restored(email);
    }

    /** Nobody is to find any more what was told of it. */
    void forget(Email email) {
        journal.forget(email.getId());
    }
}
