package dev.tenantry.crm.email.sending;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.notification.Mail;
import dev.tenantry.notification.MailCause;
import dev.tenantry.notification.MailOrigin;
import dev.tenantry.notification.MailReturns;
import dev.tenantry.notification.PersonalMails;
import dev.tenantry.shared.mail.MailRouting;
import dev.tenantry.tenancy.Authority;

/** Members' mails on their way: each goes as it is kept, as long as it is, and its member may send mails. */
@Component
class PersonalOrigin implements MailOrigin<MailCause.Personal> {

    static final String SEND = "emails:send";

    private final SentContents contents;
    private final PersonalMails mails;
    private final MailReturns returns;
    private final Authority authority;
    private final TransactionTemplate transactions;

    PersonalOrigin(SentContents contents, PersonalMails mails, MailReturns returns, Authority authority,
            TransactionTemplate transactions) {
        this.contents = contents;
        this.mails = mails;
        this.returns = returns;
        this.authority = authority;
        this.transactions = transactions;
    }

    @Override
    public Class<MailCause.Personal> kind() {
        return MailCause.Personal.class;
    }

    @Override
    public @Nullable String objection(MailCause.Personal cause) {
        return Objects.requireNonNull(transactions.execute(_ -> Optional.ofNullable(reason(cause)))).orElse(null);
    }

    private @Nullable String reason(MailCause.Personal cause) {
        if (!authority.of(cause.memberId()).contains(SEND)) {
            return "its member may send no mails";
        }
        return contents.isThere(cause.emailId()) ? null : "it has been deleted";
    }

    @Override
    public Mail whole(MailCause.Personal cause, Mail mail) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var sent = contents.of(cause.emailId());
            var answersTo = mail.integration() == null
                    ? mails.of(cause.emailId()).map(standing -> returns.answersTo(standing.id())).orElse(null)
                    : null;
            return mail.saying(sent.content())
                    .routed(new MailRouting(null, answersTo, bracketed(sent.inReplyTo()),
                            sent.references()
                                    .stream()
                                    .map(PersonalOrigin::bracketed)
                                    .flatMap(Stream::ofNullable)
                                    .toList()));
        }));
    }

    /** An id that could be another header is none. */
    private static @Nullable String bracketed(@Nullable String id) {
        return id == null || !id.matches("[!-;=?-~]{1,900}") ? null : "<" + id + ">";
    }
}
