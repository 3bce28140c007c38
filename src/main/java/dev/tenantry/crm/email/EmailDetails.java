package dev.tenantry.crm.email;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.email.EmailDetailsResponse.AttachmentResponse;
import dev.tenantry.crm.email.EmailDetailsResponse.Participant;
import dev.tenantry.crm.email.message.QuotedText;

/** Shows mails with all that they say, as far as the member sees it. */
@Component
class EmailDetails {

    private static final String BODY = "select text, html from email_bodies where organization_id = app.org_id() and email_id = ?";
    private static final String PARTICIPANTS = """
            select role, address, name, member_id from email_participants where organization_id = app.org_id() and email_id = ? order by id""";
    private static final String ATTACHMENTS = """
            select number, name, content_type, size, sha256, content_id from email_attachments
            where organization_id = app.org_id() and email_id = ? order by number""";

    private final JdbcClient jdbc;
    private final EmailLinks links;

    EmailDetails(JdbcClient jdbc, EmailLinks links) {
        this.jdbc = jdbc;
        this.links = links;
    }

    private record Body(String text, @Nullable String html) {}

    EmailDetailsResponse of(Email email) {
        var id = email.getId();
        var body = jdbc.sql(BODY)
                .param(id)
                .query((row, _) -> new Body(row.getString("text"), row.getString("html")))
                .single();
        var text = QuotedText.of(body.text);
        var linked = links.of(id);
        return new EmailDetailsResponse(id, email.getThreadId(), email.getMessageId(), email.getInReplyTo(),
                email.getReferences(), email.getDirection(), email.getVisibility(), email.isAlwaysPrivate(),
                jdbc.sql(PARTICIPANTS).param(id).query(EmailDetails::participant).list(), email.getSubject(),
                email.getSentAt(), body.text, text.body(), text.quoted(), body.html, attachments(id),
                texts(linked.contacts()), texts(linked.companies()), texts(linked.opportunities()), email.getSize(),
                email.isAutomatic(), email.isUnverified(), email.getCapturedBy(), email.getNotices(),
                email.getVersion(), email.getCreatedAt(), email.getUpdatedAt(), email.getDeletedAt());
    }

    List<AttachmentResponse> attachments(Long email) {
        return jdbc.sql(ATTACHMENTS).param(email).query(EmailDetails::attachment).list();
    }

    private static List<String> texts(List<Long> ids) {
        return ids.stream().map(String::valueOf).toList();
    }

    private static Participant participant(ResultSet row, int number) throws SQLException {
        return new Participant(ParticipantRole.of(row.getString("role")), row.getString("address"),
                row.getString("name"), row.getObject("member_id", UUID.class));
    }

    private static AttachmentResponse attachment(ResultSet row, int number) throws SQLException {
        return new AttachmentResponse(row.getInt("number"), row.getString("name"), row.getString("content_type"),
                row.getLong("size"), row.getString("sha256"), row.getString("content_id"));
    }
}
