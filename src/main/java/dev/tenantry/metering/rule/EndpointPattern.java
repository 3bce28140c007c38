package dev.tenantry.metering.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import dev.tenantry.shared.limit.Work;

/**
 * Endpoints, and {@link Work}, that a rule covers: parts with commas between them, each a path as Spring writes them, with the methods before it
 * where it is not of all of them, as in {@code POST|PUT /api/v1/contacts/**, work:imports}.
 */
public final class EndpointPattern {

    private static final int MOST_PARTS = 20;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    /** @param methods empty: all */
    private record Part(Set<String> methods, PathPattern path) {

        boolean covers(Route route) {
            return (methods.isEmpty() || methods.contains(route.method())) && path.matches(route.path());
        }
    }

    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private final List<Work> work = new ArrayList<>();

    private EndpointPattern(String text) {
        this.text = text;
    }

    /** What covers all endpoints of a resource of the API, {@code contacts}. */
    public static String allOf(String resource) {
        return "/api/v1/" + resource + "/**";
    }

    /** @throws IllegalArgumentException where it is of another form; the message says why */
    public static EndpointPattern of(String text) {
        var pattern = new EndpointPattern(text);
        var parts = parts(text);
        if (parts.size() > MOST_PARTS) {
            throw new IllegalArgumentException("it may have " + MOST_PARTS + " parts");
        }
        for (var part : parts) {
            pattern.add(part.strip());
        }
        return pattern;
    }

    /** Between commas, of which those of a regular expression are in braces. */
    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        var begin = 0;
        var depth = 0;
        for (var at = 0; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case '{' -> depth++;
                case '}' -> depth--;
                case ',' -> {
                    if (depth <= 0) {
                        parts.add(text.substring(begin, at));
                        begin = at + 1;
                    }
                }
                default -> {
                }
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }

    private void add(String part) {
        if (part.startsWith(Work.PREFIX)) {
            work.add(Work.of(part)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "there is no such work, but " + List.of(Work.values()))));
            return;
        }
        var space = part.indexOf(' ');
        var methods = space < 0 ? Set.<String>of() : Set.copyOf(List.of(part.substring(0, space).split("\\|", -1)));
        var path = part.substring(space + 1).strip();
        if (!METHODS.containsAll(methods)) {
            throw new IllegalArgumentException("methods are written like POST|PUT, in front of a path");
        }
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with /");
        }
        try {
            parts.add(new Part(methods, PathPatternParser.defaultInstance.parse(path)));
        } catch (IllegalArgumentException fault) {
            throw new IllegalArgumentException("it is no pattern of paths: " + fault.getMessage(), fault);
        }
    }

    boolean coversRequests() {
        return !parts.isEmpty();
    }

    public boolean covers(Work kind) {
        return work.contains(kind);
    }

    public boolean covers(Route route) {
        return parts.stream().anyMatch(part -> part.covers(route));
    }

    /** How closely it means the endpoint. */
    Optional<Closeness> closeness(Route route) {
        return parts.stream()
                .filter(part -> part.covers(route))
                .map(part -> new Closeness(part.path, !part.methods.isEmpty()))
                .min(Closeness::compareTo);
    }

    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EndpointPattern pattern && pattern.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The closer one comes first. */
    record Closeness(PathPattern path, boolean namesMethods) implements Comparable<Closeness> {

        @Override
        public int compareTo(Closeness other) {
            var byPath = PathPattern.SPECIFICITY_COMPARATOR.compare(path, other.path);
            return byPath != 0 ? byPath : Boolean.compare(other.namesMethods, namesMethods);
        }
    }
}
