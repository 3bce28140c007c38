package dev.tenantry.access.rule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.network.IpRange;

/** Reads what organizations have stated, of those that have stated anything. */
final class AddressRuleRows {

    private static final String STATED = """
            select o.id, o.name, coalesce(p.whitelist_enforced, false) as enforced, coalesce(p.unknown_locations = 'refuse', false) as refuses_unknown,
                b.expires_at as bypassed_until
            from organizations o left join address_policies p on p.organization_id = o.id left join address_bypasses b on b.organization_id = o.id
            where (p.organization_id is not null or b.expires_at > now() or exists (select from ip_whitelist w where w.organization_id = o.id)
                or exists (select from geo_restrictions g where g.organization_id = o.id))""";
    private static final String LISTED = """
            select organization_id, id, text(coalesce(ip_range, ip_address)) as range, expires_at from ip_whitelist
            where is_active and status = 'approved' and coalesce(expires_at > now(), true)""";
    private static final String PLACES = """
            select organization_id, country_codes, region_codes, is_allowlist from geo_restrictions where is_active""";

    private record Stated(
            UUID organization,
            String name,
            boolean isEnforced,
            boolean refusesUnknown,
            @Nullable Instant bypassedUntil) {}

    private AddressRuleRows() {}

    /** Of all organizations. */
    static Map<UUID, AddressRules> all(RolePool worker) {
        return rules(worker.jdbc(), null);
    }

    /** An organization that has stated nothing is none of them. */
    static Map<UUID, AddressRules> of(JdbcClient jdbc, Collection<UUID> organizations) {
        return rules(jdbc, organizations.toArray(UUID[]::new));
    }

    private static Map<UUID, AddressRules> rules(JdbcClient jdbc, UUID @Nullable [] organizations) {
        var listed = new HashMap<UUID, List<ListedRange>>();
        var places = new HashMap<UUID, List<PlaceRule>>();
        var stated = read(jdbc, STATED, " and o.id = any(?)", organizations, AddressRuleRows::stated);
        read(jdbc, LISTED, " and organization_id = any(?)", organizations, (row, _) -> listed
                .computeIfAbsent(organization(row), _ -> new ArrayList<>())
                .add(new ListedRange(row.getObject("id", UUID.class), IpRange.parse(row.getString("range")),
                        Rows.instantOrNull(row, "expires_at"))));
        read(jdbc, PLACES, " and organization_id = any(?)", organizations, (row, _) -> places
                .computeIfAbsent(organization(row), _ -> new ArrayList<>())
                .add(new PlaceRule(codes(row, "country_codes"), codes(row, "region_codes"),
                        row.getBoolean("is_allowlist"))));
        var rules = new HashMap<UUID, AddressRules>();
        stated.forEach(one -> rules.put(one.organization, new AddressRules(one.name, one.isEnforced, one.refusesUnknown,
                listed.getOrDefault(one.organization, List.of()), places.getOrDefault(one.organization, List.of()),
                one.bypassedUntil)));
        return rules;
    }

    private static <T> List<T> read(JdbcClient jdbc, String sql, String some, UUID @Nullable [] organizations,
            RowMapper<T> row) {
        return organizations == null
                ? jdbc.sql(sql).query(row).list()
                : jdbc.sql(sql + some).param(organizations).query(row).list();
    }

    private static Stated stated(ResultSet row, int number) throws SQLException {
        return new Stated(row.getObject("id", UUID.class), row.getString("name"), row.getBoolean("enforced"),
                row.getBoolean("refuses_unknown"), Rows.instantOrNull(row, "bypassed_until"));
    }

    private static UUID organization(ResultSet row) throws SQLException {
        return row.getObject("organization_id", UUID.class);
    }

    private static Set<String> codes(ResultSet row, String column) throws SQLException {
        return Set.copyOf(List.of((String[]) row.getArray(column).getArray()));
    }
}
