package dev.tenantry.crm.email;

import java.util.Set;

import org.springframework.stereotype.Component;

/** What a mail that has been captured makes happen. */
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
}
