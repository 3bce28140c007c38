package dev.tenantry.notification.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.BiFunction;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import dev.tenantry.notification.Channel;
import dev.tenantry.notification.Mail;
import dev.tenantry.notification.Receipt;
import dev.tenantry.shared.mail.IdentifiedMessage;
import dev.tenantry.shared.mail.MailAddresses;
import dev.tenantry.shared.mail.MailContent;
import dev.tenantry.shared.mail.MailRouting;
import dev.tenantry.shared.mail.SmtpReply;

/** Sends mail by SMTP. A mail that is sent again carries the same Message-ID. */
final class SmtpCarrier implements Carrier {

    private static final List<String> TIMES = List.of("connectiontimeout", "timeout", "writetimeout");

    private final JavaMailSender sender;
    private final String from;
    private final BiFunction<UUID, UUID, @Nullable String> returnPaths;

    /** @param returnPaths where a mail of an organization returns that cannot be delivered; null: to the sender */
    SmtpCarrier(JavaMailSender sender, String from, BiFunction<UUID, UUID, @Nullable String> returnPaths) {
        this.sender = sender;
        this.from = from;
        this.returnPaths = returnPaths;
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
                MailAddresses.to(List.of(delivery.recipient())).answeredTo(delivery.replyTo()),
                new MailContent(delivery.subject(), delivery.body(), null, null, delivery.calendar()), null)
                .routed(MailRouting.NONE.returning(returnPaths.apply(delivery.organizationId(), delivery.id())));
        // No answers from machines that are away.
        var _ = send(mail, Map.of("Auto-Submitted", "auto-generated"), "the recipient", sender);
    }

    @Override
    public Receipt carry(Mail mail, @Nullable Duration timeout) throws DeliveryException {
        return send(mail, Map.of(), "a recipient",
                timeout != null && sender instanceof JavaMailSenderImpl usual ? within(timeout, usual) : sender);
    }

    /** The same way, whose answers are waited for no longer. */
    private static JavaMailSender within(Duration timeout, JavaMailSenderImpl usual) {
        var impatient = new JavaMailSenderImpl();
        impatient.setHost(usual.getHost());
        impatient.setPort(usual.getPort());
        impatient.setUsername(usual.getUsername());
        impatient.setPassword(usual.getPassword());
        impatient.setProtocol(usual.getProtocol());
        impatient.setDefaultEncoding(usual.getDefaultEncoding());
        var properties = new Properties();
        properties.putAll(usual.getJavaMailProperties());
        var protocol = usual.getProtocol() == null ? "smtp" : usual.getProtocol();
        TIMES.forEach(name -> properties.merge("mail." + protocol + "." + name, Long.toString(timeout.toMillis()),
                (known, stated) -> Long.parseLong(known.toString()) <= timeout.toMillis() ? known : stated));
        impatient.setJavaMailProperties(properties);
        return impatient;
    }

    private Receipt send(Mail mail, Map<String, String> headers, String whom, JavaMailSender way)
            throws DeliveryException {
        try {
            var message = mail.message();
            for (var header : headers.entrySet()) {
                message.setHeader(header.getKey(), header.getValue());
            }
            way.send(message);
            return Receipt.WHOLE;
        } catch (AddressException _) {
            throw DeliveryException.unasked(whom + " is no e-mail address");
        } catch (MailException | MessagingException failure) {
            var receipt = Receipt.of(failure, mail.envelope());
            if (receipt != null) {
                return receipt;
            }
            var reply = SmtpReply.of(failure, mail.envelope().size());
            var words = reply == null ? "" : ": " + Receipt.shown(reply);
            var why = reply != null && reply.isPermanent()
                    ? DeliveryException.forGood("the mail server refuses the mail or " + whom + words)
                    : DeliveryException.forNow("the mail server does not take the mail now" + words);
            throw why.refusing(Receipt.refused(failure, mail.envelope()));
        }
    }
}
