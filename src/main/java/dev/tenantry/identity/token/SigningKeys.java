package dev.tenantry.identity.token;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.IdentitySettings;
import dev.tenantry.shared.database.MasterSecret;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.tenancy.Ids;

/**
 * The keys that sign access tokens, shared by all instances through the database. The first one is made at the first
 * start. A new one is published for a while before it signs, and an old one is accepted for as long as tokens of its
 * live, so that a rotation is noticed by nobody.
 */
@Component
class SigningKeys {

    /** How long others may keep the published keys. */
    static final Duration PUBLICATION = Duration.ofMinutes(10);
    private static final Duration MARGIN = Duration.ofMinutes(5);
    private static final Duration REFRESH = Duration.ofMinutes(1);
    /** An unknown key may be a new one; looking for it is not for strangers to repeat at will. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final RolePool pool;
    private final KeyVault vault;
    private final Clock clock;
    private final Duration tokenLife;
    private volatile Ring ring;

    SigningKeys(RolePool authPool, MasterSecret secret, IdentitySettings settings, Clock clock) {
        this.pool = authPool;
        this.vault = new KeyVault(secret, "identity/signing-keys");
        this.clock = clock;
        this.tokenLife = settings.tokenLife();
        authPool.inTransaction(this::makeFirst);
        this.ring = load();
    }

    /** The key to sign with. */
    SigningKey current() {
        var now = clock.instant();
        var usable = fresh(REFRESH).keys.values()
                .stream()
                .filter(key -> key.isAccepted(now.plus(tokenLife)))
                .sorted(Comparator.comparing(SigningKey::createdAt))
                .toList();
        return usable.reversed()
                .stream()
                .filter(key -> key.createdAt().plus(PUBLICATION).isBefore(now))
                .findFirst()
                .orElse(usable.getFirst());
    }

    /** The key of this id; null where there is none that is accepted. */
    @Nullable
    SigningKey find(String id) {
        var key = fresh(REFRESH).keys.get(id);
        if (key == null) {
            key = fresh(LOOK).keys.get(id);
        }
        return key != null && key.isAccepted(clock.instant()) ? key : null;
    }

    /** What others verify with, the keys to come included. */
    Collection<SigningKey> published() {
        var now = clock.instant();
        return fresh(REFRESH).keys.values().stream().filter(key -> key.isAccepted(now)).toList();
    }

    /**
     * Makes a new key that will sign once it has been published for a while, and retires the others after that.
     *
     * @param alongWith what belongs to the same transaction
     */
    SigningKey rotate(Consumer<SigningKey> alongWith) {
        var id = pool.inTransaction(() -> {
            lock();
            pool.jdbc()
                    .sql("update auth.signing_keys set retired_at = ? where retired_at is null")
                    .param(at(clock.instant().plus(PUBLICATION).plus(tokenLife).plus(MARGIN)))
                    .update();
            var made = insert();
            alongWith.accept(Objects.requireNonNull(load().keys.get(made)));
            return made;
        });
        ring = load();
        return Objects.requireNonNull(ring.keys.get(id));
    }

    private void makeFirst() {
        lock();
        var some = pool.jdbc()
                .sql("select count(*) from auth.signing_keys where retired_at is null")
                .query(Long.class)
                .single();
        if (some == 0) {
            insert();
        }
    }

    private void lock() {
        pool.jdbc()
                .sql("select pg_advisory_xact_lock(hashtextextended('identity signing keys', 0))")
                .query((row, _) -> true)
                .single();
    }

    private String insert() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            var id = Ids.next();
            pool.jdbc()
                    .sql("insert into auth.signing_keys (id, public_key, private_key, created_at) values (?, ?, ?, ?)")
                    .params(id, pair.getPublic().getEncoded(),
                            vault.seal(id.toString(), pair.getPrivate().getEncoded()), at(clock.instant()))
                    .update();
            return id.toString();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Ring fresh(Duration age) {
        var known = ring;
        if (known.loadedAt.plus(age).isAfter(clock.instant())) {
            return known;
        }
        synchronized (this) {
            if (ring == known) {
                ring = load();
            }
            return ring;
        }
    }

    private Ring load() {
        var now = clock.instant();
        var keys = new LinkedHashMap<String, SigningKey>();
        pool.jdbc()
                .sql("select id, public_key, private_key, created_at, retired_at from auth.signing_keys "
                        + "where retired_at is null or retired_at > ? order by created_at")
                .param(at(now))
                .query(this::read)
                .list()
                .forEach(key -> keys.put(key.id(), key));
        return new Ring(keys, now);
    }

    private SigningKey read(ResultSet row, int number) throws SQLException {
        var id = row.getObject("id", UUID.class).toString();
        try {
            var factory = KeyFactory.getInstance("EC");
            return new SigningKey(id,
                    (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(row.getBytes("public_key"))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(vault.open(id, row.getBytes("private_key")))),
                    Rows.instant(row, "created_at"),
                    Rows.instantOrNull(row, "retired_at"));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("the signing key " + id + " cannot be read", failure);
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private record Ring(Map<String, SigningKey> keys, Instant loadedAt) {}
}
