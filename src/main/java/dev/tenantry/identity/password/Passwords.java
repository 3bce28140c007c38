package dev.tenantry.identity.password;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.IdentitySettings;
import dev.tenantry.identity.error.AuthException;

/** Hashes and compares passwords. Never inside of a transaction: it takes longer than a connection should be held. */
@Component
public class Passwords {

    /** What bcrypt reads of a password. A longer one is refused, not cut. */
    static final int MAX_BYTES = 72;

    private static final Logger log = LoggerFactory.getLogger(Passwords.class);
    private static final String NOBODYS = "nobody has this password";

    private final HashPool pool;
    private final DelegatingPasswordEncoder encoder;
    /** What a password is compared with where there is none, so that the answer takes the same time. */
    private final CompletableFuture<String> dummy;

    Passwords(HashPool pool, IdentitySettings settings) {
        this.pool = pool;
        var cost = settings.passwordCost() == 0 ? Calibration.cost() : settings.passwordCost();
        log.info("passwords are hashed with bcrypt at cost {}", cost);
        var bcrypt = new BCryptPasswordEncoder(cost);
        this.encoder = new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", bcrypt));
        // Hashes that other systems made carry no name.
        this.encoder.setDefaultPasswordEncoderForMatches(bcrypt);
        this.dummy = CompletableFuture.supplyAsync(() -> encode(NOBODYS), Thread::startVirtualThread);
    }

    private static boolean isTooLong(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
    }

    /** @throws AuthException 422 where this is no password, or it would be cut */
    public String hash(String password) {
        var text = PasswordText.normal(password);
        if (text == null) {
            throw AuthException.invalid("Password cannot be empty or have control characters");
        }
        checkLength(text);
        return pool.run(() -> encode(text));
    }

    /** @param hash null where nobody has the name that the password was sent with */
    public boolean matches(String password, @Nullable String hash) {
        var text = PasswordText.normal(password);
        var isOne = text != null && !isTooLong(text);
        var candidate = text == null || !isOne ? NOBODYS + " at all" : text;
        return pool.run(() -> encoder.matches(candidate, hash == null ? dummy.join() : hash)) && hash != null && isOne;
    }

    /** @param text in its normal form @throws AuthException 422 where it would be cut */
    void checkLength(String text) {
        if (isTooLong(text)) {
            throw AuthException.invalid("Password cannot be longer than " + MAX_BYTES + " bytes");
        }
    }

    /** Whether the hash was made at a lower cost than hashes are made now. */
    public boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private String encode(String password) {
        var hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("there is no password to hash");
        }
        return hash;
    }
}
