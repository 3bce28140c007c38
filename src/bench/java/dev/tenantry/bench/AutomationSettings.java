package dev.tenantry.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much the engine of workflows has to do. What is 0 of those after the rounds is not measured.
 *
 * @param tenants with events of their own, the same number each
 * @param runs    of a round, of all tenants together
 * @param warmUps rounds that are not counted, for the just-in-time compilers
 * @param rounds  that are; the median counts
 * @param jobs    of a round of each peer
 * @param load    seconds at half of the measured rate
 * @param flood   runs that one tenant has queued while another one waits for a single run
 * @param crowd   tenants with one run each
 * @param kept    runs whose place on the disk is measured, of each program
 * @param backlog runs that wait for their time, and as many that are queued, beside which runs are claimed
 */
record AutomationSettings(
        int tenants,
        int runs,
        int warmUps,
        int rounds,
        int jobs,
        int load,
        int flood,
        int crowd,
        int kept,
        int backlog) {

    private static final int MOST = 1_000_000;
    private static final List<String> KNOWN = List.of("tenants", "runs", "warm-ups", "rounds", "jobs", "load", "flood",
            "crowd", "kept", "backlog");

    AutomationSettings {
        require(tenants >= 1 && tenants <= 100, "1 to 100 tenants");
        require(runs >= tenants && runs <= MOST && flood <= MOST && kept <= MOST && jobs <= MOST,
                "at most a million runs or jobs");
        require(rounds >= 1 && rounds <= 20 && warmUps >= 0 && warmUps <= 50, "1 to 20 rounds, at most 50 to warm up");
        require(load <= 600 && crowd <= 100_000 && backlog <= 10 * MOST,
                "at most ten minutes of load, 100,000 in the crowd, ten million behind");
    }

    /** Reads arguments such as {@code runs=6000 rounds=3}; what is not given is as documented. */
    static AutomationSettings parse(String... arguments) {
        var given = Arrays.stream(arguments)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts.length == 1 ? "" : parts[1]));
        require(KNOWN.containsAll(given.keySet()), "known arguments: " + KNOWN);
        return new AutomationSettings(number(given, "tenants", 4), number(given, "runs", 24_000),
                number(given, "warm-ups", 8), number(given, "rounds", 3), number(given, "jobs", 10_000),
                number(given, "load", 30), number(given, "flood", 100_000), number(given, "crowd", 10_000),
                number(given, "kept", 100_000), number(given, "backlog", MOST));
    }

    private static int number(Map<String, String> given, String name, int otherwise) {
        return Integer.parseInt(given.getOrDefault(name, Integer.toString(otherwise)));
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
