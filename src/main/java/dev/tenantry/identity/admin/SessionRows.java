package dev.tenantry.identity.admin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;

/** The sessions of accounts, in the transactions of the callers. */
@Component
class SessionRows {

    private final JdbcClient jdbc;

    SessionRows(RolePool authPool) {
        this.jdbc = authPool.jdbc();
    }

    /**
     * A session as super admins see it.
     *
     * @param aal            assurance level
     * @param notAfter       when it ends unless it is refreshed before
     * @param impersonatorId the super admin who acts as the person in it
     */
    record AccountSession(
            UUID id,
            UUID organizationId,
            String aal,
            @Nullable String ipAddress,
            @Nullable String userAgent,
            Instant refreshedAt,
            Instant notAfter,
            Instant createdAt,
            @Nullable UUID impersonatorId,
            @Nullable String impersonationReason) {}

    /** A session that begins as somebody else's. */
    record Impersonated(
            UUID id,
            UUID userId,
            UUID organizationId,
            String aal,
            UUID impersonatorId,
            String reason,
            Instant createdAt,
            Instant notAfter) {}

    List<AccountSession> of(UUID user) {
        return jdbc.sql("""
                select id, organization_id, aal, host(ip) as address, user_agent, refreshed_at, not_after, created_at, impersonator_id,
                    case when impersonator_id is not null then impersonation_reason end as impersonation_reason
                from auth.sessions where user_id = ? and not_after > now() order by created_at desc, id desc""")
                .param(user)
                .query(SessionRows::read)
                .list();
    }

    /** Without a refresh token: it ends when it ends. @return false where the person has become a super admin meanwhile */
    boolean insert(Impersonated session) {
        return jdbc.sql("""
                insert into auth.sessions (id, user_id, organization_id, aal, amr, impersonator_id, impersonation_reason, refreshed_at, not_after,
                    created_at)
                select :id, id, app.held_membership(:organization, id), :aal,
                    jsonb_build_array(jsonb_build_object('method', 'impersonation', 'timestamp', extract(epoch from :now::timestamptz)::bigint)),
                    :impersonator, :reason, :now, :end, :now
                from auth.users where id = :user and not is_super_admin and deleted_at is null for no key update""")
                .param("id", session.id())
                .param("user", session.userId())
                .param("organization", session.organizationId())
                .param("aal", session.aal())
                .param("impersonator", session.impersonatorId())
                .param("reason", session.reason())
                .param("now", session.createdAt().atOffset(ZoneOffset.UTC))
                .param("end", session.notAfter().atOffset(ZoneOffset.UTC))
                .update() > 0;
    }

    boolean end(UUID user, UUID session) {
        return jdbc.sql("delete from auth.sessions where user_id = ? and id = ?").params(user, session).update() > 0;
    }

    int endAll(UUID user) {
        return jdbc.sql("delete from auth.sessions where user_id = ?").param(user).update();
    }

    /** @return where those were that ended */
    List<UUID> endImpersonations(UUID user) {
        return jdbc
                .sql("delete from auth.sessions where user_id = ? and impersonator_id is not null returning organization_id")
                .param(user)
                .query((row, _) -> row.getObject("organization_id", UUID.class))
                .list();
    }

    private static AccountSession read(ResultSet row, int number) throws SQLException {
        return new AccountSession(row.getObject("id", UUID.class), row.getObject("organization_id", UUID.class),
                row.getString("aal"), row.getString("address"), row.getString("user_agent"),
                Rows.instant(row, "refreshed_at"), Rows.instant(row, "not_after"), Rows.instant(row, "created_at"),
                row.getObject("impersonator_id", UUID.class), row.getString("impersonation_reason"));
    }
}
