package dev.tenantry.crm.email;

import java.io.InputStream;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.email.EmailDetailsResponse.AttachmentResponse;
import dev.tenantry.shared.database.PartsInputStream;
import dev.tenantry.shared.problem.ProblemException;

/** What is attached to mails, for those who see them. */
@Service
@Transactional(readOnly = true)
class EmailAttachments {

    private static final String PART = """
            select bytes from email_content_parts where organization_id = app.org_id() and sha256 = ? and number = ?""";

    private final EmailRows rows;
    private final EmailDetails details;
    private final JdbcClient jdbc;

    EmailAttachments(EmailRows rows, EmailDetails details, JdbcClient jdbc) {
        this.rows = rows;
        this.details = details;
        this.jdbc = jdbc;
    }

    /** @throws ProblemException 404 */
    AttachmentResponse find(Long email, int number) {
        return details.attachments(rows.find(email).getId())
                .stream()
                .filter(attachment -> attachment.number() == number)
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }

    /** Its content, a part at a time. */
    InputStream open(AttachmentResponse attachment) {
        return new PartsInputStream(number -> part(attachment.sha256(), number));
    }

    private byte @Nullable [] part(String sha256, int number) {
        Optional<byte[]> part = jdbc.sql(PART)
                .params(sha256, number)
                .query((row, _) -> row.getBytes("bytes"))
                .optional();
        return part.orElse(null);
    }
}
