package dev.tenantry.crm.email;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.EmailReplied;
import dev.tenantry.notification.MailReturns;
import dev.tenantry.notification.SentMail;
import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.mail.EmailAddress;

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

    /** That somebody has answered a member is told where all see it. */
    void captured(Email email) {
        tell(email, sent -> sent.emailId() == null || email.isShared());
    }

    /** What has not been told as long as it was not shared. */
    void shared(Email email) {
        tell(email, sent -> sent.emailId() != null);
    }

    private void tell(Email email, Predicate<SentMail> isToBeTold) {
        var sender = email.getSenderKey();
        if (sender == null || email.isAutomatic() || email.getDirection() == EmailDirection.OUTBOUND) {
            return;
        }
        for (var id : before(email)) {
            var sent = returns.find(id);
            if (sent.isPresent()) {
                sent.filter(isToBeTold)
                        .filter(one -> isOf(one, sender))
                        .ifPresent(one -> publish(email, id, one, sender));
                return;
            }
        }
    }

    /** Whoever else knows a Message-ID answers nothing by it. */
    private static boolean isOf(SentMail sent, String sender) {
        return sent.recipients().stream().map(EmailAddress::canonical).anyMatch(sender::equals);
    }

    /** The one that it answers, and then the others, the newest first. */
    private static List<String> before(Email email) {
        return Stream.concat(Stream.ofNullable(email.getInReplyTo()), email.getReferences().reversed().stream())
                .distinct()
                .limit(MOST)
                .map(id -> "<" + id + ">")
                .toList();
    }

    private void publish(Email email, String repliedTo, SentMail sent, String sender) {
        events.publish(new EmailReplied(email.getId(), email.getThreadId(), repliedTo, sent.runId(), sent.template(),
                links.toldContact(email.getId(), sender), email.isUnverified(), email.getSentAt()));
    }
}
