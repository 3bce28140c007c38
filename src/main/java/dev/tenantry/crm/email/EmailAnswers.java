package dev.tenantry.crm.email;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.EmailReplied;
import dev.tenantry.notification.MailReturns;
import dev.tenantry.notification.SentMail;
import dev.tenantry.shared.journal.DomainEvents;

/** Tells that mails which were sent here are answered, to whoever waits for that. */
@Component
class EmailAnswers {

    /** Of the mails before it in its thread. */
    private static final int MOST = 20;

    private final MailReturns returns;
    private final EmailLinks links;
    private final DomainEvents events;

    EmailAnswers(MailReturns returns, EmailLinks links, DomainEvents events) {
        this.returns = returns;
        this.links = links;
        this.events = events;
    }

    void captured(Email email) {
        if (email.isAutomatic() || email.getDirection() == EmailDirection.OUTBOUND) {
            return;
        }
        for (var id : before(email)) {
            var sent = returns.find(id);
            if (sent.isPresent()) {
                tell(email, id, sent.get());
                return;
            }
        }
    }

    /** The one that it answers, and then the others, the newest first. */
    private static List<String> before(Email email) {
        return Stream.concat(Stream.ofNullable(email.getInReplyTo()), email.getReferences().reversed().stream())
                .distinct()
                .limit(MOST)
                .map(id -> "<" + id + ">")
                .toList();
    }

    /** That somebody has answered a member is told where all see it. */
    private void tell(Email email, String repliedTo, SentMail sent) {
        if (sent.emailId() != null && !email.isShared()) {
            return;
        }
        var contacts = links.of(email.getId()).contacts();
        events.publish(new EmailReplied(email.getId(), email.getThreadId(), repliedTo, sent.runId(), sent.template(),
                contacts.isEmpty() ? null : contacts.getFirst(), email.getSentAt()));
    }
}
