package dev.tenantry.crm.email.sending;

import java.util.List;

import dev.tenantry.notification.BounceKind;
import dev.tenantry.notification.PersonalMails;
import dev.tenantry.notification.RefusedRecipient;
import dev.tenantry.notification.ReportedBounce;
import dev.tenantry.shared.mail.EmailAddress;

/**
 * How a mail stands with one of its recipients.
 *
 * @param status refused (it has not reached, or does not reach them), bounced (it has come back), complained (they have called it unwanted), delayed
 *               (it may arrive yet), or as the mail stands
 */
record RecipientState(String recipient, String status) {

    private static final String BOUNCED = "bounced";
    private static final String REFUSED = "refused";

    static RecipientState of(String recipient, PersonalMails.Standing mail, List<ReportedBounce> bounces) {
        var key = EmailAddress.canonical(recipient);
        var refused = mail.refused().stream().map(RefusedRecipient::recipient).map(EmailAddress::canonical);
        var status = refused.anyMatch(key::equals)
                ? REFUSED
                : bounces.stream()
                        .filter(bounce -> EmailAddress.canonical(bounce.recipient()).equals(key))
                        .map(ReportedBounce::kind)
                        .min(BounceKind::compareTo)
                        .map(RecipientState::told)
                        .orElse(mail.status().toString());
        return new RecipientState(recipient, status);
    }

    /** The worst is told first. */
    private static String told(BounceKind kind) {
        return switch (kind) {
            case HARD, SOFT -> BOUNCED;
            case DELAYED -> "delayed";
            case COMPLAINT -> "complained";
        };
    }

    /** Of a mail that was sent: what has come back from some of those whom it reached has not from the others. */
    static String whole(PersonalMails.Standing mail, List<RecipientState> states) {
        var reached = states.stream().filter(state -> !state.status.equals(REFUSED)).count();
        var bounced = states.stream().filter(state -> state.status.equals(BOUNCED)).count();
        return bounced == 0 ? mail.status().toString() : bounced < reached ? "partly_bounced" : BOUNCED;
    }
}
