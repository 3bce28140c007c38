package dev.tenantry.integrations.provider;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Answer.Traffic;
import dev.tenantry.integrations.Operation;
import dev.tenantry.integrations.Operation.SendMail;
import dev.tenantry.notification.Mail;
import dev.tenantry.notification.Receipt;
import dev.tenantry.shared.http.EgressGuard;
import dev.tenantry.shared.http.NetworkFailure;
import dev.tenantry.shared.mail.IdentifiedMessage;
import dev.tenantry.shared.mail.NamedAddress;
import dev.tenantry.shared.mail.SmtpReply;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.text.Anonymized;

/** Mail by an organization's own server. Its address is checked as those of other servers are, and connected to as checked. */
@Component
class SmtpProvider implements Provider {

    /** For the whole conversation, where it is not a mail's that is waited for longer. */
    private static final Duration LONGEST_TEST = Duration.ofSeconds(30);
    private static final int SHOWN = 300;
    private static final String MISSED = "/" + SendMail.MISSED;
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
                        "from": { "type": "string", "minLength": 3, "maxLength": 320, "description": "the sender of mails: an address, or a name with an address in angle brackets" }
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
    public List<FieldError> faults(JsonNode configuration) {
        try {
            NamedAddress.of(configuration.path("from").asString());
            return List.of();
        } catch (IllegalArgumentException refusal) {
            return List.of(new FieldError("configuration.from", "invalid-email", String.valueOf(refusal.getMessage())));
        }
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
    public Set<String> deciding() {
        return Set.of("host", "port", "security", "username", "from");
    }

    @Override
    public Answer ask(Connection connection, Operation operation) {
        var mail = switch (operation) {
            case SendMail stated -> stated.mail();
            case Operation.Test test ->
                test.recipient() == null ? null : test(connection.text("from"), test.recipient());
            default -> throw new IllegalArgumentException("no operation of mail servers: " + operation.name());
        };
        try {
            return talk(connection, mail);
        } catch (EgressGuard.Refused refused) {
            return Answer.failed(refused.reason(), true);
        } catch (UnknownHostException unknown) {
            return Answer.failed(connection.text("host") + ": " + NetworkFailure.reason(unknown), false);
        } catch (AddressException _) {
            return Answer.failed("the sender or a recipient is no e-mail address", true);
        } catch (AuthenticationFailedException failure) {
            var said = SmtpReply.decoded(String.valueOf(failure.getMessage()));
            var isForNow = said.startsWith("4");
            return failed(isForNow ? 0 : NOT_AUTHENTICATED, "the server refuses the sign-in: " + said, !isForNow,
                    connection);
        } catch (MessagingException failure) {
            return answer(failure, mail, connection);
        }
    }

    private static Answer answer(MessagingException failure, @Nullable Mail mail, Connection connection) {
        var asked = mail == null ? List.<String>of() : mail.envelope();
        var receipt = Receipt.of(failure, asked);
        if (mail != null && receipt != null) {
            return sent(mail, receipt, connection);
        }
        var reply = SmtpReply.of(failure, asked.size());
        return reply == null
                ? failed(0, "the server does not take it: " + SmtpReply.decoded(reason(failure)), false, connection)
                : new Answer(reply.code(), missed(new Receipt(Receipt.refused(failure, asked), Map.of()), connection),
                        shown("the server does not take it: " + reply.text(), connection), reply.isPermanent(), null,
                        Traffic.NONE);
    }

    /** Where nothing more was said, the library has that for the answer. */
    static String reason(MessagingException failure) {
        var said = String.valueOf(failure.getMessage());
        return said.contains("[EOF]") || said.endsWith("response: -1")
                ? NetworkFailure.BROKEN
                : NetworkFailure.reason(failure);
    }

    private static Mail test(String from, String recipient) {
        return new Mail(IdentifiedMessage.id(UUID.randomUUID().toString(), from), from, List.of(recipient),
                "A test mail", "This mail shows that the integration sends.", null);
    }

    /** Signs in, and sends the mail where there is one. */
    private Answer talk(Connection connection, @Nullable Mail mail) throws UnknownHostException, MessagingException {
        var host = connection.text("host");
        if (connection.text("security").equals("none")
                && guard.fault("http://" + (host.contains(":") ? "[" + host + "]" : host)) != null) {
            return Answer.failed("the server may not be asked without encryption", true);
        }
        var addresses = List.of(guard.resolve(host));
        if (mail == null) {
            new SmtpConversation(connection, connection.atMost(LONGEST_TEST)).hold(addresses, null);
            return Answer.done(OK, Results.none(), Traffic.NONE);
        }
        new SmtpConversation(connection, connection.patience()).hold(addresses, mail.message());
        return sent(mail, Receipt.WHOLE, connection);
    }

    private static Answer sent(Mail mail, Receipt receipt, Connection connection) {
        return Answer.done(OK, missed(receipt, connection).put("id", mail.messageId()),
                new Traffic(mail.content().length(), 0, 0, 0));
    }

    private static ObjectNode missed(Receipt receipt, Connection connection) {
        var result = Results.none();
        receipt.refused()
                .forEach((to, why) -> result.withArray(MISSED)
                        .addObject()
                        .put("recipient", to)
                        .put("reason", shown(why, connection))
                        .put("isForGood", true));
        receipt.later()
                .forEach((to, why) -> result.withArray(MISSED)
                        .addObject()
                        .put("recipient", to)
                        .put("reason", shown(why, connection))
                        .put("isForGood", false));
        return result;
    }

    private static Answer failed(int status, String error, boolean isPermanent, Connection connection) {
        return new Answer(status, Results.none(), shown(error, connection), isPermanent, null, Traffic.NONE);
    }

    /** Whom a mail was for is nobody's business here. */
    private static String shown(String said, Connection connection) {
        return Anonymized.text(connection.disguised(said.strip()), SHOWN);
    }
}
