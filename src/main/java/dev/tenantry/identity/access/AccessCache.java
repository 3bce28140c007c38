package dev.tenantry.identity.access;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

import dev.tenantry.identity.token.AccessToken;
import dev.tenantry.shared.access.Assurance;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.tenancy.MembershipChanged;

/**
 * What callers may do, kept in memory for as long as the database would tell if it changed ({@link AccessListener}).
 * While it would not, every request asks.
 */
@Component
public class AccessCache {

    record Key(UUID organizationId, UUID userId, UUID sessionId) {

        static Key of(AccessToken token) {
            return new Key(token.organizationId(), token.userId(), token.sessionId());
        }
    }

    private static final Duration KEPT = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AccessListener listener;
    private final Cache<Key, Access> known = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(KEPT)
            .build();
    /** Counts what has been forgotten: what was read before may be old. */
    private final AtomicLong forgotten = new AtomicLong();

    AccessCache(JdbcClient jdbc, Clock clock, AccessListener listener) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.listener = listener;
        listener.tell(this);
    }

    /** Null where the membership, the account or the session has ended. */
    @Nullable
    Access find(AccessToken token) {
        var key = Key.of(token);
        var access = listener.isListening() ? known.getIfPresent(key) : null;
        if (access == null) {
            access = load(key);
        }
        return access != null && access.validUntil().isAfter(clock.instant()) ? access : null;
    }

    /** What the person may do is to be read again: it has changed here, and waiting for the database to tell is not needed. */
    public void forgetUser(UUID userId) {
        forget(key -> key.userId().equals(userId));
    }

    @TransactionalEventListener
    void on(MembershipChanged change) {
        forgetUser(change.userId());
    }

    void forget(Predicate<Key> affected) {
        forgotten.incrementAndGet();
        known.asMap().keySet().removeIf(affected);
    }

    private @Nullable Access load(Key key) {
        var before = forgotten.get();
        var access = new TenantContext(key.organizationId(), key.userId()).call(() -> jdbc
                .sql("select role, permissions, is_super_admin, valid_until, aal, has_second_factor, refusal from app.caller_access(?)")
                .param(key.sessionId())
                .query(AccessCache::read)
                .optional()
                .orElse(null));
        if (access != null && listener.isListening()) {
            known.put(key, access);
            if (forgotten.get() != before) {
                known.invalidate(key);
            }
        }
        return access;
    }

    private static Access read(ResultSet row, int number) throws SQLException {
        Array permissions = row.getArray("permissions");
        return new Access(row.getString("role"), Set.of((String[]) permissions.getArray()),
                row.getBoolean("is_super_admin"),
                row.getObject("valid_until", OffsetDateTime.class).toInstant(), assurance(row));
    }

    private static Assurance assurance(ResultSet row) throws SQLException {
        var refusal = row.getString("refusal");
        return new Assurance(row.getString("aal"), row.getBoolean("has_second_factor"),
                refusal == null ? null : ProblemType.of(refusal));
    }
}
