package dev.tenantry.crm.email.sending;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.email.EmailCapture;
import dev.tenantry.crm.email.message.CleanText;
import dev.tenantry.crm.email.message.MailMessage;
import dev.tenantry.notification.DeliveryStatus;
import dev.tenantry.notification.Mail;
import dev.tenantry.notification.PersonalMails;
import dev.tenantry.shared.mail.IdentifiedMessage;
import dev.tenantry.shared.mail.MailContent;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Ids;

/** Sends members' mails: each is kept as a captured one is, and handed to the outbox, in one transaction. */
@Service
@Transactional
class OutgoingEmails {

    private final Letters letters;
    private final Authors authors;
    private final Recipients recipients;
    private final EmailCapture capture;
    private final PersonalMails mails;
    private final Clock clock;

    OutgoingEmails(Letters letters, Authors authors, Recipients recipients, EmailCapture capture, PersonalMails mails,
            Clock clock) {
        this.letters = letters;
        this.authors = authors;
        this.recipients = recipients;
        this.capture = capture;
        this.mails = mails;
        this.clock = clock;
    }

    /** @throws ProblemException 409 where the member has no proven address; 422; 429 */
    OutgoingEmailResponse send(OutgoingEmailRequest request) {
        return send(letters.of(request));
    }

    /** A mail as another program has composed it. */
    OutgoingEmailResponse send(MailMessage composed) {
        return send(letters.of(composed));
    }

    private OutgoingEmailResponse send(Letter letter) {
        demandSomething(letter);
        var author = authors.current();
        recipients.admit(letter.draft());
        var key = Ids.next();
        var messageId = IdentifiedMessage.id(key.toString(), author.sender().address());
        var captured = capture.capture(message(letter, author, messageId.substring(1, messageId.length() - 1)),
                EmailCapture.Origin.MEMBER);
        var mail = new Mail(messageId, author.sender().address(), letter.draft().addresses(author.replyTo()),
                new MailContent(letter.subject(), "", null), author.sender().integration());
        mails.send(key, captured.id(), mail, List.of());
        var status = mails.of(captured.id()).map(PersonalMails.Standing::status).orElse(DeliveryStatus.PENDING);
        return new OutgoingEmailResponse(captured.id(), messageId.substring(1, messageId.length() - 1), mail.sender(),
                author.replyTo(), status.toString());
    }

    private static void demandSomething(Letter letter) {
        var faults = new ArrayList<FieldError>();
        if (letter.draft().to().isEmpty()) {
            faults.add(new FieldError("to", "required", "a mail is to somebody"));
        }
        var objection = new MailContent(letter.subject(), letter.draft().text(), letter.draft().html()).objection();
        if (objection != null) {
            faults.add(new FieldError(letter.subject().isBlank() ? "subject" : "text", "required", objection));
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    private MailMessage message(Letter letter, Author author, String messageId) {
        var draft = letter.draft();
        var answered = letter.answered();
        return new MailMessage(messageId, answered == null ? null : answered.messageId(),
                answered == null ? List.of() : answered.thread(), List.of(author.member()), draft.to(), draft.cc(),
                draft.bcc(), CleanText.line(letter.subject()), clock.instant().truncatedTo(ChronoUnit.SECONDS),
                draft.text(), draft.html(), draft.attachments(), false, letter.size(), List.of());
    }
}
