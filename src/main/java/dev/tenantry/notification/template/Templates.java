package dev.tenantry.notification.template;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

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
    private static final String OWN_LANGUAGE = """
            select coalesce(settings ->> 'language', settings ->> 'locale', 'en') from organization_settings where organization_id = app.org_id()""";

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
        return jdbc
                .sql("select subject, body from notification_templates where organization_id = app.org_id() and name = ? and language = ?")
                .params(name.code(), LANGUAGE)
                .query(Templates::read)
                .optional()
                .map(own -> own.fill(message.values()))
                .orElseGet(() -> {
                    var stated = message.values().get(Message.LANGUAGE);
                    return builtIn(name, message,
                            stated == null ? jdbc.sql(OWN_LANGUAGE).query(String.class).single() : stated);
                });
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
                .query((row, number) -> row.getString("body") == null
                        ? builtIn(name, message, row.getString("own_language"))
                        : read(row, number).fill(message.values()))
                .optional()
                .orElseGet(() -> builtIn.of(name).fill(message.values()));
    }

    private static Text read(ResultSet row, int number) throws SQLException {
        return new Text(row.getString("subject"), row.getString("body"));
    }
}
