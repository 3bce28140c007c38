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
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('audit signing keys', 0))";
    private static final String ALL = "select id, public_key, private_key, created_at, retired_at from audit_signing_keys order by created_at, id";
    private static final String SOME = "select exists (select from audit_signing_keys where retired_at is null)";
    private static final String INSERT = "insert into audit_signing_keys (id, public_key, private_key) values (?, ?, ?)";
    private static final String RETIRE = "update audit_signing_keys set retired_at = now() where retired_at is null";

    private final RolePool worker;
    private final RolePool admin;
    private final AdminTrail trail;
    private final AesGcm cipher;
    private volatile List<Key> known = List.of();

    AuditKeys(@Qualifier("workerPool") RolePool worker, @Qualifier("adminPool") RolePool admin, AdminTrail trail,
            MasterSecret secret) {
        this.worker = worker;
        this.admin = admin;
        this.trail = trail;
        this.cipher = new AesGcm(secret.derive("audit/signing-keys"));
    }

    /** @param retiredAt since when it signs nothing; null of the one that does */
    record Key(HeadKey published, PrivateKey secret, Instant createdAt, @Nullable Instant retiredAt) {

        String id() {
            return published.kid();
        }
    }

    /** The one that signs. */
    Key current() {
        var signing = newest(all());
        if (signing == null) {
            worker.inTransaction(this::makeFirst);
            signing = newest(all());
        }
        if (signing == null) {
            throw new IllegalStateException("there is no key to sign the audit log's heads with");
        }
        return signing;
    }

    List<Key> all() {
        known = worker.jdbc().sql(ALL).query(this::read).list();
        return known;
    }

    /** Null where there is none of this id. */
    @Nullable
    HeadKey find(String id) {
        var found = find(known, id);
        return found == null ? find(all(), id) : found;
    }

    /** A new one signs from now on. */
    Key rotate() {
        admin.inTransaction(() -> {
            lock(admin.jdbc());
            admin.jdbc().sql(RETIRE).update();
            trail.changed("audit-key", insert(admin.jdbc()), "created", Map.of());
        });
        return current();
    }

    private void makeFirst() {
        lock(worker.jdbc());
        if (!worker.jdbc().sql(SOME).query(Boolean.class).single()) {
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

    private Key read(ResultSet row, int number) throws SQLException {
        var id = row.getString("id");
        try {
            var factory = KeyFactory.getInstance("EC");
            var secret = cipher.open(row.getBytes("private_key"), id);
            var key = HeadKey
                    .of((ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(row.getBytes("public_key"))));
            return new Key(key, factory.generatePrivate(new PKCS8EncodedKeySpec(secret)),
                    Rows.instant(row, "created_at"),
                    Rows.instantOrNull(row, "retired_at"));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(
                    "the audit log's key " + id + " cannot be read: is TENANTRY_SECRET that of this database?",
                    failure);
        }
    }

    private static @Nullable HeadKey find(List<Key> keys, String id) {
        return keys.stream().map(Key::published).filter(key -> key.kid().equals(id)).findFirst().orElse(null);
    }

    private static @Nullable Key newest(List<Key> keys) {
        return keys.stream().filter(key -> key.retiredAt == null).reduce((_, later) -> later).orElse(null);
    }
}
