package dev.tenantry.automation.step;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.Prerequisite;
import dev.tenantry.automation.definition.PrerequisiteCheck;

/** The people whom steps name. */
@Component
public class Addressees implements PrerequisiteCheck<Addressees.Needed> {

    /** To see them. */
    public static final String PERMISSION = "members:read";
    /** Who can be asked at once. */
    public static final int MOST = 20;

    private static final String KNOWN = """
            select m.user_id as member, null as role, 1 as count from organization_members m
            where m.organization_id = app.org_id() and m.user_id = any (?)
            union all select null, m.role, count(*) from organization_members m
            where m.organization_id = app.org_id() and m.role = any (?) group by m.role""";

    private final JdbcClient jdbc;

    Addressees(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A member, or whoever has a role: one of both. */
    public record Needed(@Nullable UUID member, @Nullable String role) implements Prerequisite {

        @Override
        public String code() {
            return "nobody";
        }

        @Override
        public Set<String> permissions() {
            return Set.of(PERMISSION);
        }
    }

    @Override
    public Class<Needed> kind() {
        return Needed.class;
    }

    @Override
    public Map<Needed, String> unmet(UUID workflow, Set<Needed> needed) {
        var members = new HashSet<UUID>();
        var roles = new HashMap<String, Integer>();
        jdbc.sql(KNOWN)
                .params(needed.stream().map(Needed::member).filter(Objects::nonNull).toArray(UUID[]::new),
                        needed.stream().map(Needed::role).filter(Objects::nonNull).toArray(String[]::new))
                .query(row -> {
                    if (row.getString("role") == null) {
                        members.add(row.getObject("member", UUID.class));
                    } else {
                        roles.put(row.getString("role"), row.getInt("count"));
                    }
                });
        var unmet = new HashMap<Needed, String>();
        for (var one : needed) {
            var reason = one.role == null
                    ? members.contains(one.member) ? null : "whoever has this id is no member"
                    : reason(one.role, roles.getOrDefault(one.role, 0));
            if (reason != null) {
                unmet.put(one, reason);
            }
        }
        return unmet;
    }

    private static @Nullable String reason(String role, int members) {
        return members == 0
                ? "nobody has the role " + role
                : members > MOST ? "more than " + MOST + " members have the role " + role : null;
    }
}
