package dev.tenantry.shared.http;

import java.io.IOException;
import java.time.Duration;

/** Nothing was sent: whoever is asked has failed several times in a row, and is spared for a while. */
public final class Deferred extends IOException {

    private static final long serialVersionUID = 1L;

    private final Duration pause;

    Deferred(String name, Duration pause) {
        super(name + " has failed several times in a row, and is not asked for a while");
        this.pause = pause;
    }

    /** Why, fit for whoever waits. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** After which it is worth another attempt; not the same for all who wait. */
    public Duration pause() {
        return pause;
    }
}
