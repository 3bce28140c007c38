package dev.tenantry.notification.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

import dev.tenantry.notification.Channel;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.mail.IdentifiedMessage;

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
            throw IdentifiedMessage.isRefused(failure)
                    ? DeliveryException.forGood("the mail server refuses the recipient")
                    : DeliveryException.forNow("the mail server does not take the mail now");
        }
    }

    private MimeMessage message(Delivery delivery) throws MessagingException {
        var message = new IdentifiedMessage(IdentifiedMessage.id(delivery.id().toString(), from));
        var helper = new MimeMessageHelper(message, "UTF-8");
        helper.setFrom(from);
        helper.setTo(EmailAddress.deliverable(delivery.recipient()));
        helper.setSubject(delivery.subject());
        helper.setText(delivery.body());
        // No answers from machines that are away.
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }
}
