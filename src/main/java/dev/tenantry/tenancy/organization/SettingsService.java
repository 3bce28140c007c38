package dev.tenantry.tenancy.organization;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.UnaryOperator;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.MergePatch;
import dev.tenantry.tenancy.change.Changes;

@Service
@Transactional(readOnly = true)
class SettingsService {

    private static final String SELECT = "select settings, version, updated_at from organization_settings where organization_id = app.org_id()";

    private final JdbcClient jdbc;
    private final MergePatch patches;
    private final Changes changes;
    private final JsonMapper json;
    private final SettingsSchema schema;

    SettingsService(JdbcClient jdbc, MergePatch patches, Changes changes, JsonMapper json,
            SettingsSchema schema) {
        this.jdbc = jdbc;
        this.patches = patches;
        this.changes = changes;
        this.json = json;
        this.schema = schema;
    }

    SettingsResponse current() {
        return jdbc.sql(SELECT).query(this::read).single();
    }

    @Transactional
    SettingsResponse replace(SettingsRequest wanted, IfMatch ifMatch) {
        return change(_ -> wanted, ifMatch);
    }

    @Transactional
    SettingsResponse patch(ObjectNode patch, IfMatch ifMatch) {
        return change(settings -> patches.apply(settings, patch), ifMatch);
    }

    private SettingsResponse change(UnaryOperator<SettingsRequest> change, IfMatch ifMatch) {
        var before = jdbc.sql(SELECT + " for no key update").query(this::read).single();
        ifMatch.check(() -> before);
        var wanted = change.apply(before.asRequest());
        if (patches.isSame(wanted, before.asRequest())) {
            return before;
        }
        schema.check(json.valueToTree(wanted));
        jdbc.sql(
                """
                update organization_settings set settings = ?::jsonb, version = version + 1 where organization_id = app.org_id()""")
                .param(json.writeValueAsString(wanted))
                .update();
        changes.updated(AuditEntry.Category.CONFIGURATION, "organization-settings",
                TenantContext.current().organizationId(), before.asRequest(), wanted);
        return current();
    }

    private SettingsResponse read(ResultSet row, int number) throws SQLException {
        return SettingsResponse.of(json.readValue(row.getString("settings"), SettingsRequest.class),
                row.getInt("version"), Rows.instant(row, "updated_at"));
    }
}
