package dev.tenantry.metering.counter;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.tenantry.metering.rule.Rule;
import dev.tenantry.metering.rule.WindowLimit;

/**
 * Whether there was one left.
 *
 * @param window    the one in which there is the least left
 * @param remaining what is left there, as far as this instance knows
 * @param reset     when it ends
 * @param lease     of which one was taken; null where none was
 */
public record QuotaDecision(
        Rule rule,
        WindowLimit window,
        long remaining,
        Duration reset,
        @Nullable CounterLease lease) {

    public boolean isAdmitted() {
        return lease != null;
    }
}
