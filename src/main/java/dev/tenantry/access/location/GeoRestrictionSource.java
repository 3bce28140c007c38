package dev.tenantry.access.location;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.access.rule.AccessRule;
import dev.tenantry.access.rule.AccessRuleSource;

/** Reads the restrictions of places. */
@Component
class GeoRestrictionSource implements AccessRuleSource {

    private static final String RESTRICTIONS = """
            select organization_id, country_codes, region_codes, is_allowlist from geo_restrictions where is_active""";
    private static final String REFUSING = """
            select organization_id from address_policies where unknown_locations = 'refuse'""";
    private static final String SOME = " and organization_id = any(?)";

    @Override
    public Map<UUID, AccessRule> read(JdbcClient jdbc, UUID @Nullable [] organizations) {
        var restrictions = new HashMap<UUID, List<GeoRestriction>>();
        AccessRuleSource.rows(jdbc, RESTRICTIONS, SOME, organizations, (row, _) -> restrictions
                .computeIfAbsent(AccessRuleSource.organization(row), _ -> new ArrayList<>())
                .add(new GeoRestriction(codes(row, "country_codes"), codes(row, "region_codes"),
                        row.getBoolean("is_allowlist"))));
        var refusing = new HashSet<>(AccessRuleSource.rows(jdbc, REFUSING, SOME, organizations,
                (row, _) -> AccessRuleSource.organization(row)));
        var policies = new HashMap<UUID, AccessRule>();
        restrictions.forEach((organization, stated) -> policies.put(organization,
                new GeoPolicy(stated, refusing.contains(organization))));
        refusing.forEach(organization -> policies.putIfAbsent(organization, new GeoPolicy(List.of(), true)));
        return policies;
    }

    private static Set<String> codes(ResultSet row, String column) throws SQLException {
        return Set.copyOf(List.of((String[]) row.getArray(column).getArray()));
    }
}
