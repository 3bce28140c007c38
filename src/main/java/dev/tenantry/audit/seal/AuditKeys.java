package dev.tenantry.audit.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.AdminTrail;
import dev.tenantry.audit.verify.HeadKey;
import dev.tenantry.shared.crypto.AesGcm;
import dev.tenantry.shared.database.MasterSecret;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;

/** The keys that heads are signed with, the installation's. One signs; those before it are published for good, as what they signed is shown for good. */
@Component
class AuditKeys {

    /** How long others may keep the published keys. */
    static final Duration PUBLICATION = Duration.ofMinutes(5);
    /** So old may be what anybody is shown without the database. */
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('audit signing keys', 0))";
    private static final String ALL = "select id, public_key, created_at, retired_at from audit_signing_keys order by created_at, id";
    private static final String SIGNING = "select id from audit_signing_keys where retired_at is null order by created_at desc, id desc limit 1";
    private static final String SECRET = "select private_key from audit_signing_keys where id = ?";
    private static final String INSERT = "insert into audit_signing_keys (id, public_key, private_key) values (?, ?, ?)";
    private static final String RETIRE = "update audit_signing_keys set retired_at = now() where retired_at is null";

    private final RolePool worker;
    private final RolePool admin;
    private final AdminTrail trail;
    private final AesGcm cipher;
    /** Read anew by one of those who ask; where that fails what was known is. */
    private final LoadingCache<String, List<Key>> known = Caffeine.newBuilder()
            .refreshAfterWrite(FRESH)
            .executor(Runnable::run)
            .build(_ -> found());
    private volatile @Nullable Signer last;

    AuditKeys(@Qualifier("workerPool") RolePool worker, @Qualifier("adminPool") RolePool admin, AdminTrail trail,
            MasterSecret secret) {
        this.worker = worker;
        this.admin = admin;
        this.trail = trail;
        this.cipher = new AesGcm(secret.derive("audit/signing-keys"));
    }

    /** @param retiredAt since when it signs nothing; null of the one that does */
    record Key(HeadKey published, Instant createdAt, @Nullable Instant retiredAt) {

        String id() {
            return published.kid();
        }
    }

    /** The secret half, which is decrypted once. */
    record Signer(String id, PrivateKey secret) {}

    /** The one that signs. */
    Signer current() {
        var id = signing().orElseGet(() -> {
            worker.inTransaction(this::makeFirst);
            all();
            return signing()
                    .orElseThrow(() -> new IllegalStateException("there is no key to sign the audit log's heads with"));
        });
        var known = last;
        if (known == null || !known.id.equals(id)) {
            known = new Signer(id, secret(id));
            last = known;
        }
        return known;
    }

    private Optional<String> signing() {
        return worker.jdbc().sql(SIGNING).query(String.class).optional();
    }

    List<Key> all() {
        var all = found();
        known.put(ALL, all);
        return all;
    }

    /** For whoever asks, as often as they like. */
    List<Key> published() {
        return known.get(ALL);
    }

    private List<Key> found() {
        return worker.jdbc().sql(ALL).query(AuditKeys::read).list();
    }

    /** To a super admin, which is taken down. */
    List<Key> listed() {
        return admin.inTransaction(() -> {
            var listed = all();
            trail.listed("audit-key", listed.size());
            return listed;
        });
    }

    /** Null where there is none of this id. */
    @Nullable
    HeadKey find(String id) {
        var found = find(published(), id);
        return found == null ? find(all(), id) : found;
    }

    /** A new one signs from now on. */
    Key rotate() {
        var id = admin.inTransaction(() -> {
            lock(admin.jdbc());
            admin.jdbc().sql(RETIRE).update();
            var made = insert(admin.jdbc());
            trail.created(null, "audit-key", made, Map.of());
            return made;
        });
        return all().stream().filter(key -> key.id().equals(id)).findFirst().orElseThrow();
    }

    private void makeFirst() {
        lock(worker.jdbc());
        if (signing().isEmpty()) {
            insert(worker.jdbc());
        }
    }

    private static void lock(JdbcClient jdbc) {
        jdbc.sql(LOCK).query((RowCallbackHandler) _ -> {});
    }

    private String insert(JdbcClient jdbc) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            var id = HeadKey.of((ECPublicKey) pair.getPublic()).kid();
            jdbc.sql(INSERT)
                    .params(id, pair.getPublic().getEncoded(), cipher.seal(pair.getPrivate().getEncoded(), id))
                    .update();
            return id;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Key read(ResultSet row, int number) throws SQLException {
        try {
            var key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(row.getBytes("public_key")));
            return new Key(HeadKey.of((ECPublicKey) key), Rows.instant(row, "created_at"),
                    Rows.instantOrNull(row, "retired_at"));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("the audit log's key " + row.getString("id") + " cannot be read", failure);
        }
    }

    private PrivateKey secret(String id) {
        var sealed = worker.jdbc().sql(SECRET).param(id).query((row, _) -> row.getBytes("private_key")).single();
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(cipher.open(sealed, id)));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(
                    "the audit log's key " + id + " cannot be read: is TENANTRY_SECRET that of this database?",
                    failure);
        }
    }

    private static @Nullable HeadKey find(List<Key> keys, String id) {
        return keys.stream().map(Key::published).filter(key -> key.kid().equals(id)).findFirst().orElse(null);
    }
}
