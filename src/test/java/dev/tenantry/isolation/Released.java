package dev.tenantry.isolation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.crypto.Digests;

/**
 * What a route is asked and by whom, as it was when the last release was tried whole: what differs from that is tried whole
 * in every run, whatever is sampled. {@code ./mvnw verify -Dtest=ReleasedTests -Dtenantry.test.record=true} writes it anew.
 */
final class Released {

    private static final Path FILE = Path.of("src/test/resources/isolation/released.txt");
    private static final List<String> WORDS = List.of("description", "example", "examples", "title", "summary");

    private final Requests requests;
    private final Set<String> lines;
    private final Map<String, Boolean> changed = new HashMap<>();

    Released(Requests requests) {
        this.requests = requests;
        try {
            lines = Set.copyOf(Files.readAllLines(FILE, StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    boolean isChanged(Route route) {
        return changed.computeIfAbsent(route.toString(), _ -> !lines.contains(line(route)));
    }

    /** Writes what the routes are now. */
    void record(Collection<Route> routes) throws IOException {
        var now = new TreeSet<String>();
        routes.forEach(route -> now.add(line(route)));
        Files.write(FILE, now, StandardCharsets.UTF_8);
    }

    private String line(Route route) {
        var said = route + " " + route.access().map(Object::toString).orElse("") + without(requests.asked(route));
        return route + " " + Digests.fingerprint(said).substring(0, 12);
    }

    /** Without what is for people. */
    private static JsonNode without(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            object.remove(
                    WORDS.stream().filter(word -> object.path(word).isString() || word.startsWith("ex")).toList());
        }
        schema.forEach(Released::without);
        return schema;
    }
}
