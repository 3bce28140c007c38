package dev.tenantry.crm.email.sending;

import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.mail.MailAttachment;
import dev.tenantry.shared.mail.MailContent;

/** Reads what members' mails say, as they are kept. */
@Component
class SentContents {

    private static final String IS_THERE = """
            select true from emails e
            where e.organization_id = app.org_id() and e.id = ? and e.deleted_at is null and auth.uid() = any (e.member_ids)""";
    private static final String FIND = """
            select e.subject, e.in_reply_to, e.reference_ids, b.text, b.html
            from emails e join email_bodies b on b.organization_id = app.org_id() and b.email_id = e.id
            where e.organization_id = app.org_id() and e.id = ? and e.deleted_at is null and auth.uid() = any (e.member_ids)""";
    private static final String ATTACHMENTS = """
            select name, content_type, sha256 from email_attachments where organization_id = app.org_id() and email_id = ? order by number""";
    private static final String PARTS = """
            select bytes from email_content_parts where organization_id = app.org_id() and sha256 = ? order by number""";

    private final JdbcClient jdbc;

    SentContents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param inReplyTo without angle brackets, as references are */
    record Sent(MailContent content, @Nullable String inReplyTo, List<String> references) {}

    boolean isThere(long email) {
        return jdbc.sql(IS_THERE).param(email).query(Boolean.class).optional().isPresent();
    }

    Sent of(long email) {
        var said = jdbc.sql(FIND).param(email).query(SentContents::read).single();
        return new Sent(said.content.bringing(attachments(email)), said.inReplyTo, said.references);
    }

    private static Sent read(ResultSet row, int number) throws SQLException {
        return new Sent(new MailContent(row.getString("subject"), row.getString("text"), row.getString("html")),
                row.getString("in_reply_to"), List.of((String[]) row.getArray("reference_ids").getArray()));
    }

    private record Kept(String name, String type, String sha256) {}

    private List<MailAttachment> attachments(long email) {
        return jdbc.sql(ATTACHMENTS)
                .param(email)
                .query((row, _) -> new Kept(row.getString("name"), row.getString("content_type"),
                        row.getString("sha256")))
                .list()
                .stream()
                .map(kept -> new MailAttachment(kept.name, kept.type, bytes(kept.sha256)))
                .toList();
    }

    private byte[] bytes(String sha256) {
        var whole = new ByteArrayOutputStream();
        jdbc.sql(PARTS).param(sha256).query((row, _) -> row.getBytes("bytes")).list().forEach(whole::writeBytes);
        return whole.toByteArray();
    }
}
