package dev.tenantry.notification.delivery;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.util.ReflectionTestUtils;

import dev.tenantry.notification.Channel;

/** A mail server that the application sends by for as long as it is open, running or not. */
public final class MailServer implements AutoCloseable {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    private final Map<Channel, Carrier> carriers;

    public MailServer(Carriers application) {
        this(application, (_, _) -> null);
    }

    /** @param returnPaths where mails return */
    @SuppressWarnings("unchecked")
    public MailServer(Carriers application, BiFunction<UUID, UUID, @Nullable String> returnPaths) {
        carriers = (Map<Channel, Carrier>) Objects
                .requireNonNull(ReflectionTestUtils.getField(application, "byChannel"));
        sender.setHost("localhost");
        sender.setPort(1);
        carriers.put(Channel.EMAIL, new SmtpCarrier(sender, application.mailSender(), returnPaths));
    }

    public MailServer start() {
        server.start();
        sender.setPort(server.getSmtp().getPort());
        return this;
    }

    /** To that address. */
    public List<MimeMessage> received(String recipient) {
        return Arrays.stream(server.getReceivedMessages()).filter(message -> isTo(message, recipient)).toList();
    }

    private static boolean isTo(MimeMessage message, String recipient) {
        try {
            return Arrays.stream(message.getAllRecipients())
                    .anyMatch(to -> ((InternetAddress) to).getAddress().equals(recipient));
        } catch (MessagingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        carriers.remove(Channel.EMAIL);
        server.stop();
    }
}
