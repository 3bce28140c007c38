package dev.tenantry.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How hard and how long to attack.
 *
 * @param connections of the attackers
 * @param duration    of the attack
 * @param warmUp      of the ordinary users, not counted
 * @param quiet       how long they are measured before the attack, and once more after it
 */
record AttackSettings(int connections, Duration duration, Duration warmUp, Duration quiet) {

    AttackSettings {
        require(connections >= 8 && connections <= 256, "8 to 256 connections");
        require(List.of(duration, warmUp, quiet)
                .stream()
                .allMatch(time -> time.toSeconds() >= 1 && time.toMinutes() < 5), "one second to five minutes");
    }

    /** Reads arguments such as {@code seconds=60 connections=64}; what is not given is as documented. */
    static AttackSettings parse(String... arguments) {
        var given = Arrays.stream(arguments)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts.length == 1 ? "" : parts[1]));
        var known = List.of("connections", "seconds", "warm-up", "quiet");
        require(known.containsAll(given.keySet()), "known arguments: " + known);
        return new AttackSettings(number(given, "connections", 64), Duration.ofSeconds(number(given, "seconds", 60)),
                Duration.ofSeconds(number(given, "warm-up", 20)), Duration.ofSeconds(number(given, "quiet", 20)));
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
