package dev.tenantry.integrations.provider;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.http.NetworkFailure;
import dev.tenantry.shared.mail.IdentifiedMessage;

/** A conversation with a mail server at the first of its addresses that can be connected to. */
final class SmtpConversation {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Bytes: its answers are lines, and a certificate. */
    private static final long MOST_SAID = 256 * 1024;
    private static final int MOST_ADDRESSES = 5;

    private final Connection connection;
    private final Duration longest;
    private final long begun = System.nanoTime();

    /** @param longest all of it may take */
    SmtpConversation(Connection connection, Duration longest) {
        this.connection = connection;
        this.longest = longest;
    }

    /**
     * Signs in, and sends the mail where there is one.
     *
     * @param addresses one at least, checked
     */
    void hold(List<InetAddress> addresses, @Nullable MimeMessage mail) throws MessagingException {
        var transport = connected(addresses);
        try {
            if (mail != null) {
                mail.saveChanges();
                if (mail instanceof IdentifiedMessage own && transport instanceof SMTPTransport server
                        && server.supportsExtension("DSN")) {
                    own.identifyEnvelope();
                }
                transport.sendMessage(mail, mail.getAllRecipients());
            }
        } finally {
            leave(transport);
        }
    }

    /** A mail that has been taken stays so, however the server takes leave. */
    private static void leave(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException _) {
            // closed all the same
        }
    }

    private Transport connected(List<InetAddress> addresses) throws MessagingException {
        try {
            return connected(addresses.getFirst());
        } catch (MailConnectException failure) {
            var others = addresses.subList(1, Math.min(addresses.size(), MOST_ADDRESSES));
            if (others.isEmpty()) {
                throw failure;
            }
            return connected(others);
        }
    }

    private Transport connected(InetAddress address) throws MessagingException {
        var transport = Session.getInstance(properties(address)).getTransport("smtp");
        transport.connect(connection.text("host"), port(), Connection.orNull(connection.text("username")),
                Connection.orNull(connection.secret("password")));
        return transport;
    }

    private Properties properties(InetAddress address) throws MessagingException {
        var left = left();
        var properties = new Properties();
        properties.put("mail.smtp.socketFactory", new PinnedSockets(address, left, MOST_SAID));
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.auth", Boolean.toString(!connection.text("username").isEmpty()));
        var isTls = connection.text("security").equals("tls");
        var isStartTls = !isTls && !connection.text("security").equals("none");
        properties.put("mail.smtp.ssl.enable", Boolean.toString(isTls));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(isStartTls));
        properties.put("mail.smtp.starttls.required", Boolean.toString(isStartTls));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        var patience = left.compareTo(PATIENCE) < 0 ? left : PATIENCE;
        properties.put("mail.smtp.connectiontimeout", Long.toString(patience.toMillis()));
        properties.put("mail.smtp.writetimeout", Long.toString(patience.toMillis()));
        properties.put("mail.smtp.timeout", Long.toString(left.toMillis()));
        return properties;
    }

    /** At least a millisecond: of none, sockets wait for ever. */
    private Duration left() throws MessagingException {
        var left = longest.minusNanos(System.nanoTime() - begun);
        if (left.toMillis() < 1) {
            throw new MessagingException("", NetworkFailure.late(longest));
        }
        return left;
    }

    private int port() {
        return connection.configuration()
                .path("port")
                .asInt(connection.text("security").equals("tls") ? 465 : 587);
    }
}
