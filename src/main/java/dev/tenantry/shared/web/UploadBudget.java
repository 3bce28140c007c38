package dev.tenantry.shared.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** How many bytes may be on their way at a time: of all organizations, and of one. What is announced counts from the start. */
final class UploadBudget {

    /** A part of the whole, and less: what most files are. */
    private static final int SMALL = 64;

    /** The part of the whole that is theirs alone. */
    private static final int RESERVED = 4;

    private final long total;
    private final long each;
    private final Map<UUID, Long> taken = new HashMap<>();
    private long sum;

    UploadBudget(long total, long each) {
        this.total = total;
        this.each = each;
    }

    /** @throws ProblemException 429 where the organization's other uploads have to end first, 503 where others' have to */
    synchronized void take(UUID organization, long bytes) {
        var already = taken.getOrDefault(organization, 0L);
        if (already > 0 && already + bytes > each) {
            throw ProblemException.retryLater(ProblemType.RATE_LIMITED,
                    "other uploads of the organization have to end first", Duration.ofSeconds(10));
        }
        var room = bytes <= total / SMALL ? total : total - total / RESERVED;
        if (sum > 0 && sum + bytes > room) {
            throw ProblemException.retryLater(ProblemType.UNAVAILABLE, "other uploads have to end first",
                    Duration.ofSeconds(10));
        }
        sum += bytes;
        taken.put(organization, already + bytes);
    }

    synchronized void giveBack(UUID organization, long bytes) {
        sum -= bytes;
        taken.computeIfPresent(organization, (_, already) -> already > bytes ? already - bytes : null);
    }
}
