package dev.tenantry.tenancy.profile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.MergePatch;
import dev.tenantry.tenancy.change.Changes;

@Service
@Transactional(readOnly = true)
class ProfileService {

    private static final String SELECT = """
            select id, organization_id, email, name, first_name, last_name, avatar_url, bio, date_of_birth, default_currency, language,
                timezone, theme_preference, preferences, version, created_at, updated_at
            from profiles where id = auth.uid()""";

    private final JdbcClient jdbc;
    private final MergePatch patches;
    private final Changes changes;
    private final JsonMapper json;

    ProfileService(JdbcClient jdbc, MergePatch patches, Changes changes, JsonMapper json) {
        this.jdbc = jdbc;
        this.patches = patches;
        this.changes = changes;
        this.json = json;
    }

    ProfileResponse own() {
        return jdbc.sql(SELECT).query(this::read).single();
    }

    @Transactional
    ProfileResponse replace(ProfileRequest wanted, IfMatch ifMatch) {
        return change(_ -> wanted, ifMatch);
    }

    @Transactional
    ProfileResponse patch(ObjectNode patch, IfMatch ifMatch) {
        return change(profile -> patches.apply(profile, patch), ifMatch);
    }

    private ProfileResponse change(UnaryOperator<ProfileRequest> change, IfMatch ifMatch) {
        var before = jdbc.sql(SELECT + " for no key update").query(this::read).single();
        ifMatch.check(() -> before);
        var wanted = change.apply(before.asRequest());
        if (patches.isSame(wanted, before.asRequest())) {
            return before;
        }
        update(wanted);
        changes.updated(AuditEntry.Category.DATA_MODIFICATION, "profile", before.id(), before.asRequest(), wanted);
        return own();
    }

    private void update(ProfileRequest wanted) {
        jdbc.sql("""
                update profiles set name = ?, first_name = ?, last_name = ?, avatar_url = ?, bio = ?, date_of_birth = ?,
                    default_currency = ?, language = ?, timezone = ?, theme_preference = ?, preferences = ?::jsonb, version = version + 1
                where id = auth.uid()""")
                .param(wanted.name())
                .param(wanted.firstName())
                .param(wanted.lastName())
                .param(wanted.avatarUrl())
                .param(wanted.bio())
                .param(wanted.dateOfBirth())
                .param(wanted.currency())
                .param(wanted.language())
                .param(wanted.timezone())
                .param(wanted.theme())
                .param(json.writeValueAsString(wanted.preferences()))
                .update();
    }

    private ProfileResponse read(ResultSet row, int number) throws SQLException {
        return new ProfileResponse(row.getObject("id", UUID.class), row.getObject("organization_id", UUID.class),
                row.getString("email"), row.getString("name"), row.getString("first_name"), row.getString("last_name"),
                row.getString("avatar_url"), row.getString("bio"), row.getObject("date_of_birth", LocalDate.class),
                row.getString("default_currency"), row.getString("language"), row.getString("timezone"),
                row.getString("theme_preference"),
                json.readValue(row.getString("preferences"), new TypeReference<Map<String, Object>>() {
                }), row.getInt("version"), Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }
}
