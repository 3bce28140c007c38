package dev.tenantry.identity.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.MetadataRules;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.password.PasswordRules;

/** The passwords and the metadata that administrators give to accounts. Hashing belongs before the transaction. */
@Component
class AccountSecrets {

    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-4])\\$[./A-Za-z0-9]{53}");

    private final PasswordRules passwords;
    private final MetadataRules metadata;

    AccountSecrets(PasswordRules passwords, MetadataRules metadata) {
        this.passwords = passwords;
        this.metadata = metadata;
    }

    /** Null where the request says no password. @throws AuthException 422 where it is weak, 400 where the hash is none */
    @Nullable
    String hash(AccountRequest request) {
        var password = request.password();
        if (password == null || password.isEmpty()) {
            return request.passwordHash() == null ? null : readable(request.passwordHash().value());
        }
        if (request.passwordHash() != null) {
            throw AuthException.malformed("Only a password or a password hash should be provided");
        }
        return passwords.hash(password.value());
    }

    /** @throws AuthException 422 where it is too large to travel */
    Map<String, Object> bounded(Map<String, Object> told) {
        metadata.limit(told);
        return told;
    }

    /** What is said now over what was said before; null takes away. */
    static Map<String, Object> merged(Map<String, Object> before, @Nullable Map<String, @Nullable Object> said) {
        var merged = new LinkedHashMap<>(before);
        if (said != null) {
            said.forEach((name, value) -> {
                if (value == null) {
                    merged.remove(name);
                } else {
                    merged.put(name, value);
                }
            });
        }
        return merged;
    }

    private static String readable(String hash) {
        if (!BCRYPT.matcher(hash).matches()) {
            throw AuthException.malformed("password_hash must be a bcrypt hash of at most cost 14");
        }
        return hash;
    }
}
