package dev.tenantry.integrations.provider;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Answer.Traffic;
import dev.tenantry.integrations.Operation;
import dev.tenantry.integrations.Operation.SendMail;
import dev.tenantry.shared.http.EgressGuard;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.mail.IdentifiedMessage;
import dev.tenantry.shared.text.Texts;

/** Mail by an organization's own server. Its address is checked as those of other servers are, and connected to as checked. */
@Component
class SmtpProvider implements Provider {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** For the whole conversation. */
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** Bytes: its answers are lines, and a certificate. */
    private static final long MOST_SAID = 256 * 1024;
    private static final int SHOWN = 300;
    private static final int OK = 250;
    private static final int NOT_AUTHENTICATED = 401;

    private final EgressGuard guard;

    SmtpProvider(EgressGuard guard) {
        this.guard = guard;
    }

    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public List<IntegrationType> types() {
        return List.of(IntegrationType.EMAIL);
    }

    @Override
    public String schema() {
        return """
                {
                  "description": "mail by a server of the organization's own",
                  "type": "object", "required": ["configuration"], "additionalProperties": false,
                  "properties": {
                    "configuration": {
                      "type": "object", "required": ["host", "from"], "additionalProperties": false,
                      "properties": {
                        "host": { "type": "string", "minLength": 1, "maxLength": 253, "pattern": "^[A-Za-z0-9.:-]+$", "description": "the server's name or address" },
                        "port": { "type": "integer", "minimum": 1, "maximum": 65535, "description": "absent: 465 with tls, 587 without" },
                        "security": { "enum": ["starttls", "tls", "none"], "description": "how the connection is encrypted: after a greeting, from the beginning, or not, which only servers take that may be asked without; absent: starttls" },
                        "username": { "type": "string", "minLength": 1, "maxLength": 320, "description": "who signs in; absent: nobody" },
                        "from": { "type": "string", "minLength": 3, "maxLength": 320, "description": "the sender of mails" }
                      }
                    },
                    "credentials": {
                      "type": "object", "additionalProperties": false,
                      "properties": { "password": { "type": "string", "minLength": 1, "maxLength": 1000, "description": "of the user name" } }
                    }
                  }
                }""";
    }

    @Override
    public Set<Class<? extends Operation>> operations() {
        return Set.of(SendMail.class);
    }

    @Override
    public String destination(JsonNode configuration) {
        return String.join(" ", configuration.path("host").asString(""), configuration.path("port").asString(""),
                configuration.path("security").asString(""));
    }

    @Override
    public Answer ask(Connection connection, Operation operation) {
        var mail = switch (operation) {
            case SendMail stated -> stated;
            case Operation.Test test when test.recipient() != null ->
                new SendMail(test.recipient(), "A test mail", "This mail shows that the integration sends.");
            default -> null;
        };
        try {
            return talk(connection, mail);
        } catch (EgressGuard.Refused refused) {
            return Answer.failed(refused.reason(), true);
        } catch (UnknownHostException _) {
            return Answer.failed(connection.text("host") + " is not known", false);
        } catch (AddressException _) {
            return Answer.failed("the sender or the recipient is no e-mail address", true);
        } catch (AuthenticationFailedException failure) {
            return new Answer(NOT_AUTHENTICATED, Results.none(),
                    "the server refuses the sign-in" + reason(failure, connection),
                    true,
                    null, Traffic.NONE);
        } catch (MessagingException failure) {
            return Answer.failed("the server does not take it" + reason(failure, connection),
                    failure instanceof SendFailedException);
        }
    }

    /** Signs in, and sends the mail where there is one. */
    private Answer talk(Connection connection, @Nullable SendMail mail)
            throws UnknownHostException, MessagingException {
        var isPlain = connection.text("security").equals("none");
        if (isPlain && guard.fault("http://" + connection.text("host")) != null) {
            return Answer.failed("the server may not be asked without encryption", true);
        }
        var session = Session.getInstance(properties(connection, isPlain));
        try (var transport = session.getTransport("smtp")) {
            transport.connect(connection.text("host"), port(connection),
                    Connection.orNull(connection.text("username")),
                    Connection.orNull(connection.secret("password")));
            if (mail == null) {
                return Answer.done(OK, Results.none(), Traffic.NONE);
            }
            var id = IdentifiedMessage.id(UUID.randomUUID().toString(), connection.text("from"));
            var message = new IdentifiedMessage(id);
            var helper = new MimeMessageHelper(message, "UTF-8");
            helper.setFrom(connection.text("from"));
            helper.setTo(EmailAddress.deliverable(mail.to()));
            helper.setSubject(mail.subject());
            helper.setText(mail.text());
            message.saveChanges();
            transport.sendMessage(message, message.getAllRecipients());
            return Answer.done(OK, Results.none().put("id", id), new Traffic(mail.text().length(), 0, 0, 0));
        }
    }

    private Properties properties(Connection connection, boolean isPlain) throws UnknownHostException {
        var properties = new Properties();
        properties.put("mail.smtp.socketFactory", new PinnedSockets(
                guard.resolve(connection.text("host")), connection.atMost(LONGEST), MOST_SAID));
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.auth", Boolean.toString(!connection.text("username").isEmpty()));
        var isTls = connection.text("security").equals("tls");
        properties.put("mail.smtp.ssl.enable", Boolean.toString(isTls));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(!isTls && !isPlain));
        properties.put("mail.smtp.starttls.required", Boolean.toString(!isTls && !isPlain));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        for (var name : List.of("connectiontimeout", "timeout", "writetimeout")) {
            properties.put("mail.smtp." + name, Long.toString(connection.atMost(PATIENCE).toMillis()));
        }
        return properties;
    }

    private static int port(Connection connection) {
        return connection.configuration()
                .path("port")
                .asInt(connection.text("security").equals("tls") ? 465 : 587);
    }

    private static String reason(MessagingException failure, Connection connection) {
        return failure.getMessage() == null
                ? ""
                : ": " + Texts.shown(connection.confidential().hide(failure.getMessage().strip()), SHOWN);
    }
}
