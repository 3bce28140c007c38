package dev.tenantry.notification.delivery;

import java.util.UUID;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

import dev.tenantry.notification.Channel;

/** Sends mail by SMTP. A mail that is sent again carries the same Message-ID. */
final class SmtpCarrier implements Carrier {

    private final JavaMailSender sender;
    private final String from;

    SmtpCarrier(JavaMailSender sender, String from) {
        this.sender = sender;
        this.from = from;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public String provider() {
        return "smtp";
    }

    @Override
    public void carry(Delivery delivery) throws DeliveryException {
        try {
            sender.send(message(delivery));
        } catch (AddressException _) {
            throw DeliveryException.forGood("the recipient is no e-mail address");
        } catch (MailException | MessagingException failure) {
            throw isRefused(failure)
                    ? DeliveryException.forGood("the mail server refuses the recipient")
                    : DeliveryException.forNow("the mail server does not take the mail now");
        }
    }

    private MimeMessage message(Delivery delivery) throws MessagingException {
        var message = new IdentifiedMessage(delivery.id(), from);
        var helper = new MimeMessageHelper(message, "UTF-8");
        helper.setFrom(from);
        helper.setTo(delivery.recipient());
        helper.setSubject(delivery.subject());
        helper.setText(delivery.body());
        // No answers from machines that are away.
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    /** A permanent refusal (5xx) of the recipient; the rest may pass by. */
    private static boolean isRefused(Exception failure) {
        return failure instanceof MailSendException send && send.getMessageExceptions().length > 0
                && send.getMessageExceptions()[0] instanceof SendFailedException refused
                && refused.getInvalidAddresses() != null && refused.getInvalidAddresses().length > 0;
    }

    /** Saving a message gives it a new Message-ID; this one keeps its own. */
    private static final class IdentifiedMessage extends MimeMessage {

        private final String messageId;

        IdentifiedMessage(UUID id, String from) {
            super((jakarta.mail.Session) null);
            this.messageId = "<" + id + "@" + from.substring(from.lastIndexOf('@') + 1).replace(">", "") + ">";
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
