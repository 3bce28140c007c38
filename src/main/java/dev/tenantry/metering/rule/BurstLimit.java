package dev.tenantry.metering.rule;

import org.jspecify.annotations.Nullable;

/**
 * That requests are let through evenly: so many at once, and from then on as many as are refilled.
 *
 * @param refill as many in so long, spread over it
 */
public record BurstLimit(int burst, WindowLimit refill) {

    /** @return null where a window may be used up at once */
    static @Nullable BurstLimit of(@Nullable Integer burst, WindowLimit refill) {
        return burst == null || burst >= refill.most() ? null : new BurstLimit(burst, refill);
    }

    /** What it is, as a window: so many in the time that it takes to be refilled. */
    public WindowLimit told() {
        return WindowLimit.ofBurst(seconds(), burst);
    }

    /**
     * What holds for all instances together, each of which has a bucket of its own: in the time that it takes to be refilled, what one bucket for all
     * would let through in it at most. Null, where that is the window itself.
     */
    @Nullable
    WindowLimit bound() {
        var seconds = seconds();
        return seconds >= refill.longest()
                ? null
                : WindowLimit.ofBurst(seconds, burst + (int) ((long) seconds * refill.most() / refill.longest()));
    }

    private int seconds() {
        return (int) Math.ceilDiv((long) burst * refill.longest(), refill.most());
    }
}
