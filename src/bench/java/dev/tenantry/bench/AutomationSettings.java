package dev.tenantry.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * How much the engine of workflows has to do.
 *
 * @param tenants with events of their own, the same number each
 * @param runs    of a round, of all tenants together
 * @param warmUps rounds that are not counted, for the just-in-time compilers
 * @param rounds  that are; the median counts
 * @param flood   runs that one tenant has queued while another one waits for a single run; 0: that is not measured
 */
record AutomationSettings(int tenants, int runs, int warmUps, int rounds, int flood) {

    AutomationSettings {
        require(tenants >= 1 && tenants <= 100, "1 to 100 tenants");
        require(runs >= tenants && runs <= 1_000_000 && flood <= 1_000_000, "at most a million runs");
        require(rounds >= 1 && rounds <= 20 && warmUps >= 0 && warmUps <= 50, "1 to 20 rounds, at most 50 to warm up");
    }

    /** Reads arguments such as {@code runs=6000 rounds=3}; what is not given is as documented. */
    static AutomationSettings parse(String... arguments) {
        var given = Arrays.stream(arguments)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts.length == 1 ? "" : parts[1]));
        var known = List.of("tenants", "runs", "warm-ups", "rounds", "flood");
        require(known.containsAll(given.keySet()), "known arguments: " + known);
        return new AutomationSettings(number(given.get("tenants"), 4), number(given.get("runs"), 6000),
                number(given.get("warm-ups"), 6), number(given.get("rounds"), 5), number(given.get("flood"), 100_000));
    }

    private static int number(@Nullable String given, int otherwise) {
        return given == null ? otherwise : Integer.parseInt(given);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
