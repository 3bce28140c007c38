package dev.tenantry.identity.account;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.crypto.Secret;

/**
 * An account.
 *
 * @param newEmail    the address that is to replace the present one
 * @param newPhone    the number that is to replace the present one
 * @param wasProven   whether an address of it was proven that it no longer has
 * @param bannedUntil until when it may not be signed in to
 * @param isSsoUser   whether an organization's identity provider vouches for it
 */
public record User(
        UUID id,
        @Nullable String email,
        @Nullable String phone,
        @Nullable Secret passwordHash,
        @Nullable Instant emailConfirmedAt,
        @Nullable Instant phoneConfirmedAt,
        @Nullable Instant invitedAt,
        @Nullable Instant confirmationSentAt,
        @Nullable Instant recoverySentAt,
        @Nullable String newEmail,
        @Nullable Instant emailChangeSentAt,
        @Nullable String newPhone,
        @Nullable Instant lastSignInAt,
        @Nullable Instant bannedUntil,
        Map<String, Object> appMetadata,
        Map<String, Object> userMetadata,
        boolean wasProven,
        boolean isAnonymous,
        boolean isSsoUser,
        boolean isActive,
        Instant createdAt,
        Instant updatedAt,
        List<Identity> identities,
        List<Factor> factors) {

    /** The identities that are no provider's. */
    private static final Set<String> KNOWN_BY = Set.of("email", "phone");

    /** When the first of its addresses was confirmed. */
    public @Nullable Instant confirmedAt() {
        if (emailConfirmedAt == null || phoneConfirmedAt == null) {
            return emailConfirmedAt == null ? phoneConfirmedAt : emailConfirmedAt;
        }
        return emailConfirmedAt.isBefore(phoneConfirmedAt) ? emailConfirmedAt : phoneConfirmedAt;
    }

    /**
     * Whether there is somebody whose account it is: who has been in, or has proven an address of it. Another address
     * of such an account that is not proven leads nobody into it.
     */
    public boolean isSomebodys() {
        return lastSignInAt != null || wasProven || confirmedAt() != null || isAnonymous;
    }

    /** The mailbox that has a say in what becomes of the account; null where none is known to be its holder's. */
    public @Nullable String provenEmail() {
        return emailConfirmedAt == null ? null : email;
    }

    /** Whether a provider outside vouches for who comes in. */
    public boolean hasExternalIdentity() {
        return identities.stream().anyMatch(identity -> !KNOWN_BY.contains(identity.provider()));
    }

    /** Whether it may not be signed in to now. */
    public boolean isBanned(Instant now) {
        return !isActive || bannedUntil != null && bannedUntil.isAfter(now);
    }

    public boolean hasSecondFactor() {
        return factors.stream().anyMatch(Factor::isVerified);
    }
}
