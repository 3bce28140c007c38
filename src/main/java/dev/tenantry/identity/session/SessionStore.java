package dev.tenantry.identity.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.web.RequestDetails;

/** The rows of sessions and of their refresh tokens' lineage. */
@Component
class SessionStore {

    private final JdbcClient jdbc;
    private final RefreshTokenCodec codec;
    private final JsonMapper json;

    SessionStore(RolePool authPool, RefreshTokenCodec codec, JsonMapper json) {
        this.jdbc = authPool.jdbc();
        this.codec = codec;
        this.json = json;
    }

    void insert(Session session) {
        var request = RequestDetails.currentOrNull();
        jdbc.sql("""
                insert into auth.sessions (id, user_id, organization_id, aal, amr, ip, user_agent, refresh_counter, refreshed_at, not_after, created_at)
                values (?, ?, app.held_membership(?, ?), ?, ?::jsonb, ?::inet, ?, ?, ?, ?, ?)""")
                .param(session.id())
                .param(session.userId())
                .param(session.organizationId())
                .param(session.userId())
                .param(session.aal())
                .param(json.writeValueAsString(session.amr()))
                .param(request == null ? null : request.address())
                .param(request == null ? null : request.userAgent())
                .param(session.refreshCounter())
                .param(at(session.refreshedAt()))
                .param(at(session.notAfter()))
                .param(at(session.createdAt()))
                .update();
        jdbc.sql("insert into auth.refresh_tokens (session_id, user_id, token) values (?, ?, ?)")
                .params(session.id(), session.userId(), fingerprint(session))
                .update();
    }

    /**
     * Locks the session until the end of the transaction; others who refresh it wait. One that a super admin acts in as
     * somebody else stays as it is. The account is locked before: whoever suspends, signs out or deletes it begins so, too,
     * and neither waits for the other in a circle.
     */
    Optional<Session> lock(UUID id) {
        return jdbc
                .sql("""
                with account as materialized (
                    select u.id from auth.users u where u.id = (select s.user_id from auth.sessions s where s.id = ?) for no key update)
                select id, user_id, organization_id, aal, factor_id, amr, refresh_counter, raised_counter, refreshed_at, not_after,
                    created_at
                from auth.sessions where exists (select from account) and id = ? and impersonator_id is null for update""")
                .params(id, id)
                .query(this::read)
                .optional();
    }

    /** Stores what the session has become, which has a further token. */
    void update(Session before, Session session) {
        jdbc.sql(
                """
                with changed as (
                    update auth.sessions set
                        organization_id = case when organization_id = ? then organization_id else app.held_membership(?, user_id) end, aal = ?, factor_id = ?, amr = ?::jsonb, refresh_counter = ?, refreshed_at = ?,
                        not_after = ?, raised_counter = ?
                    where id = ?),
                replaced as (update auth.refresh_tokens set revoked = true where token = ? returning token)
                insert into auth.refresh_tokens (session_id, user_id, token, parent) select ?, ?, ?, token from replaced""")
                .param(session.organizationId())
                .param(session.organizationId())
                .param(session.aal())
                .param(session.factorId())
                .param(json.writeValueAsString(session.amr()))
                .param(session.refreshCounter())
                .param(at(session.refreshedAt()))
                .param(at(session.notAfter()))
                .param(session.raisedCounter())
                .param(session.id())
                .param(fingerprint(before))
                .param(session.id())
                .param(session.userId())
                .param(fingerprint(session))
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from auth.sessions where id = ?").param(id).update();
    }

    /** Ends the user's sessions but one. */
    int deleteOthers(UUID user, UUID spared) {
        return jdbc.sql("delete from auth.sessions where user_id = ? and id <> ?").params(user, spared).update();
    }

    /** What is kept of the session's current token. */
    private String fingerprint(Session session) {
        return Digests.fingerprint(codec.encode(session.refreshToken()));
    }

    private Session read(ResultSet row, int number) throws SQLException {
        return new Session(row.getObject("id", UUID.class), row.getObject("user_id", UUID.class),
                row.getObject("organization_id", UUID.class), row.getString("aal"),
                row.getObject("factor_id", UUID.class),
                json.readValue(row.getString("amr"), new TypeReference<List<Map<String, Object>>>() {
                }), row.getLong("refresh_counter"), row.getLong("raised_counter"), Rows.instant(row, "refreshed_at"),
                Rows.instant(row, "not_after"),
                Rows.instant(row, "created_at"));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
