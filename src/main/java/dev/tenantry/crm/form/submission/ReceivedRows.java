package dev.tenantry.crm.form.submission;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.crm.form.PublishedForm;
import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.mail.EmailAddress;

/** Writes what has come: of several that a page sends at once, one. */
@Component
class ReceivedRows {

    private static final String KEEP = """
            insert into form_submissions (organization_id, form_id, form_version, page_key, content_hash, status, reason, put_aside_at, answers, consents, origin,
                email, email_key, submitted_from, user_agent, created_at, updated_at)
            values (app.org_id(), ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), cast(? as jsonb), cast(? as jsonb), ?, ?, ?, ?, ?, ?)
            on conflict on constraint form_submissions_page_key do nothing returning id""";
    /** Of a form. */
    private static final int MOST_SPAM = 1_000;
    private static final int MOST_SPAM_PER_SOURCE = 50;
    private static final String FULL = """
            select count(*) >= ? or count(*) filter (where submitted_from is not distinct from cast(? as text)) >= ? from form_submissions
            where organization_id = app.org_id() and form_id = ? and put_aside_at is not null""";
    private static final String KEPT = """
            select exists (select from form_submissions where organization_id = app.org_id() and form_id = ? and page_key = ?)""";
    private static final String REPEAT = """
            update form_submissions set replays = replays + 1
            where organization_id = app.org_id() and form_id = ? and page_key = ? and content_hash = ? returning id""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ReceivedRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param spam why it is taken for spam; null where it is not */
    record Row(
            PublishedForm form,
            PageToken page,
            Answers answers,
            Sent sent,
            Sent.From from,
            @Nullable String email,
            @Nullable String spam) {

        Row judged(@Nullable String spam) {
            return new Row(form, page, answers, sent, from, email, spam);
        }
    }

    /** Its id; empty where the page has sent something before. */
    Optional<Long> keep(Row row, Instant now) {
        var status = row.spam == null ? SubmissionStatus.RECEIVED : SubmissionStatus.SPAM;
        var time = now.atOffset(ZoneOffset.UTC);
        return jdbc.sql(KEEP)
                .params(row.form.id(), row.form.version(), row.page.key(),
                        hash(row.answers), status.toString())
                .param(row.spam)
                .param(row.spam == null ? null : time)
                .params(row.answers.values().toString(), json.writeValueAsString(row.answers.consents()),
                        json.writeValueAsString(row.sent.origin()))
                .param(row.email)
                .param(row.email == null ? null : EmailAddress.canonical(row.email))
                .param(row.from.address())
                .param(row.from.userAgent())
                .params(time, time)
                .query(Long.class)
                .optional();
    }

    /** Whether the page has sent something before. */
    boolean isKept(Row row) {
        return jdbc.sql(KEPT).params(row.form.id(), row.page.key()).query(Boolean.class).single();
    }

    /** Whether so much spam is kept, of all or of the network address, that no more is. */
    boolean isFull(Row row) {
        return jdbc.sql(FULL)
                .params(MOST_SPAM)
                .param(row.from.address())
                .params(MOST_SPAM_PER_SOURCE, row.form.id())
                .query(Boolean.class)
                .single();
    }

    /** Whether the page has sent the very same before, which is counted and nothing else. */
    boolean isRepeated(Row row) {
        return jdbc.sql(REPEAT)
                .params(row.form.id(), row.page.key(), hash(row.answers))
                .query(Long.class)
                .optional()
                .isPresent();
    }

    private String hash(Answers answers) {
        return Digests.fingerprint(answers.values() + json.writeValueAsString(answers.consents()));
    }
}
