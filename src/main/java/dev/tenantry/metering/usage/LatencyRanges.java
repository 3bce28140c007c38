package dev.tenantry.metering.usage;

/** Ranges of microseconds, of which each is an eighth of a doubling: what falls into one is told from its middle by 6 percent at most. */
final class LatencyRanges {

    /** Longer ones count as ten minutes. */
    private static final long LONGEST = 600_000_000;
    private static final int PARTS = 8;
    private static final int BITS = 3;
    static final int NUMBER = of(LONGEST) + 1;

    private LatencyRanges() {}

    static int of(long microseconds) {
        var bounded = Math.clamp(microseconds, 0, LONGEST);
        if (bounded < PARTS) {
            return (int) bounded;
        }
        var doublings = Long.SIZE - 1 - Long.numberOfLeadingZeros(bounded) - BITS;
        return PARTS + doublings * PARTS + (int) (bounded >> doublings) - PARTS;
    }
}
