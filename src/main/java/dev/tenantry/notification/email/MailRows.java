package dev.tenantry.notification.email;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.notification.Mail;
import dev.tenantry.notification.MailCause;
import dev.tenantry.shared.mail.MailAddresses;
import dev.tenantry.shared.mail.MailContent;
import dev.tenantry.shared.mail.MailRouting;

/** Reads claimed mails. */
final class MailRows {

    private static final JsonMapper JSON = new JsonMapper();

    private MailRows() {}

    static MailAttempt read(ResultSet row, int number) throws SQLException {
        return new MailAttempt(row.getObject("organization_id", UUID.class), row.getObject("id", UUID.class),
                row.getLong("lease_epoch"), row.getInt("attempts"), row.getInt("lease_losses"),
                row.getInt("max_attempts"), Duration.ofMillis(row.getLong("retry_after")), timeout(row),
                cause(row),
                new Mail(row.getString("message_id"), row.getString("sender"), addresses(row), texts(row, "envelope"),
                        new MailContent(row.getString("subject"), row.getString("body"), row.getString("html"),
                                row.getString("unsubscribe_url")),
                        row.getObject("integration_id", UUID.class), MailRouting.NONE));
    }

    private static MailCause cause(ResultSet row) throws SQLException {
        var member = row.getObject("member_id", UUID.class);
        return member == null
                ? new MailCause.Step(row.getLong("execution_log_id"), row.getInt("step_index"))
                : new MailCause.Personal(row.getLong("email_id"), member);
    }

    private static @Nullable Duration timeout(ResultSet row) throws SQLException {
        var millis = row.getObject("timeout", Long.class);
        return millis == null ? null : Duration.ofMillis(millis);
    }

    private static MailAddresses addresses(ResultSet row) throws SQLException {
        var all = texts(row, "recipients");
        var cc = texts(row, "cc");
        var bcc = texts(row, "bcc");
        return new MailAddresses(all.subList(0, all.size() - cc.size() - bcc.size()), cc, bcc,
                row.getString("reply_to"), names(row.getString("recipient_names")));
    }

    private static Map<String, String> names(String json) {
        var names = new LinkedHashMap<String, String>();
        JSON.readTree(json).forEachEntry((address, name) -> names.put(address, name.asString()));
        return names;
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
