package dev.tenantry.metering.rule;

import org.jspecify.annotations.Nullable;

/**
 * That requests are let through evenly: so many at once, and from then on as many as are refilled.
 *
 * @param refill as many in so long, spread over it
 */
public record Smoothing(int burst, Window refill) {

    /** @return null where a window may be used up at once */
    static @Nullable Smoothing of(@Nullable Integer burst, Window refill) {
        return burst == null || burst >= refill.most() ? null : new Smoothing(burst, refill);
    }

    /** What it is, as a window: so many in the time that it takes to be refilled. */
    public Window told() {
        return Window.ofBurst(seconds(), burst);
    }

    /**
     * What holds for all instances together, each of which has a bucket of its own: in the time that it takes to be refilled, what one bucket for all
     * would let through in it at most. Null, where that is the window itself.
     */
    @Nullable
    Window bound() {
        var seconds = seconds();
        return seconds >= refill.longest()
                ? null
                : Window.ofBurst(seconds, burst + (int) ((long) seconds * refill.most() / refill.longest()));
    }

    private int seconds() {
        return (int) Math.ceilDiv((long) burst * refill.longest(), refill.most());
    }
}
