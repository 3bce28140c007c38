package dev.tenantry.isolation;

import java.util.StringJoiner;

/** Tells what a part of the suite covered. */
final class Figures {

    private Figures() {}

    /** @param namesAndNumbers in turn */
    @SuppressWarnings("SystemOut")
    static void print(String part, Object... namesAndNumbers) {
        var line = new StringJoiner(", ", "Isolation, " + part + ": ", "");
        for (var i = 0; i < namesAndNumbers.length; i += 2) {
            line.add(namesAndNumbers[i + 1] + " " + namesAndNumbers[i]);
        }
        System.out.println(line);
    }
}
