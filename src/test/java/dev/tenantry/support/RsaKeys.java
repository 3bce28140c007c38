package dev.tenantry.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PrivateJwk;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of keys that are known to everybody, for tests alone: to find the primes of one takes seconds without the optimizing
 * compiler. {@code src/test/resources/rsa-keys.json} is a set of JWKs.
 */
final class RsaKeys {

    private static final List<KeyPair> PAIRS = read();
    private static final AtomicInteger TAKEN = new AtomicInteger();

    private RsaKeys() {}

    /** Another one than this, however many others have taken since. */
    static KeyPair otherThan(@Nullable KeyPair pair) {
        KeyPair next;
        do {
            next = PAIRS.get(Math.floorMod(TAKEN.getAndIncrement(), PAIRS.size()));
        } while (next == pair);
        return next;
    }

    private static List<KeyPair> read() {
        try (InputStream file = Objects.requireNonNull(RsaKeys.class.getResourceAsStream("/rsa-keys.json"))) {
            return Jwks.setParser()
                    .build()
                    .parse(file)
                    .getKeys()
                    .stream()
                    .map(key -> ((PrivateJwk<?, ?, ?>) key).toKeyPair().toJavaKeyPair())
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
