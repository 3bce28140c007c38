package dev.tenantry.shared.mail;

import java.util.ArrayDeque;
import java.util.List;

import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailSendException;

/**
 * Why a mail server has not taken a mail.
 *
 * @param code of RFC 5321: 4xx may pass by, 5xx stays as it is
 * @param text as the server says it, who may repeat in it what it was told
 */
public record SmtpReply(int code, String text) {

    private static final int PERMANENT = 500;

    /**
     * The gravest reply to the mail's sender, to a recipient or to its text: a mail goes to all its recipients or to none, so one that is
     * refused for good is enough. Null where the server has replied to none of them.
     */
    public static @Nullable SmtpReply of(Exception failure) {
        SmtpReply gravest = null;
        var left = new ArrayDeque<Exception>(List.of(failure));
        while (!left.isEmpty()) {
            var next = left.remove();
            var reply = ofItself(next);
            // Where the connection breaks, the code is none.
            if (reply != null && reply.code > (gravest == null ? 0 : gravest.code)) {
                gravest = reply;
            }
            if (next instanceof MessagingException mail && mail.getNextException() != null) {
                left.add(mail.getNextException());
            }
            if (next instanceof MailSendException several) {
                left.addAll(List.of(several.getMessageExceptions()));
            }
        }
        return gravest;
    }

    /** Whether the same mail would be refused again. */
    public boolean isPermanent() {
        return code >= PERMANENT;
    }

    private static @Nullable SmtpReply ofItself(Exception failure) {
        var text = String.valueOf(failure.getMessage()).strip();
        return switch (failure) {
            case SMTPSendFailedException refused -> new SmtpReply(refused.getReturnCode(), text);
            case SMTPSenderFailedException refused -> new SmtpReply(refused.getReturnCode(), text);
            case SMTPAddressFailedException refused -> new SmtpReply(refused.getReturnCode(), text);
            default -> null;
        };
    }
}
