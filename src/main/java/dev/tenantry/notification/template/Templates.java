package dev.tenantry.notification.template;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.Message;
import dev.tenantry.shared.database.RolePool;

/**
 * Fills templates in: an organization's own where it has one, else the built-in one, in the language that the message names, or else the
 * organization's.
 */
@Component
public class Templates {

    /** All built-in texts are in it, and organizations' own are kept under it. */
    static final String LANGUAGE = "en";
    private static final String OWN = """
            select t.subject, t.body, coalesce(s.settings ->> 'language', s.settings ->> 'locale', 'en') as own_language
            from organization_settings s
            left join notification_templates t on t.organization_id = s.organization_id and t.name = ? and t.language = ?
            where s.organization_id = app.org_id()""";

    private final JdbcClient jdbc;
    private final RolePool authPool;
    private final BuiltInTexts builtIn;

    Templates(JdbcClient jdbc, RolePool authPool, BuiltInTexts builtIn) {
        this.jdbc = jdbc;
        this.authPool = authPool;
        this.builtIn = builtIn;
    }

    /** In the tenant's transaction. */
    public Text fill(Message message) {
        var name = TemplateName.of(message.template());
        var stated = message.values().get(Message.LANGUAGE);
        return jdbc.sql(OWN)
                .params(name.code(), LANGUAGE)
                .query((row, _) -> fill(message, name, row, stated))
                .single();
    }

    private Text fill(Message message, TemplateName name, ResultSet row, @Nullable String language)
            throws SQLException {
        var body = row.getString("body");
        return body == null
                ? builtIn(name, message, language == null ? row.getString("own_language") : language)
                : new Text(row.getString("subject"), body).fill(message.values());
    }

    private Text builtIn(TemplateName name, Message message, String language) {
        return builtIn.of(name, language).fill(builtIn.worded(name, language, message.values()));
    }

    /** In a transaction of the service of sign-in. */
    public Text fillFor(UUID organizationId, Message message) {
        var name = TemplateName.of(message.template());
        return authPool.jdbc()
                .sql("select subject, body, own_language from app.notification_template(?, ?, ?)")
                .params(organizationId, name.code(), LANGUAGE)
                .query((row, _) -> fill(message, name, row, null))
                .optional()
                .orElseGet(() -> builtIn.of(name).fill(message.values()));
    }
}
