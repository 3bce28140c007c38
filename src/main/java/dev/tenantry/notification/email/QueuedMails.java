package dev.tenantry.notification.email;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.notification.Channel;
import dev.tenantry.notification.DeliveryStatus;
import dev.tenantry.notification.Mail;
import dev.tenantry.notification.Mails;
import dev.tenantry.notification.OwnMailServers;
import dev.tenantry.notification.RefusedRecipient;
import dev.tenantry.notification.delivery.Carriers;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.work.Tickets;

import static dev.tenantry.notification.DeliveryStatus.PENDING;

/** Where every such mail is kept, sent or not. */
@Component
class QueuedMails implements Mails {

    private static final String KEEP = """
            insert into outbound_emails as e (organization_id, id, execution_log_id, workflow_id, step_index, message_id, sender, recipients,
                recipient_keys, cc, bcc, reply_to, recipient_names, subject, body, html, unsubscribe_url, integration_id, refused, refusals, status, error_message, max_attempts, retry_after, timeout, due_at)
            select app.org_id(), ?, l.id, l.workflow_id, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?::uuid, ?, ?, ?, ?, ?, ?, ?::bigint, case when ? then now() end
            from workflow_execution_logs l where l.organization_id = app.org_id() and l.id = ?
            on conflict on constraint outbound_emails_step_key do update
            set recipients = excluded.recipients, recipient_keys = excluded.recipient_keys, cc = excluded.cc, bcc = excluded.bcc, reply_to = excluded.reply_to, recipient_names = excluded.recipient_names,
                subject = excluded.subject, body = excluded.body, html = excluded.html, unsubscribe_url = excluded.unsubscribe_url,
                status = excluded.status, error_message = excluded.error_message, max_attempts = excluded.max_attempts, retry_after = excluded.retry_after, timeout = excluded.timeout,
                due_at = excluded.due_at, attempts = 0, lease_losses = 0, refused = excluded.refused, refusals = excluded.refusals, version = e.version + 1
            where e.status = any (?)""";
    /** What is being sent just now has not failed yet. */
    private static final String STANDING = """
            select status, case when leased_by is null then attempts else attempts - 1 end as failures, error_message,
                greatest(0, extract(epoch from due_at - now()) * 1000)::bigint as pause, refused, refusals
            from outbound_emails where organization_id = app.org_id() and execution_log_id = ? and step_index = ?""";
    private static final String WAITING = """
            select distinct on (execution_log_id) execution_log_id as run, limited_until as until, limited_by, limited_scope, limited_most, limited_period
            from outbound_emails
            where organization_id = app.org_id() and execution_log_id = any (?) and status = ? and limited_until > now() and leased_by is null
            order by execution_log_id, limited_until""";
    private static final String ON_THEIR_WAY = """
            select distinct execution_log_id from outbound_emails
            where organization_id = app.org_id() and execution_log_id = any (?) and status = ?""";
    /** Two that change places would meet: so all leave first, and come then. */
    private static final String LEAVE = """
            update outbound_emails e set step_index = -1 - m.becomes from unnest(?::bigint[], ?::int[], ?::int[]) as m (run, was, becomes)
            where e.organization_id = app.org_id() and e.execution_log_id = m.run and e.step_index = m.was""";
    private static final String COME = """
            update outbound_emails set step_index = -1 - step_index
            where organization_id = app.org_id() and execution_log_id = any (?) and step_index < 0""";

    private final JdbcClient jdbc;
    private final Carriers carriers;
    private final OwnMailServers servers;
    private final Tickets tickets;
    private final JsonMapper json;

    QueuedMails(JdbcClient jdbc, Carriers carriers, OwnMailServers servers, Tickets tickets, JsonMapper json) {
        this.jdbc = jdbc;
        this.carriers = carriers;
        this.servers = servers;
        this.tickets = tickets;
        this.json = json;
    }

    @Override
    public Sender sender(@Nullable UUID integration) {
        return servers.find(integration)
                .map(server -> new Sender(server.sender(), server.integration()))
                .orElseGet(() -> {
                    if (integration != null) {
                        throw ProblemException.invalid("integration", "not-connected",
                                "the integration that the mail is to go by is not connected");
                    }
                    return new Sender(carriers.mailSender(), null);
                });
    }

    @Override
    public boolean isSender(UUID integration) {
        return servers.exists(integration);
    }

    @Override
    public void send(long runId, int stepIndex, Mail mail, List<RefusedRecipient> refused, Trying trying) {
        var left = mail.recipients().size() - refused.size();
        var isForNobody = left == 0 && !refused.isEmpty();
        var objection = mail.objection();
        var status = isForNobody && objection == null ? DeliveryStatus.SUPPRESSED : status(mail, objection);
        var kept = jdbc.sql(KEEP)
                .params(Ids.next(), stepIndex, mail.messageId(), mail.sender(),
                        mail.recipients().toArray(String[]::new),
                        mail.recipients().stream().map(EmailAddress::canonical).toArray(String[]::new),
                        mail.addresses().cc().toArray(String[]::new), mail.addresses().bcc().toArray(String[]::new))
                .param(mail.addresses().replyTo())
                .param(json.writeValueAsString(mail.addresses().names()))
                .params(mail.content().subject(), mail.content().text())
                .param(mail.content().html())
                .param(mail.content().unsubscribeUrl())
                .param(mail.integration())
                .params(refused.stream().map(RefusedRecipient::recipient).toArray(String[]::new),
                        refused.stream().map(RefusedRecipient::reason).toArray(String[]::new))
                .param(status.toString())
                .param(objection)
                .params(trying.maxAttempts(), trying.retryAfter().toMillis())
                .param(trying.timeout() == null ? null : trying.timeout().toMillis())
                .params(status == PENDING, runId, status.origins())
                .update();
        if (kept == 1 && status == PENDING) {
            tickets.add(mail.integration() == null ? MailOutbox.NAME : MailOutbox.OF_OWN_SERVERS);
        }
    }

    private DeliveryStatus status(Mail mail, @Nullable String objection) {
        if (objection != null) {
            return DeliveryStatus.FAILED;
        }
        return mail.integration() != null || carriers.serve(Channel.EMAIL) ? PENDING : DeliveryStatus.RECORDED;
    }

    @Override
    public Map<Long, Limited> limited(Collection<Long> runs) {
        var waiting = new HashMap<Long, Limited>();
        jdbc.sql(WAITING)
                .param(runs.toArray(Long[]::new))
                .param(PENDING.toString())
                .query((RowCallbackHandler) row -> waiting.put(row.getLong("run"),
                        new Limited(row.getString("limited_by"), row.getString("limited_scope"),
                                row.getInt("limited_most"), row.getString("limited_period"),
                                Rows.instant(row, "until"))));
        return waiting;
    }

    @Override
    public Standing of(long runId, int stepIndex) {
        return jdbc.sql(STANDING).params(runId, stepIndex).query(QueuedMails::read).single();
    }

    @Override
    public Set<Long> onTheirWay(Long[] runs) {
        return new HashSet<>(
                jdbc.sql(ON_THEIR_WAY).param(runs).param(PENDING.toString()).query(Long.class).list());
    }

    @Override
    public void move(List<Long> runs, List<Integer> was, List<Integer> becomes) {
        var moved = runs.toArray(Long[]::new);
        jdbc.sql(LEAVE)
                .param(moved)
                .param(was.toArray(Integer[]::new))
                .param(becomes.toArray(Integer[]::new))
                .update();
        jdbc.sql(COME).param(moved).update();
    }

    private static Standing read(ResultSet row, int number) throws SQLException {
        return new Standing(DeliveryStatus.of(row.getString("status")), row.getInt("failures"),
                row.getString("error_message"), Duration.ofMillis(row.getLong("pause")),
                RefusedRecipient.of((String[]) row.getArray("refused").getArray(),
                        (String[]) row.getArray("refusals").getArray()));
    }
}
