package dev.tenantry.identity.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

import dev.tenantry.identity.apikey.ApiKeyChanged;
import dev.tenantry.identity.apikey.PresentedKey;
import dev.tenantry.identity.token.AccessToken;
import dev.tenantry.shared.access.Assurance;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.tenancy.AccessRulesChanged;
import dev.tenantry.tenancy.MembershipChanged;

/**
 * What callers may do, kept in memory for as long as the database would tell if it changed ({@link AccessListener}).
 * While it would not, every request asks.
 */
@Component
public class AccessCache {

    /** Whose access it is; the session is the key's id where a key calls. */
    record Key(UUID organizationId, UUID userId, UUID sessionId) {

        static Key of(AccessToken token) {
            return new Key(token.organizationId(), token.userId(), token.sessionId());
        }
    }

    record Known(Key key, Access access) {}

    private record Presented(Key key, String aal) {}

    private static final Duration KEPT = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AccessListener listener;
    /** By what the caller presents: what a token says, or a key's hash. */
    private final Cache<Object, Known> known = Caffeine.newBuilder()
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
        var presented = new Presented(Key.of(token), token.aal());
        var found = find(presented, () -> load(presented));
        return found == null ? null : found.access();
    }

    /** Null where there is no such key, or where it, its member or the account has ended. */
    @Nullable
    Known find(PresentedKey key) {
        return find(key.hash().value(), () -> load(key));
    }

    /** What the person may do is to be read again: it has changed here, and waiting for the database to tell is not needed. */
    public void forgetUser(UUID userId) {
        forget(key -> key.userId().equals(userId));
    }

    /** The same, for everybody in the organization. */
    public void forgetOrganization(UUID organizationId) {
        forget(key -> key.organizationId().equals(organizationId));
    }

    @TransactionalEventListener
    void on(AccessRulesChanged change) {
        forget(key -> key.organizationId().equals(change.organizationId()));
    }

    @TransactionalEventListener
    void on(MembershipChanged change) {
        forgetUser(change.userId());
    }

    @TransactionalEventListener
    void on(ApiKeyChanged change) {
        forget(key -> key.sessionId().equals(change.id()));
    }

    void forget(Predicate<Key> affected) {
        forgotten.incrementAndGet();
        known.asMap().values().removeIf(one -> affected.test(one.key()));
    }

    private @Nullable Known find(Object presented, Supplier<@Nullable Known> load) {
        var found = listener.isListening() ? known.getIfPresent(presented) : null;
        if (found == null) {
            var before = forgotten.get();
            found = load.get();
            if (found != null && listener.isListening()) {
                known.put(presented, found);
                if (forgotten.get() != before) {
                    known.invalidate(presented);
                }
            }
        }
        return found != null && found.access().validUntil().isAfter(clock.instant()) ? found : null;
    }

    private @Nullable Known load(Presented presented) {
        var key = presented.key;
        return new TenantContext(key.organizationId(), key.userId()).call(() -> jdbc.sql("""
                select role, permissions, is_super_admin, valid_until, aal, has_second_factor, refusal, impersonator_id
                from app.caller_access(app.org_id(), ?, ?)""")
                .params(key.sessionId(), presented.aal)
                .query((row, _) -> new Known(key, read(row)))
                .optional()
                .orElse(null));
    }

    private @Nullable Known load(PresentedKey presented) {
        return new TenantContext(presented.organizationId(), null).call(() -> jdbc.sql("""
                select id, user_id, role, permissions, valid_until, refusal from app.key_access(app.org_id(), ?, ?)""")
                .params(presented.hash().value(), presented.isForTests())
                .query((row, _) -> readKey(presented, row))
                .optional()
                .orElse(null));
    }

    private static Access read(ResultSet row) throws SQLException {
        var refusal = row.getString("refusal");
        return new Access(row.getString("role"), permissions(row), row.getBoolean("is_super_admin"),
                Rows.instant(row, "valid_until"),
                new Assurance(row.getString("aal"), row.getBoolean("has_second_factor"),
                        refusal == null ? null : ProblemType.of(refusal)),
                row.getObject("impersonator_id", UUID.class));
    }

    private static Known readKey(PresentedKey presented, ResultSet row) throws SQLException {
        var validUntil = Rows.instantOrNull(row, "valid_until");
        var refusal = row.getString("refusal");
        return new Known(
                new Key(presented.organizationId(), row.getObject("user_id", UUID.class),
                        row.getObject("id", UUID.class)),
                new Access(row.getString("role"), permissions(row), false,
                        validUntil == null ? Instant.MAX : validUntil,
                        new Assurance(Assurance.KEY, false, refusal == null ? null : ProblemType.of(refusal)), null));
    }

    private static Set<String> permissions(ResultSet row) throws SQLException {
        return Set.copyOf(List.of((String[]) row.getArray("permissions").getArray()));
    }
}
