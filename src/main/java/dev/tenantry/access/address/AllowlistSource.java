package dev.tenantry.access.address;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.access.rule.AccessRule;
import dev.tenantry.access.rule.AccessRuleSource;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.network.IpRange;

/** Reads the lists of addresses. */
@Component
class AllowlistSource implements AccessRuleSource {

    private static final String ENFORCED = """
            select organization_id from address_policies where whitelist_enforced""";
    private static final String ENTRIES = """
            select organization_id, id, text(coalesce(ip_range, ip_address)) as range, expires_at, is_active and status = 'approved' as is_approved,
                status = 'proposed' or proposed_by is not null as is_proposed
            from ip_whitelist where (is_active or proposed_by is not null)""";
    private static final String SOME = " and organization_id = any(?)";

    @Override
    public Map<UUID, AccessRule> read(JdbcClient jdbc, UUID @Nullable [] organizations) {
        var entries = new HashMap<UUID, List<AllowlistEntry>>();
        AccessRuleSource.rows(jdbc, ENTRIES, SOME, organizations, (row, _) -> entries
                .computeIfAbsent(AccessRuleSource.organization(row), _ -> new ArrayList<>())
                .add(new AllowlistEntry(row.getObject("id", UUID.class), IpRange.parse(row.getString("range")),
                        Rows.instantOrNull(row, "expires_at"), row.getBoolean("is_approved"),
                        row.getBoolean("is_proposed"))));
        var enforced = new HashSet<>(AccessRuleSource.rows(jdbc, ENFORCED, SOME, organizations,
                (row, _) -> AccessRuleSource.organization(row)));
        var lists = new HashMap<UUID, AccessRule>();
        entries.forEach((organization, listed) -> lists.put(organization,
                new Allowlist(enforced.contains(organization), listed)));
        enforced.forEach(organization -> lists.putIfAbsent(organization, new Allowlist(true, List.of())));
        return lists;
    }
}
