package dev.tenantry.notification.bounce;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.SentMail;

/** Mails of the current organization that were sent, whoever may see them. */
@Component
class SentMails {

    private static final String FIND = "select * from app.sent_mail(app.org_id(), ?::uuid, ?)";
    private static final int UUID_LENGTH = 36;
    private static final int LONGEST = 998;

    private final JdbcClient jdbc;

    SentMails(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<SentMail> find(UUID mail) {
        return find(mail, null);
    }

    Optional<SentMail> find(String messageId) {
        return messageId.length() > LONGEST || messageId.indexOf('\0') >= 0
                ? Optional.empty()
                : find(notification(messageId), messageId);
    }

    private Optional<SentMail> find(@Nullable UUID mail, @Nullable String messageId) {
        return jdbc.sql(FIND).param(mail).param(messageId).query(SentMails::read).optional();
    }

    /** The Message-ID of a notification begins with its id. */
    private static @Nullable UUID notification(String messageId) {
        var at = messageId.indexOf('@');
        if (at != UUID_LENGTH + 1) {
            return null;
        }
        try {
            return UUID.fromString(messageId.substring(1, at));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static SentMail read(ResultSet row, int number) throws SQLException {
        return new SentMail(row.getObject("id", UUID.class),
                List.of((String[]) row.getArray("recipients").getArray()), row.getString("template"),
                row.getObject("run", Long.class), row.getObject("step", Integer.class),
                row.getObject("email", Long.class), row.getObject("member", UUID.class));
    }
}
