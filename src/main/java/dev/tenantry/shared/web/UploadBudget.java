package dev.tenantry.shared.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/**
 * How many bytes of files may be here at a time: of all organizations, and of one. Others are kept out by what has arrived
 * and by nothing that is only announced; one's own organization, which nobody else depends on, by what is announced, too.
 */
final class UploadBudget {

    /** A part of the whole, and less: what most files are. */
    private static final int SMALL = 64;

    /** The part of the whole that is theirs alone. */
    private static final int RESERVED = 4;

    /** Bytes a second: what a bad connection brings. Slower ones would hold what others need for hours. */
    static final long LEAST_RATE = 16 * 1024;

    /** A connection may begin slowly, or stop for a moment; what came fast before pays for no standing still. */
    static final Duration GRACE = Duration.ofSeconds(30);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final long total;
    private final long each;
    private final LongSupplier nanos;
    private final Map<UUID, Long> ofOrganizations = new HashMap<>();
    private long here;

    /** @param nanos the time, in nanoseconds from whenever */
    UploadBudget(long total, long each, LongSupplier nanos) {
        this.total = total;
        this.each = each;
        this.nanos = nanos;
    }

    /**
     * Begins an upload, which is to be closed when it has been answered. A single one is let in however large it is.
     *
     * @param announced bytes; negative where the sender does not say
     * @throws ProblemException 429 where the organization's other uploads have to end first, 503 where others' have to
     */
    Upload begin(UUID organization, long announced) {
        var upload = new Upload(organization, Math.max(0, announced));
        upload.announce();
        return upload;
    }

    final class Upload implements AutoCloseable {

        private final UUID organization;
        private final long announced;
        private long lookedAt = nanos.getAsLong();
        private long arrivedSince;
        private long arrived;
        /** Of the organization's. */
        private long share;

        private Upload(UUID organization, long announced) {
            this.organization = organization;
            this.announced = announced;
        }

        private void announce() {
            synchronized (UploadBudget.this) {
                demandShare(announced);
                demandRoom(announced);
                takeShare(announced);
            }
        }

        /**
         * Books what has come.
         *
         * @param bytes since the last time
         * @throws ProblemException 400 where it comes too slowly; else as at the beginning
         */
        void arrived(long bytes) {
            checkPace(bytes);
            synchronized (UploadBudget.this) {
                var more = Math.max(0, arrived + bytes - share);
                demandShare(more);
                demandRoom(bytes);
                takeShare(more);
                here += bytes;
                arrived += bytes;
            }
        }

        @Override
        public void close() {
            synchronized (UploadBudget.this) {
                here -= arrived;
                arrived = 0;
                takeShare(-share);
            }
        }

        private void demandShare(long more) {
            var taken = ofOrganizations.getOrDefault(organization, 0L);
            if (taken > share && taken + more > each) {
                throw ProblemException.retryLater(ProblemType.RATE_LIMITED,
                        "other uploads of the organization have to end first", RETRY_AFTER);
            }
        }

        private void demandRoom(long more) {
            var isSmall = Math.max(announced, arrived + more) <= total / SMALL;
            if (here > arrived && here + more > (isSmall ? total : total - total / RESERVED)) {
                throw ProblemException.retryLater(ProblemType.UNAVAILABLE, "other uploads have to end first",
                        RETRY_AFTER);
            }
        }

        private void takeShare(long more) {
            var taken = ofOrganizations.getOrDefault(organization, 0L) + more;
            ofOrganizations.compute(organization, (_, _) -> taken > 0 ? taken : null);
            share += more;
        }

        private void checkPace(long bytes) {
            arrivedSince += bytes;
            var now = nanos.getAsLong();
            var taken = Duration.ofNanos(now - lookedAt);
            if (taken.compareTo(GRACE) <= 0) {
                return;
            }
            if (arrivedSince < LEAST_RATE * taken.toSeconds()) {
                throw ProblemException.malformed("",
                        "the upload comes slower than %s KB a second".formatted(LEAST_RATE / 1024));
            }
            lookedAt = now;
            arrivedSince = 0;
        }
    }
}
