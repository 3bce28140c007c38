package dev.tenantry.access.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.Rows;

/** Puts together what organizations have stated, of whichever kinds there are. */
@Component
class AccessPolicyReader {

    private static final String PAUSED = """
            select organization_id from address_bypasses where expires_at > now()""";
    private static final String WHOSE = """
            select o.id, o.name, b.expires_at from organizations o left join address_bypasses b on b.organization_id = o.id where o.id = any(?)""";

    private final List<AccessRuleSource> sources;

    AccessPolicyReader(List<AccessRuleSource> sources) {
        this.sources = sources;
    }

    /** Of all organizations. */
    Map<UUID, AccessPolicy> all(JdbcClient jdbc) {
        return read(jdbc, null);
    }

    /** An organization that has stated nothing is none of them. */
    Map<UUID, AccessPolicy> of(JdbcClient jdbc, Collection<UUID> organizations) {
        return read(jdbc, organizations.toArray(UUID[]::new));
    }

    private Map<UUID, AccessPolicy> read(JdbcClient jdbc, UUID @Nullable [] organizations) {
        var stated = new HashMap<UUID, List<AccessRule>>();
        for (var source : sources) {
            source.read(jdbc, organizations)
                    .forEach((organization, rule) -> stated.computeIfAbsent(organization, _ -> new ArrayList<>())
                            .add(rule));
        }
        AccessRuleSource
                .rows(jdbc, PAUSED, " and organization_id = any(?)", organizations,
                        (row, _) -> AccessRuleSource.organization(row))
                .forEach(organization -> stated.computeIfAbsent(organization, _ -> new ArrayList<>()));
        var rules = new HashMap<UUID, AccessPolicy>();
        jdbc.sql(WHOSE).param(stated.keySet().toArray(UUID[]::new)).query(row -> {
            var organization = row.getObject("id", UUID.class);
            rules.put(organization,
                    new AccessPolicy(row.getString("name"), stated.getOrDefault(organization, List.of()),
                            Rows.instantOrNull(row, "expires_at")));
        });
        return rules;
    }
}
