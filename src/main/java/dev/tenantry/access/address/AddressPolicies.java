package dev.tenantry.access.address;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.access.rule.AccessPolicyChanges;
import dev.tenantry.access.rule.AccessPolicyTrail;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;

@Service
@Transactional(readOnly = true)
class AddressPolicies {

    private static final String SELECT = """
            select coalesce(p.whitelist_enforced, false) as whitelist_enforced, coalesce(p.approval_required, false) as approval_required,
                coalesce(p.unknown_locations, 'admit') as unknown_locations, coalesce(p.version, 0) as version, p.updated_at,
                case when b.expires_at > now() then b.expires_at end as bypassed_until
            from organizations o left join address_policies p on p.organization_id = o.id left join address_bypasses b on b.organization_id = o.id
            where o.id = app.org_id()""";
    private static final String WRITE = """
            insert into address_policies (organization_id, whitelist_enforced, approval_required, unknown_locations, version)
            values (app.org_id(), ?, ?, ?, 1)
            on conflict (organization_id) do update set whitelist_enforced = excluded.whitelist_enforced,
                approval_required = excluded.approval_required, unknown_locations = excluded.unknown_locations, version = address_policies.version + 1""";

    private final JdbcClient jdbc;
    private final AccessPolicyChanges changes;
    private final AccessPolicyTrail trail;

    AddressPolicies(JdbcClient jdbc, AccessPolicyChanges changes, AccessPolicyTrail trail) {
        this.jdbc = jdbc;
        this.changes = changes;
        this.trail = trail;
    }

    AddressPolicyResponse current() {
        return jdbc.sql(SELECT).query(AddressPolicyResponse::read).single();
    }

    @Transactional
    AddressPolicyResponse replace(AddressPolicyRequest request, boolean isConfirmed, IfMatch ifMatch) {
        changes.lock();
        var before = current();
        ifMatch.check(() -> before);
        if (request.equals(before.asRequest())) {
            return before;
        }
        jdbc.sql(WRITE)
                .params(request.whitelistEnforced(), request.approvalRequired(), request.unknownLocations().toString())
                .update();
        changes.made(isConfirmed);
        trail.record("address-policy", TenantContext.current().organizationId(), "updated", values(before.asRequest()),
                values(request));
        return current();
    }

    private static Map<String, @Nullable Object> values(AddressPolicyRequest policy) {
        return Map.of("whitelistEnforced", policy.whitelistEnforced(), "approvalRequired", policy.approvalRequired(),
                "unknownLocations", policy.unknownLocations().toString());
    }
}
