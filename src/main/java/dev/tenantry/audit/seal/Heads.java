package dev.tenantry.audit.seal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.verify.Hash;
import dev.tenantry.audit.verify.HeadKey;
import dev.tenantry.audit.verify.SignedHead;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/** The signed heads of the current organization's log. */
@Component
class Heads {

    private static final String LAST = "select statement from audit_log_heads where organization_id = app.org_id() order by size desc limit 1";
    private static final String INSERT = "insert into audit_log_heads (organization_id, size, statement) values (app.org_id(), ?, ?)";

    private static final int MOST_KNOWN = 2_000;

    private final JdbcClient jdbc;
    private final AuditKeys keys;
    private final Clock clock;
    /** Each turn looks at what the one before has signed, and to verify takes as long as all else of a short turn. */
    private final Cache<Signed, Boolean> known = Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();
    /** Whose signatures the published key verifies. */
    private volatile AuditKeys.@Nullable Signer proven;

    private record Signed(String statement, HeadKey key) {}

    Heads(JdbcClient jdbc, AuditKeys keys, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
    }

    Optional<SignedHead> last() {
        return jdbc.sql(LAST).query(String.class).optional().map(Heads::parse);
    }

    private static SignedHead parse(String statement) {
        try {
            return SignedHead.parse(statement);
        } catch (IllegalArgumentException _) {
            throw ProblemException.conflict("what was signed of the audit log last was changed in the database");
        }
    }

    /** The running transaction makes the log such. */
    void sign(long size, byte[] root, byte[] chain) {
        var key = keys.current();
        var statement = SignedHead.sign(TenantContext.current().organizationId().toString(), size, Hash.hex(root),
                Hash.hex(chain),
                clock.instant().truncatedTo(ChronoUnit.MILLIS), key.id(), key.secret());
        jdbc.sql(INSERT).params(size, statement).update();
        know(statement, key);
    }

    private void know(String statement, AuditKeys.Signer signer) {
        var key = keys.find(signer.id());
        if (key != null && (signer == proven || SignedHead.parse(statement).isSignedBy(key))) {
            proven = signer;
            known.put(new Signed(statement, key), true);
        }
    }

    /** Whether we have signed that the log is such. */
    boolean isSigned(SignedHead head, long size, byte[] root, byte[] chain) {
        return isSigned(head, keys.find(head.keyId())) && head.size() == size && head.root().equals(Hash.hex(root))
                && head.chain().equals(Hash.hex(chain))
                && head.organizationId().equals(TenantContext.current().organizationId().toString());
    }

    private boolean isSigned(SignedHead head, @Nullable HeadKey key) {
        return key != null && known.get(new Signed(head.statement(), key), _ -> head.isSignedBy(key));
    }
}
