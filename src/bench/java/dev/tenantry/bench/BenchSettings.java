package dev.tenantry.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much to load and how long to measure.
 *
 * @param tenants           organizations in the database
 * @param contactsPerTenant contacts in each of them
 * @param callers           how many of the tenants send requests, in rotation
 * @param cases             the kinds of requests to measure; empty: all
 * @param connections       the numbers of connections to measure with
 * @param rounds            how often each measurement is taken, in turn with the others; the median counts
 * @param warmUp            before each measurement, not counted
 * @param duration          of each measurement
 * @param importRows        of the generated file; 0: no import
 */
record BenchSettings(
        int tenants,
        int contactsPerTenant,
        int callers,
        List<String> cases,
        List<Integer> connections,
        int rounds,
        Duration warmUp,
        Duration duration,
        int importRows) {

    BenchSettings {
        cases = List.copyOf(cases);
        connections = List.copyOf(connections);
        require(tenants >= callers && callers >= 1 && contactsPerTenant >= 100, "too few tenants or contacts");
        require(rounds >= 1 && rounds <= 10, "one to ten rounds");
        require(connections.stream().allMatch(count -> count >= 1 && count <= 256), "1 to 256 connections");
        require(importRows >= 0 && importRows <= 1_000_000, "at most a million rows to import");
        require(duration.compareTo(Duration.ofMinutes(5)) <= 0, "at most five minutes a measurement");
    }

    /** Reads arguments such as {@code seconds=2 connections=1,8}; what is not given is as documented. */
    static BenchSettings parse(String... arguments) {
        var given = Arrays.stream(arguments)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts.length == 1 ? "true" : parts[1]));
        var known = List.of("tenants", "contacts", "callers", "cases", "connections", "rounds", "warm-up", "seconds",
                "import-rows");
        require(known.containsAll(given.keySet()), "known arguments: " + known);
        var connections = given.getOrDefault("connections", "1,8,32").split(",");
        return new BenchSettings(number(given, "tenants", 1000), number(given, "contacts", 1000),
                number(given, "callers", 32),
                Arrays.stream(given.getOrDefault("cases", "").split(",")).filter(name -> !name.isEmpty()).toList(),
                Arrays.stream(connections).map(Integer::valueOf).toList(),
                number(given, "rounds", 3), Duration.ofSeconds(number(given, "warm-up", 1)),
                Duration.ofSeconds(number(given, "seconds", 5)),
                number(given, "import-rows", 50_000));
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
