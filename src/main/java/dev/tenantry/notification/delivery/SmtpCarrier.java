package dev.tenantry.notification.delivery;

import java.util.List;
import java.util.Map;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;

import dev.tenantry.notification.Channel;
import dev.tenantry.notification.Mail;
import dev.tenantry.notification.Receipt;
import dev.tenantry.shared.mail.IdentifiedMessage;
import dev.tenantry.shared.mail.MailAddresses;
import dev.tenantry.shared.mail.MailContent;
import dev.tenantry.shared.mail.SmtpReply;

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
        var mail = new Mail(IdentifiedMessage.id(delivery.id().toString(), from), from,
                MailAddresses.to(List.of(delivery.recipient())),
                new MailContent(delivery.subject(), delivery.body(), null, null, delivery.calendar()), null);
        // No answers from machines that are away.
        var _ = send(mail, Map.of("Auto-Submitted", "auto-generated"), "the recipient");
    }

    @Override
    public Receipt carry(Mail mail) throws DeliveryException {
        return send(mail, Map.of(), "a recipient");
    }

    private Receipt send(Mail mail, Map<String, String> headers, String whom) throws DeliveryException {
        try {
            var message = mail.message();
            for (var header : headers.entrySet()) {
                message.setHeader(header.getKey(), header.getValue());
            }
            sender.send(message);
            return Receipt.WHOLE;
        } catch (AddressException _) {
            throw DeliveryException.forGood(whom + " is no e-mail address");
        } catch (MailException | MessagingException failure) {
            var receipt = Receipt.of(failure, mail.envelope());
            if (receipt != null) {
                return receipt;
            }
            var reply = SmtpReply.of(failure, mail.envelope().size());
            throw reply != null && reply.isPermanent()
                    ? DeliveryException.forGood("the mail server refuses the mail or " + whom)
                    : DeliveryException.forNow("the mail server does not take the mail now");
        }
    }
}
