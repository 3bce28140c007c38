package dev.tenantry.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Every path with another's id in it, and with an id that nothing has: nobody can tell which is which. */
final class IdMatrix {

    private static final int IDS_EACH = 2;
    /** What Supabase's clients know as 422 means the same. */
    private static final Set<String> NOT_FOUND = Set.of("identity_not_found");

    private final Neighbours neighbours;
    private final PathValues values;
    private final Requests requests;
    private final Listener listener;
    private final List<String> differences = new ArrayList<>();
    private final Set<String> reached = new TreeSet<>();
    private int variables;
    private int shared;

    IdMatrix(Neighbours neighbours, PathValues values, Requests requests, Listener listener) {
        this.neighbours = neighbours;
        this.values = values;
        this.requests = requests;
        this.listener = listener;
    }

    List<String> differences() {
        return differences;
    }

    int variables() {
        return variables;
    }

    /** How many routes said that nothing is there: they had read the request, and looked. */
    int reached() {
        return reached.size();
    }

    /** How many variables have values that belong to nobody. */
    int shared() {
        return shared;
    }

    void probe(Route route) {
        for (var variable : route.variables()) {
            variables++;
            var theirs = new ArrayList<>(values.of(neighbours.other, route, variable));
            if (theirs.isEmpty()) {
                differences.add(route + ": there is nothing of the other's for {" + variable
                        + "}; teach Resident to have such a thing");
                continue;
            }
            theirs.removeAll(values.of(neighbours.own, route, variable));
            if (theirs.isEmpty()) {
                shared++;
            } else {
                theirs.stream().limit(IDS_EACH).forEach(id -> probe(route, variable, id));
                checkReached(route);
            }
        }
    }

    private void probe(Route route, String variable, String theirs) {
        var bodies = new ArrayList<@Nullable JsonNode>(requests.bodies(route));
        if (bodies.isEmpty()) {
            bodies.add(null);
        }
        for (var body : bodies) {
            compare(route, variable, theirs, body, neighbours.other);
            if (route.variables().size() > 1) {
                compare(route, variable, theirs, body, neighbours.own);
            }
        }
    }

    /** @param rest whose the path's other variables are */
    private void compare(Route route, String variable, String theirs, @Nullable JsonNode body, Resident rest) {
        var random = route.random(variable);
        var foreign = listener.send(route, fill(route, variable, theirs, rest), body,
                sent(route, variable, theirs, rest));
        var absent = listener.send(route, fill(route, variable, random, rest), body,
                sent(route, variable, random, rest));
        var difference = Likeness.difference(foreign, theirs, absent, random);
        if (difference != null) {
            differences.add("%s, {%s}, %s: %s".formatted(route, variable, body, difference));
        }
        if (foreign.status() == 404 || foreign.status() == 422 && NOT_FOUND.contains(foreign.at("/error_code"))) {
            reached.add(route.toString());
        } else if (foreign.status() < 400) {
            differences.add("%s, {%s}: answered with %d %s".formatted(route, variable, foreign.status(),
                    foreign.text()));
        }
    }

    private List<String> sent(Route route, String variable, String value, Resident rest) {
        return route.variables()
                .stream()
                .map(name -> name.equals(variable) ? value : values.first(rest, route, name))
                .toList();
    }

    private void checkReached(Route route) {
        if (!reached.contains(route.toString()) && !PathValues.isPlatforms(route)) {
            differences.add(route + ": no request got as far as to be told that nothing is there; "
                    + "is the example in the API's description one that is accepted?");
        }
    }

    private String fill(Route route, String variable, String value, Resident rest) {
        return route.fill(name -> name.equals(variable) ? value : values.first(rest, route, name));
    }
}
