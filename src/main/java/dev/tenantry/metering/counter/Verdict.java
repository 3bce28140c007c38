package dev.tenantry.metering.counter;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.tenantry.metering.rule.Rule;
import dev.tenantry.metering.rule.Window;

/**
 * Whether there was one left.
 *
 * @param window    the one in which there is the least left
 * @param remaining what is left there, as far as this instance knows
 * @param reset     when it ends
 * @param chunk     of which one was taken; null where none was
 */
public record Verdict(Rule rule, Window window, long remaining, Duration reset, @Nullable Chunk chunk) {

    public boolean isAdmitted() {
        return chunk != null;
    }
}
