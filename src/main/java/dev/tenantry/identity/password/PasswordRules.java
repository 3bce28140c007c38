package dev.tenantry.identity.password;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;

import com.nulabinc.zxcvbn.StandardDictionaries;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.error.AuthException;

/**
 * Which passwords people may choose: long enough, and none that everybody tries first. What they consist of is up to them
 * (NIST SP 800-63B).
 */
@Component
public class PasswordRules {

    private static final int SHORTEST = 8;

    /** The 30,000 most common ones, in lower case. */
    private final Set<String> common;
    private final Passwords passwords;

    PasswordRules(Passwords passwords) {
        this.passwords = passwords;
        try {
            this.common = Set.copyOf(StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The hash of a password that somebody chooses. @throws AuthException 422 where it is refused, with the reason */
    public String hash(String password) {
        check(password);
        return passwords.hash(password);
    }

    /** @throws AuthException 422 where the password is refused, with the reason */
    public void check(String given) {
        var password = PasswordText.normal(given);
        if (password == null) {
            throw AuthException.invalid("Password cannot be empty or have control characters");
        }
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            throw AuthException.weakPassword("Password should be at least " + SHORTEST + " characters.", "length");
        }
        passwords.checkLength(password);
        if (common.contains(password.toLowerCase(Locale.ROOT))) {
            throw AuthException.weakPassword("Password is one that many people have: choose another one.", "pwned");
        }
    }
}
