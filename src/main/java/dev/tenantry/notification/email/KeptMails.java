package dev.tenantry.notification.email;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.Mail;
import dev.tenantry.notification.Mails;
import dev.tenantry.notification.delivery.Carriers;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.TenantContext;

/** Where every such mail is kept, sent or not. */
@Component
class KeptMails implements Mails {

    private final JdbcClient jdbc;
    private final Carriers carriers;

    KeptMails(JdbcClient jdbc, Carriers carriers) {
        this.jdbc = jdbc;
        this.carriers = carriers;
    }

    @Override
    public String sender() {
        return carriers.mailSender();
    }

    @Override
    public void keep(long runId, int stepIndex, Mail mail) {
        jdbc.sql(
                """
                insert into outbound_emails (organization_id, id, execution_log_id, step_index, message_id, sender, recipients, subject, body, status)
                values (app.org_id(), ?, ?, ?, ?, ?, ?, ?, ?, 'pending') on conflict on constraint outbound_emails_step_key do nothing""")
                .params(Ids.next(), runId, stepIndex, mail.messageId(),
                        mail.sender(), mail.recipients().toArray(String[]::new), mail.subject(), mail.text())
                .update();
    }

    @Override
    public Result send(Mail mail) {
        return carriers.send(mail);
    }

    @Override
    public void settle(long runId, int stepIndex, Result result) {
        settle(runId, stepIndex, result == Result.SENT ? "sent" : "recorded", (String) null);
    }

    @Override
    public void settle(long runId, int stepIndex, String error, boolean isLast) {
        settle(runId, stepIndex, isLast ? "failed" : "pending", error);
    }

    private void settle(long runId, int stepIndex, String status, @Nullable String error) {
        jdbc.sql("""
                update outbound_emails set status = ?, error_message = ?, sent_at = case when ? then now() else sent_at end, version = version + 1
                where organization_id = ? and execution_log_id = ? and step_index = ?""")
                .param(status)
                .param(error)
                .param(status.equals("sent"))
                .param(TenantContext.current().organizationId())
                .param(runId)
                .param(stepIndex)
                .update();
    }
}
