package dev.tenantry.automation.mail;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.tenancy.Ids;

/** Where every mail is kept, sent or not. */
@Component
class Outbox {

    private final JdbcClient jdbc;

    Outbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param status {@code pending} for a mail that is about to be sent, {@code recorded} for one that will not be */
    void add(long runId, int stepIndex, Mail mail, String status) {
        jdbc.sql(
                """
                insert into outbound_emails (organization_id, id, execution_log_id, step_index, message_id, sender, recipients, subject, body, status)
                values (app.org_id(), ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict on constraint outbound_emails_step_key do nothing""")
                .params(Ids.next(), runId, stepIndex, mail.messageId(), mail.sender(),
                        mail.recipients().toArray(String[]::new), mail.subject(), mail.text(), status)
                .update();
    }

    void settle(long runId, int stepIndex, String status, @Nullable String error) {
        jdbc.sql("""
                update outbound_emails set status = ?, error_message = ?, sent_at = case when ? then now() else sent_at end, version = version + 1
                where organization_id = app.org_id() and execution_log_id = ? and step_index = ?""")
                .param(status)
                .param(error)
                .param(status.equals("sent"))
                .param(runId)
                .param(stepIndex)
                .update();
    }
}
