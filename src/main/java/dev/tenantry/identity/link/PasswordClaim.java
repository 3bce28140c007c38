package dev.tenantry.identity.link;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.tenantry.identity.account.User;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/**
 * That somebody chose a password for an account whose address nobody has proven.
 *
 * @param hash of a password that nobody claimed before; null where the account has a claimed one
 * @param same the hash of the claimed password that this is the same as; null where it is another one
 */
public record PasswordClaim(@Nullable Secret hash, @Nullable Secret same) {

    /** Whether somebody else chose another password for the account before. */
    public boolean contests(User user) {
        return !user.isSomebodys() && user.passwordHash() != null && !user.passwordHash().equals(same);
    }

    /** Whether the account has come to have a password since this was claimed, which may be the same. */
    boolean isOvertakenBy(User user) {
        return hash != null && !user.isSomebodys() && user.passwordHash() != null;
    }

    /** @throws ProblemException 503 where the account that had a password has gone since the claim was made */
    public String newHash() {
        if (hash == null) {
            throw ProblemException.retryLater(ProblemType.UNAVAILABLE, "the account is just being deleted",
                    Duration.ofSeconds(1));
        }
        return hash.value();
    }
}
