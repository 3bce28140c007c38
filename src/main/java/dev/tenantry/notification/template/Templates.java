package dev.tenantry.notification.template;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.notification.Message;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.text.LocalFormat;
import dev.tenantry.shared.time.Zones;

/**
 * Fills templates in: an organization's own where it has one, else the built-in one, in the language that the message names, or else the
 * organization's.
 */
@Component
public class Templates {

    /** All built-in texts are in it, and organizations' own are kept under it. */
    static final String LANGUAGE = "en";
    private static final String OWN = """
            select t.subject, t.body, coalesce(s.settings ->> 'language', s.settings ->> 'locale', 'en') as own_language, s.settings ->> 'locale' as locale,
                s.settings ->> 'dateFormat' as date_format, coalesce(case when ? then (
                    select r.zone from app.members(app.org_id()) m cross join lateral app.reached_members(app.org_id(), array[m.user_id]) r
                    where m.email = ? limit 1) end, s.settings ->> 'timezone') as zone
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
                .params(!name.moments().isEmpty(), message.recipient(), name.code(), LANGUAGE)
                .query((row, _) -> fill(message, name, row, stated))
                .single();
    }

    private Text fill(Message message, TemplateName name, ResultSet row, @Nullable String language)
            throws SQLException {
        var body = row.getString("body");
        var own = row.getString("own_language");
        var read = body == null && language != null ? language : own;
        var locale = row.getString("locale");
        var format = LocalFormat.of(read, locale == null ? read : locale, row.getString("date_format"));
        var text = body == null ? builtIn.of(name, read) : new Text(row.getString("subject"), body);
        return text.fill(builtIn.worded(name, read, written(name, message, format, row.getString("zone"))));
    }

    private static Map<String, String> written(TemplateName name, Message message, LocalFormat format,
            @Nullable String zone) {
        return TemplateValues.written(name, message.values(), format,
                Optional.ofNullable(zone).flatMap(Zones::known).orElse(ZoneOffset.UTC));
    }

    /** In a transaction of the service of sign-in. */
    public Text fillFor(UUID organizationId, Message message) {
        var name = TemplateName.of(message.template());
        return authPool.jdbc()
                .sql("select subject, body, own_language, locale, date_format, zone from app.notification_template(?, ?, ?, ?)")
                .params(organizationId, name.code(), LANGUAGE, message.recipient())
                .query((row, _) -> fill(message, name, row, null))
                .optional()
                .orElseGet(() -> builtIn.of(name)
                        .fill(builtIn.worded(name, LANGUAGE, written(name, message, LocalFormat.PLAIN, null))));
    }
}
