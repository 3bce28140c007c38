package dev.tenantry.crm.email;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.email.message.Attachment;
import dev.tenantry.crm.email.message.MailMessage;
import dev.tenantry.crm.email.message.Mailbox;

/** Writes what a mail says at length: its texts, whom it names, and what is attached. */
@Component
class EmailParts {

    private static final int CHUNK = 1_000_000;
    private static final String ADD_BODY = """
            insert into email_bodies (organization_id, email_id, text, html, original_html, visible_to) values (app.org_id(), ?, ?, ?, ?, ?)""";
    private static final String ADD_PARTICIPANTS = """
            insert into email_participants (organization_id, email_id, role, address, address_key, domain_key, name, member_id, visible_to)
            select app.org_id(), :email, p.role, p.address, p.address_key, p.domain_key, p.name, p.member_id,
                case when p.role = 'bcc' then array_remove(array[:me, p.member_id], null) else cast(:visible as uuid[]) end
            from unnest(cast(:roles as text[]), cast(:addresses as text[]), cast(:keys as text[]), cast(:domains as text[]), cast(:names as text[]), cast(:members as uuid[]))
                with ordinality as p (role, address, address_key, domain_key, name, member_id, place)
            where p.role <> 'bcc' or not exists (
                select from email_participants o
                where o.organization_id = app.org_id() and o.email_id = :email and o.role = 'bcc' and o.address_key = p.address_key)
            order by p.place""";
    private static final String ADD_CONTENT = """
            insert into email_contents (organization_id, sha256) values (app.org_id(), ?) on conflict on constraint email_contents_pkey do nothing""";
    private static final String ADD_PART = """
            insert into email_content_parts (organization_id, sha256, number, bytes) values (app.org_id(), ?, ?, ?)""";
    private static final String ADD_ATTACHMENT = """
            insert into email_attachments (organization_id, email_id, number, name, content_type, size, sha256, content_id, visible_to)
            values (app.org_id(), ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final JdbcClient jdbc;

    EmailParts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Participant(ParticipantRole role, Mailbox mailbox) {}

    /** @param members by the keys of their addresses */
    void add(Email email, CapturedEmail captured, Map<String, UUID> members) {
        var readers = captured.isShared() ? null : captured.members().toArray(UUID[]::new);
        addBody(email, captured, readers);
        addParticipants(email.getId(), participants(captured.message()), captured.capturer(), members, readers);
        var number = 0;
        for (var attachment : captured.message().attachments()) {
            number++;
            addContent(attachment);
            jdbc.sql(ADD_ATTACHMENT)
                    .params(email.getId(), number, attachment.name(), attachment.contentType(), attachment.size(),
                            attachment.sha256())
                    .param(attachment.contentId())
                    .param(readers)
                    .update();
        }
    }

    /** Whom the copy names besides that a member has brought: those who were to be hidden, for this member alone. */
    void addHidden(Long email, MailMessage copy, UUID member, Map<String, UUID> members) {
        var hidden = copy.bcc().stream().map(mailbox -> new Participant(ParticipantRole.BCC, mailbox)).toList();
        if (!hidden.isEmpty()) {
            addParticipants(email, hidden, member, members, null);
        }
    }

    private void addBody(Email email, CapturedEmail captured, UUID @Nullable [] readers) {
        var original = captured.message().html();
        var html = captured.content().html();
        jdbc.sql(ADD_BODY)
                .params(email.getId(), captured.message().text())
                .param(html)
                .param(original == null || original.equals(html) ? null : original)
                .param(readers)
                .update();
    }

    private static List<Participant> participants(MailMessage message) {
        var all = new ArrayList<Participant>();
        message.from().forEach(mailbox -> all.add(new Participant(ParticipantRole.FROM, mailbox)));
        message.to().forEach(mailbox -> all.add(new Participant(ParticipantRole.TO, mailbox)));
        message.cc().forEach(mailbox -> all.add(new Participant(ParticipantRole.CC, mailbox)));
        message.bcc().forEach(mailbox -> all.add(new Participant(ParticipantRole.BCC, mailbox)));
        return all;
    }

    private void addParticipants(Long email, List<Participant> all, UUID me, Map<String, UUID> members,
            UUID @Nullable [] readers) {
        var mailboxes = all.stream().map(Participant::mailbox).toList();
        var keys = mailboxes.stream().map(Mailbox::key).toArray(String[]::new);
        jdbc.sql(ADD_PARTICIPANTS)
                .param("email", email)
                .param("me", me)
                .param("visible", readers)
                .param("roles", all.stream().map(one -> one.role.toString()).toArray(String[]::new))
                .param("addresses", mailboxes.stream().map(Mailbox::address).toArray(String[]::new))
                .param("keys", keys)
                .param("domains", mailboxes.stream().map(Mailbox::domain).toArray(String[]::new))
                .param("names", mailboxes.stream().map(Mailbox::name).toArray(String[]::new))
                .param("members", Stream.of(keys).map(members::get).toArray(UUID[]::new))
                .update();
    }

    private void addContent(Attachment attachment) {
        if (jdbc.sql(ADD_CONTENT).param(attachment.sha256()).update() == 0) {
            return;
        }
        try (var content = attachment.content().open()) {
            var number = 0;
            for (var some = content.readNBytes(CHUNK); some.length > 0; some = content.readNBytes(CHUNK)) {
                jdbc.sql(ADD_PART).params(attachment.sha256(), number, some).update();
                number++;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
