package dev.tenantry.notification.email;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.notification.Channel;
import dev.tenantry.notification.DeliveryStatus;
import dev.tenantry.notification.Mail;
import dev.tenantry.notification.PersonalMails;
import dev.tenantry.notification.RefusedRecipient;
import dev.tenantry.notification.delivery.Carriers;
import dev.tenantry.notification.delivery.NotificationSettings;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.work.Tickets;

import static dev.tenantry.notification.DeliveryStatus.PENDING;

/** Keeps them in the queue of mails; what they say is not there twice. */
@Component
class QueuedPersonalMails implements PersonalMails {

    private static final String KEEP = """
            insert into outbound_emails (organization_id, id, email_id, member_id, message_id, sender, recipients, recipient_keys, cc, bcc, reply_to,
                recipient_names, subject, body, integration_id, refused, refusals, status, max_attempts, retry_after, due_at)
            values (app.org_id(), ?, ?, auth.uid(), ?, ?, ?, ?, ?, ?, ?, ?::jsonb, '', '', ?::uuid, ?, ?, ?, ?, ?, case when ? then now() end)""";
    private static final String STANDING = """
            select id, status, recipients, refused, refusals, attempts, error_message, due_at, sent_at from outbound_emails
            where organization_id = app.org_id() and email_id = ? and member_id = auth.uid()""";

    private final JdbcClient jdbc;
    private final Carriers carriers;
    private final Tickets tickets;
    private final NotificationSettings settings;
    private final JsonMapper json;

    QueuedPersonalMails(JdbcClient jdbc, Carriers carriers, Tickets tickets, NotificationSettings settings,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.carriers = carriers;
        this.tickets = tickets;
        this.settings = settings;
        this.json = json;
    }

    @Override
    public void send(UUID id, long emailId, Mail mail, List<RefusedRecipient> refused) {
        var status = status(mail);
        jdbc.sql(KEEP)
                .params(id, emailId, mail.messageId(), mail.sender(), texts(mail.recipients()),
                        texts(mail.recipients().stream().map(EmailAddress::canonical).toList()),
                        texts(mail.addresses().cc()), texts(mail.addresses().bcc()))
                .param(mail.addresses().replyTo())
                .param(json.writeValueAsString(mail.addresses().names()))
                .param(mail.integration())
                .params(texts(refused.stream().map(RefusedRecipient::recipient).toList()),
                        texts(refused.stream().map(RefusedRecipient::reason).toList()), status.toString(),
                        settings.maxAttempts(), settings.retryAfter().toMillis(), status == PENDING)
                .update();
        if (status == PENDING) {
            tickets.add(mail.integration() == null ? MailOutbox.NAME : MailOutbox.OF_OWN_SERVERS);
        }
    }

    private DeliveryStatus status(Mail mail) {
        return mail.integration() != null || carriers.serve(Channel.EMAIL) ? PENDING : DeliveryStatus.RECORDED;
    }

    private static String[] texts(List<String> all) {
        return all.toArray(String[]::new);
    }

    @Override
    public Optional<Standing> of(long emailId) {
        return jdbc.sql(STANDING).param(emailId).query(QueuedPersonalMails::read).optional();
    }

    private static Standing read(ResultSet row, int number) throws SQLException {
        return new Standing(row.getObject("id", UUID.class), DeliveryStatus.of(row.getString("status")),
                List.of((String[]) row.getArray("recipients").getArray()),
                RefusedRecipient.of((String[]) row.getArray("refused").getArray(),
                        (String[]) row.getArray("refusals").getArray()),
                row.getInt("attempts"), row.getString("error_message"), Rows.instantOrNull(row, "due_at"),
                Rows.instantOrNull(row, "sent_at"));
    }
}
