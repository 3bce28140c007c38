package dev.tenantry.shared.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailSendException;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Why a mail server has not taken a mail.
 *
 * @param code of RFC 5321: 4xx may pass by, 5xx stays as it is
 * @param text as the server says it, who may repeat in it what it was told
 */
public record SmtpReply(int code, String text) {

    private static final int REFUSED = 400;
    private static final int PERMANENT = 500;
    private static final int LAST_BYTE = 0xFF;

    /**
     * The reply to the mail's sender or to its text, or else the gravest one to its recipients, where the server takes it for none. Null
     * where it has not said so: the connection broke.
     *
     * @param asked for how many recipients it was asked to take it
     */
    public static @Nullable SmtpReply of(Exception failure, int asked) {
        for (var cause : causes(failure)) {
            var reply = ofItself(cause);
            // Where the connection breaks, the code is none.
            if (reply != null && reply.code >= REFUSED) {
                return reply;
            }
        }
        var recipients = ofRecipients(failure).values();
        return recipients.isEmpty() || recipients.size() < asked
                ? null
                : Collections.max(recipients, Comparator.comparingInt(SmtpReply::code));
    }

    /** To recipients that it does not take the mail for, by their addresses as they were sent. */
    public static Map<String, SmtpReply> ofRecipients(Exception failure) {
        var replies = new LinkedHashMap<String, SmtpReply>();
        for (var cause : causes(failure)) {
            if (cause instanceof SMTPAddressFailedException refused) {
                replies.put(refused.getAddress().getAddress(), new SmtpReply(refused.getReturnCode(), text(refused)));
            }
        }
        return replies;
    }

    /** Whether the server has taken the mail, though not for all of its recipients. */
    public static boolean isTakenForSome(Exception failure) {
        return causes(failure).stream()
                .anyMatch(cause -> cause instanceof SendFailedException partly
                        && partly.getValidSentAddresses() != null && partly.getValidSentAddresses().length > 0);
    }

    private static List<Exception> causes(Exception failure) {
        var causes = new ArrayList<Exception>();
        var left = new ArrayDeque<Exception>(List.of(failure));
        while (!left.isEmpty()) {
            var next = left.remove();
            causes.add(next);
            if (next instanceof MessagingException mail && mail.getNextException() != null) {
                left.add(mail.getNextException());
            }
            if (next instanceof MailSendException several) {
                left.addAll(List.of(several.getMessageExceptions()));
            }
        }
        return causes;
    }

    /** Whether the same mail would be refused again. */
    public boolean isPermanent() {
        return code >= PERMANENT;
    }

    private static @Nullable SmtpReply ofItself(Exception failure) {
        return switch (failure) {
            case SMTPSendFailedException refused -> new SmtpReply(refused.getReturnCode(), text(failure));
            case SMTPSenderFailedException refused -> new SmtpReply(refused.getReturnCode(), text(failure));
            default -> null;
        };
    }

    private static String text(Exception failure) {
        return decoded(String.valueOf(failure.getMessage()).strip());
    }

    /**
     * What a server has said, of which each byte has been read as a character: in UTF-8, where it is that, else in ISO-8859-1.
     */
    public static String decoded(String said) {
        if (said.chars().anyMatch(character -> character > LAST_BYTE)) {
            return said;
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(said.getBytes(ISO_8859_1))).toString();
        } catch (CharacterCodingException _) {
            return said;
        }
    }
}
