package dev.tenantry.shared.crypto;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which one of the secrets that are derived one after another is in force.
 *
 * @param number    from 1
 * @param rotatedAt when it replaced the one before; null for the first one
 */
public record SecretGeneration(int number, @Nullable Instant rotatedAt) {

    /** How long a secret that was replaced still signs beside the new one. */
    private static final Duration OVERLAP = Duration.ofHours(24);

    /** Those to sign with at that time, the current one first. */
    public List<Integer> signing(Instant now) {
        return rotatedAt != null && rotatedAt.plus(OVERLAP).isAfter(now)
                ? List.of(number, number - 1)
                : List.of(number);
    }
}
