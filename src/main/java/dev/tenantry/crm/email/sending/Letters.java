package dev.tenantry.crm.email.sending;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.email.message.Attachment;
import dev.tenantry.crm.email.message.CleanText;
import dev.tenantry.crm.email.message.MailHtml;
import dev.tenantry.crm.email.message.MailMessage;
import dev.tenantry.crm.email.message.Mailbox;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.mail.HtmlText;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;

/** Makes of what is asked for what is to be sent: texts filled in and signed, HTML that is safe to show, the mail that is answered. */
@Component
class Letters {

    private static final int MOST_RECIPIENTS = 50;
    private static final int MOST_ATTACHMENTS = 20;
    /** Octets of all attachments: other servers take little more. */
    private static final long LONGEST_ATTACHMENTS = 10_000_000;
    private static final int LONGEST_TEXT = 400_000;
    private static final int LONGEST_SUBJECT = 500;

    private final EmailSignatures signatures;
    private final TemplateTexts templates;
    private final AnsweredEmails answered;

    Letters(EmailSignatures signatures, TemplateTexts templates, AnsweredEmails answered) {
        this.signatures = signatures;
        this.templates = templates;
        this.answered = answered;
    }

    Letter of(OutgoingEmailRequest request) {
        var before = request.emailId() == null ? null : answered.find(request.emailId());
        var said = templates.said(request);
        var draft = new Draft(Draft.mailboxes(request.to()), Draft.mailboxes(request.cc()),
                Draft.mailboxes(request.bcc()), said.subject(), said.text(), said.html(), List.of(),
                request.isSigned());
        return letter(draft, before);
    }

    /** It is as its program has composed it: a signature is in it where one is wanted. */
    Letter of(MailMessage composed) {
        var ids = Stream.concat(Stream.ofNullable(composed.inReplyTo()), composed.references().reversed().stream());
        var before = ids.limit(MOST_RECIPIENTS)
                .flatMap(id -> answered.find(id).stream())
                .findFirst()
                .orElse(null);
        check(composed);
        return letter(new Draft(composed.to(), composed.cc(), composed.bcc(), composed.subject(), composed.text(),
                composed.html(), composed.attachments(), false), before);
    }

    private static void check(MailMessage composed) {
        check("to", composed.to());
        check("cc", composed.cc());
        check("bcc", composed.bcc());
        // Of the date and the Message-ID it says nothing that counts.
        composed.notices().stream().filter(notice -> !notice.startsWith("it has ")).findFirst().ifPresent(notice -> {
            throw ProblemException.invalid("body", "malformed", notice);
        });
        if (composed.subject().length() > LONGEST_SUBJECT) {
            throw ProblemException.invalid("subject", "size", "may have " + LONGEST_SUBJECT + " characters");
        }
        var attachments = composed.attachments();
        if (attachments.size() > MOST_ATTACHMENTS
                || attachments.stream().mapToLong(Attachment::size).sum() > LONGEST_ATTACHMENTS) {
            throw ProblemException.invalid("attachments", "size", "may be " + MOST_ATTACHMENTS + ", of "
                    + LONGEST_ATTACHMENTS + " octets together");
        }
    }

    private static void check(String field, List<Mailbox> all) {
        if (all.size() > MOST_RECIPIENTS) {
            throw ProblemException.invalid(field, "size", "may have " + MOST_RECIPIENTS + " addresses");
        }
        for (var index = 0; index < all.size(); index++) {
            var fault = EmailAddress.fault(all.get(index).address());
            if (fault != null) {
                throw ProblemException
                        .invalid(List.of(new FieldError(field + "[" + index + "]", "invalid-email", fault)));
            }
        }
    }

    private Letter letter(Draft draft, @Nullable AnsweredEmail before) {
        var page = draft.html() == null || draft.html().isBlank() ? null : draft.html();
        var text = CleanText.text(page != null && draft.text().isBlank() ? HtmlText.of(page) : draft.text());
        var signature = draft.isSigned() ? signatures.current().orElse(null) : null;
        var signedText = signature == null ? text : signature.below(text);
        var signedPage = signature == null || page == null ? page : signature.belowPage(page);
        var safe = signedPage == null ? null : MailHtml.safe(CleanText.text(signedPage), shown(draft.attachments()));
        if (signedText.length() > LONGEST_TEXT || safe != null && safe.length() > LONGEST_TEXT) {
            throw ProblemException.invalid("text", "size",
                    "may have " + LONGEST_TEXT + " characters once it is filled in and signed");
        }
        var stated = draft.subject() == null ? "" : CleanText.line(draft.subject());
        return new Letter(
                new Draft(draft.to(), draft.cc(), draft.bcc(), stated, text.isBlank() ? text : signedText,
                        safe == null || safe.isBlank() ? null : safe, draft.attachments(), draft.isSigned()),
                stated.isEmpty() && before != null ? before.answerSubject() : stated, before);
    }

    private static Set<String> shown(List<Attachment> attachments) {
        return attachments.stream()
                .map(Attachment::contentId)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toUnmodifiableSet());
    }
}
