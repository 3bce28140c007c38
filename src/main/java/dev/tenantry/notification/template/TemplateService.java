package dev.tenantry.notification.template;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.notification.Channel;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.web.IfMatch;

@Service
@Transactional(readOnly = true)
class TemplateService {

    private static final String SELECT = """
            select name, subject, body, version, updated_at from notification_templates
            where organization_id = app.org_id() and language = '%s'""".formatted(Templates.LANGUAGE);

    /** Whether somebody else's personal organization is at work, in whose texts its person is told how to get in. */
    private static final String IS_SOMEBODY_ELSES = """
            select exists (select from organizations o where o.id = app.org_id() and o.kind = 'personal'
                and not exists (select from organization_members m
                    where m.organization_id = o.id and m.user_id = auth.uid() and m.role = 'owner'))""";

    private final JdbcClient jdbc;
    private final BuiltInTexts builtIn;
    private final AuditTrail trail;

    TemplateService(JdbcClient jdbc, BuiltInTexts builtIn, AuditTrail trail) {
        this.jdbc = jdbc;
        this.builtIn = builtIn;
        this.trail = trail;
    }

    List<TemplateResponse> list() {
        var own = jdbc.sql(SELECT)
                .query(TemplateService::read)
                .stream()
                .collect(Collectors.toMap(TemplateResponse::name, Function.identity()));
        return Arrays.stream(TemplateName.values())
                .map(name -> own.getOrDefault(name.code(), builtIn(name)))
                .toList();
    }

    TemplateResponse get(String code) {
        var name = name(code);
        return own(name, "").orElseGet(() -> builtIn(name));
    }

    @Transactional
    TemplateResponse replace(String code, TemplateRequest wanted, IfMatch ifMatch) {
        var name = name(code);
        refuseGuests();
        var subject = check(name, wanted);
        var before = own(name, " for no key update").orElseGet(() -> builtIn(name));
        ifMatch.check(() -> before);
        if (before.subject().equals(subject) && before.body().equals(wanted.body())) {
            return before;
        }
        jdbc.sql(
                """
                insert into notification_templates (organization_id, name, language, channel, subject, body)
                values (app.org_id(), ?, ?, ?, ?, ?)
                on conflict on constraint notification_templates_pkey
                do update set subject = excluded.subject, body = excluded.body, version = notification_templates.version + 1""")
                .params(name.code(), Templates.LANGUAGE, name.channel().code(), subject, wanted.body())
                .update();
        record("updated", name, values(before.subject(), before.body()), values(subject, wanted.body()));
        return get(code);
    }

    @Transactional
    void reset(String code, IfMatch ifMatch) {
        var name = name(code);
        refuseGuests();
        var before = own(name, " for update").orElseThrow(ProblemException::notFound);
        ifMatch.check(() -> before);
        jdbc.sql(
                "delete from notification_templates where organization_id = app.org_id() and name = ? and language = ?")
                .params(name.code(), Templates.LANGUAGE)
                .update();
        record("deleted", name, values(before.subject(), before.body()), Map.of());
    }

    private void refuseGuests() {
        if (jdbc.sql(IS_SOMEBODY_ELSES).query(Boolean.class).single()) {
            throw ProblemException.of(ProblemType.FORBIDDEN,
                    "the texts of a personal organization are its person's own: mails about the account are made of them");
        }
    }

    private Optional<TemplateResponse> own(TemplateName name, String lock) {
        return jdbc.sql(SELECT + " and name = ?" + lock).param(name.code()).query(TemplateService::read).optional();
    }

    private TemplateResponse builtIn(TemplateName name) {
        return TemplateResponse.of(name, Templates.LANGUAGE, builtIn.of(name), 0, null);
    }

    private static TemplateName name(String code) {
        return TemplateName.find(code).orElseThrow(ProblemException::notFound);
    }

    /** @return the subject; blank for an SMS, which has none */
    private static String check(TemplateName name, TemplateRequest wanted) {
        var subject = wanted.subject() == null ? "" : wanted.subject().strip();
        var faults = TextRules.faults(name, subject, wanted.body());
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        return name.channel() == Channel.SMS ? "" : subject;
    }

    private void record(String verb, TemplateName name, Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) {
        trail.record(new AuditEntry("notification-template." + verb, AuditEntry.Category.CONFIGURATION,
                "notification-template", name.code(), before, after));
    }

    private static Map<String, @Nullable Object> values(String subject, String body) {
        return Map.of("subject", subject, "body", body);
    }

    private static TemplateResponse read(ResultSet row, int number) throws SQLException {
        return TemplateResponse.of(TemplateName.of(row.getString("name")), Templates.LANGUAGE,
                new Text(row.getString("subject"), row.getString("body")), row.getInt("version"),
                Rows.instant(row, "updated_at"));
    }
}
