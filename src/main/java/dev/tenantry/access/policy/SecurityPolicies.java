package dev.tenantry.access.policy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.tenancy.Authority;

/** The current organization's policy. */
@Service
@Transactional(readOnly = true)
public class SecurityPolicies {

    private static final String SELECT = """
            select rules, version, updated_at from security_policies where organization_id = app.org_id()""";
    private static final String SAVE = """
            insert into security_policies as p (organization_id, rules) values (app.org_id(), ?::jsonb)
            on conflict (organization_id) do update set rules = excluded.rules, version = p.version + 1""";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Authority authority;
    private final AuditTrail trail;

    SecurityPolicies(JdbcClient jdbc, JsonMapper json, Authority authority, AuditTrail trail) {
        this.jdbc = jdbc;
        this.json = json;
        this.authority = authority;
        this.trail = trail;
    }

    /** What is to be done about events of the type. */
    public MitigationRule of(SecurityEventType type) {
        return current().rules()
                .stream()
                .filter(rule -> rule.eventType() == type)
                .findFirst()
                .orElseGet(() -> MitigationRule.none(type));
    }

    SecurityPolicyResponse current() {
        return jdbc.sql(SELECT).query(this::read).optional().orElse(SecurityPolicyResponse.NONE);
    }

    @Transactional
    SecurityPolicyResponse replace(SecurityPolicyRequest request, IfMatch ifMatch) {
        request.check();
        authority.lock();
        var before = current();
        ifMatch.check(() -> before);
        var rules = request.complete();
        if (rules.equals(before.rules())) {
            return before;
        }
        jdbc.sql(SAVE).param(stored().with(rules, json)).update();
        trail.record(new AuditEntry("security-policy.updated", AuditEntry.Category.SECURITY, "security-policy",
                TenantContext.current().organizationId().toString(), Map.of("rules", before.rules()),
                Map.of("rules", rules)));
        return current();
    }

    private SecurityPolicyResponse read(ResultSet row, int number) throws SQLException {
        var rules = StoredRules.read(json, row.getString("rules")).known();
        return new SecurityPolicyResponse(SecurityPolicyRequest.complete(rules), row.getInt("version"),
                Rows.instant(row, "updated_at"));
    }

    private StoredRules stored() {
        return jdbc.sql("select rules from security_policies where organization_id = app.org_id()")
                .query(String.class)
                .optional()
                .map(rules -> StoredRules.read(json, rules))
                .orElseGet(() -> new StoredRules(List.of(), List.of()));
    }
}
