package dev.tenantry.shared.access;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Those of an organization's members who can see to something, whatever gives them the right to. In the transaction of whoever asks. */
@Component
public class PermittedMembers {

    private static final int MOST = 50;
    private static final String EMAILS = """
            select m.email from app.members(app.org_id()) m
            where m.email is not null and ? = any (app.member_rights(app.org_id(), m.user_id)) order by m.email limit ?""";

    private static final String RIGHTS = "select app.member_rights(app.org_id(), ?)";

    private static final String KEY_RIGHTS = "select app.key_rights(app.org_id(), ?, ?)";

    private final JdbcClient jdbc;

    PermittedMembers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param permission {@code webhook-endpoints:update} @return their addresses, 50 at most */
    public List<String> emails(String permission) {
        return jdbc.sql(EMAILS).params(permission, MOST).query((row, _) -> row.getString("email")).list();
    }

    /** What the member may do now, whatever gives the right; nothing where there is no such member. */
    public Set<String> rights(UUID member) {
        return names(RIGHTS, member);
    }

    /** What the member may do now by the API key, within what it has; nothing where the key has ended. @param key null: by none */
    public Set<String> rights(UUID member, @Nullable UUID key) {
        return key == null ? rights(member) : names(KEY_RIGHTS, member, key);
    }

    private Set<String> names(String query, Object... parameters) {
        return Set.copyOf(jdbc.sql(query)
                .params(parameters)
                .query((row, _) -> List.of((String[]) row.getArray(1).getArray()))
                .single());
    }
}
