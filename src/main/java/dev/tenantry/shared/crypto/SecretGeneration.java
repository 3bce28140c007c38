package dev.tenantry.shared.crypto;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.ProblemException;

/**
 * Which one of the secrets that are derived one after another is in force.
 *
 * @param number    from 1
 * @param rotatedAt when it replaced the one before; null for the first one
 */
public record SecretGeneration(int number, @Nullable Instant rotatedAt) {

    /** How long a secret that was replaced still signs beside the new one. */
    public static final Duration OVERLAP = Duration.ofHours(24);

    /** Those to sign with at that time, the current one first. */
    public List<Integer> signing(Instant now) {
        return overlaps(now) ? List.of(number, number - 1) : List.of(number);
    }

    private boolean overlaps(Instant now) {
        return rotatedAt != null && rotatedAt.plus(OVERLAP).isAfter(now);
    }

    /**
     * Two sign at most: who rotates twice takes the one away that receivers may still have.
     *
     * @param endsPrevious whether that is wanted
     * @throws ProblemException 409 where it is not
     */
    public void demandRotatable(Instant now, boolean endsPrevious) {
        if (!endsPrevious && overlaps(now)) {
            throw ProblemException
                    .conflict("the secret before the current one signs for 24 hours after it was replaced; "
                            + "with endPrevious=true it ends now");
        }
    }
}
