package dev.tenantry.crm.email.capture;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.subethamail.smtp.server.SMTPServer;

import dev.tenantry.crm.email.message.MailFile;

/** Receives mails for the domain that is configured, and for no other: nothing is passed on, and nothing is answered by a mail. */
@Component
class SmtpReceiver implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SmtpReceiver.class);

    private final CaptureSettings settings;
    private final List<MailDoor> doors;
    private final SslBundles bundles;
    private @Nullable SMTPServer server;
    private @Nullable SessionBounds bounds;

    SmtpReceiver(CaptureSettings settings, List<MailDoor> doors, SslBundles bundles) {
        this.settings = settings;
        this.doors = doors;
        this.bundles = bundles;
    }

    @Override
    public synchronized void start() {
        if (settings.port() == 0 || settings.domain() == null) {
            return;
        }
        listen(settings.port());
    }

    /** @param port 0: any that is free @return the port */
    synchronized int listen(int port) {
        var domain = Objects.requireNonNull(settings.domain()).toLowerCase(Locale.ROOT);
        var sessions = new SessionBounds(settings.maxConnectionsPerSource(), settings.longestSession());
        var builder = SMTPServer.port(port)
                .hostName(domain)
                .softwareName("Tenantry")
                .maxConnections(settings.maxConnections())
                .maxMessageSize(MailFile.LONGEST)
                .connectionTimeoutMs(Math.toIntExact(settings.timeout().toMillis()))
                .insertReceivedHeaders(false)
                .sessionHandler(sessions)
                .messageHandlerFactory(_ -> new IncomingMail(doors, domain));
        if (settings.bind() != null) {
            builder.bindAddress(address(settings.bind()));
        }
        if (settings.sslBundle() != null) {
            builder.enableTLS()
                    .startTlsSocketFactory(bundles.getBundle(settings.sslBundle()).createSslContext());
        }
        var started = builder.build();
        var commands = started.getCommandHandler();
        commands.addCommand(new SizedMailCommand(commands.getCommand("MAIL")));
        started.start();
        server = started;
        bounds = sessions;
        log.info("mails for {} are received at port {}", domain, started.getPortAllocated());
        return started.getPortAllocated();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException unknown) {
            throw new IllegalStateException("tenantry.mail.capture.bind is no address: " + text, unknown);
        }
    }

    @Override
    public synchronized void stop() {
        if (server != null) {
            server.stop();
            server = null;
        }
        if (bounds != null) {
            bounds.close();
            bounds = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }
}
