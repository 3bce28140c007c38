package dev.tenantry.crm.email.sending;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;

/** Finds the mails that are answered, of those that the current member sees. */
@Component
class AnsweredEmails {

    private static final String FIND = """
            select message_id, subject, reference_ids from emails
            where organization_id = app.org_id() and deleted_at is null and (visible_to is null or auth.uid() = any (visible_to))""";

    private final JdbcClient jdbc;

    AnsweredEmails(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws ProblemException 422 where the member sees none */
    AnsweredEmail find(Long id) {
        return jdbc.sql(FIND + " and id = ?")
                .param(id)
                .query(AnsweredEmails::read)
                .optional()
                .orElseThrow(() -> ProblemException.invalid("emailId", "unknown-reference", "there is no such mail"));
    }

    /** @param messageId without angle brackets */
    Optional<AnsweredEmail> find(String messageId) {
        return jdbc.sql(FIND + " and message_id = ? order by id limit 1")
                .param(messageId)
                .query(AnsweredEmails::read)
                .optional();
    }

    private static AnsweredEmail read(ResultSet row, int number) throws SQLException {
        return new AnsweredEmail(row.getString("message_id"), row.getString("subject"),
                List.of((String[]) row.getArray("reference_ids").getArray()));
    }
}
