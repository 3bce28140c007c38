package dev.tenantry.audit;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.ActingRights;

/** What members and API keys are called, for whoever may read these: some for all that a page shows. */
@Component
public class ActorNames {

    public static final String MEMBERS = "members:read";
    public static final String KEYS = "api-keys:read";
    private static final String OF_MEMBERS = """
            select m.user_id as id, coalesce(m.name, m.email) as name from app.members(app.org_id()) m where m.user_id = any(?)""";
    private static final String OF_KEYS = "select id, name from api_keys where organization_id = app.org_id() and id = any(?)";

    private final JdbcClient jdbc;

    ActorNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of the current organization's. */
    public record Names(Map<UUID, String> members, Map<UUID, String> keys) {

        public static final Names NONE = new Names(Map.of(), Map.of());

        /** Null where there is no such member any more, or whoever asks may not read them. */
        public @Nullable String member(@Nullable UUID id) {
            return id == null ? null : members.get(id);
        }

        public @Nullable String key(@Nullable UUID id) {
            return id == null ? null : keys.get(id);
        }
    }

    /** In the current transaction. @param people those that are null are none, likewise of keys */
    public Names of(Collection<? extends @Nullable UUID> people, Collection<? extends @Nullable UUID> keys) {
        return new Names(names(MEMBERS, OF_MEMBERS, people), names(KEYS, OF_KEYS, keys));
    }

    private Map<UUID, String> names(String permission, String sql, Collection<? extends @Nullable UUID> asked) {
        var ids = asked.stream().filter(Objects::nonNull).distinct().toArray(UUID[]::new);
        var names = new HashMap<UUID, String>();
        if (ids.length > 0 && ActingRights.may(permission)) {
            jdbc.sql(sql).param(ids).query(row -> {
                var name = row.getString("name");
                if (name != null) {
                    names.put(row.getObject("id", UUID.class), name);
                }
            });
        }
        return names;
    }
}
