package dev.tenantry.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.support.Answer;

/** Every body with another's record named in it, in each place where a body names one, and with what nothing is called. */
final class ReferenceMatrix {

    private static final int OWN_EACH = 5;

    private final Neighbours neighbours;
    private final PathValues values;
    private final Requests requests;
    private final Listener listener;
    private final References references;
    private final List<String> differences = new ArrayList<>();
    private final Set<String> named = new TreeSet<>();

    ReferenceMatrix(Neighbours neighbours, PathValues values, Requests requests, Listener listener) {
        this.neighbours = neighbours;
        this.values = values;
        this.requests = requests;
        this.listener = listener;
        this.references = new References(neighbours, values);
    }

    List<String> differences() {
        return differences;
    }

    /** The places that were tried. */
    Set<String> named() {
        return named;
    }

    void probe(Route route) {
        for (var property : requests.properties(route)) {
            if (References.isReference(property)) {
                probe(route, property);
            }
        }
    }

    private void probe(Route route, Requests.Property property) {
        var theirs = references.values(neighbours.other, route, property);
        theirs.removeAll(references.values(neighbours.own, route, property));
        if (theirs.isEmpty()) {
            if (References.isId(property)) {
                differences.add("%s, %s: it is not known what this names; teach References".formatted(route,
                        property.pointer()));
            }
            return;
        }
        named.add(route + " " + property.pointer());
        var understood = false;
        for (var id : theirs.stream().limit(2).toList()) {
            for (var body : bases(route, property)) {
                understood |= compare(route, property, id, body);
            }
        }
        if (!understood && References.isId(property) && !PathValues.isPlatforms(route)) {
            differences.add("%s, %s: no request got as far as to be told that there is no such thing".formatted(route,
                    property.pointer()));
        }
    }

    /** Returns whether the answer is about what is named. */
    private boolean compare(Route route, Requests.Property property, String theirs, ObjectNode base) {
        var random = random(property);
        var path = values.path(neighbours.own, route);
        var foreign = listener.send(route, path, with(base, property, theirs), List.of(theirs));
        if (foreign.status() == 201 && !References.isId(property) && route.variables().isEmpty()) {
            // What is called what no other is stands in the way of the next one.
            neighbours.own.person.api().delete(path + "/" + foreign.id() + "?permanent=true");
        }
        var absent = listener.send(route, path, with(base, property, random), List.of());
        references.forget(neighbours.own, property, theirs);
        var isEffective = foreign.status() < 300 && absent.status() < 300 && foreign.status() != 207;
        var difference = isEffective && !References.isId(property)
                ? null
                : Likeness.difference(foreign, theirs, absent, random);
        if (difference != null) {
            differences.add("%s, %s, %s: %s".formatted(route, property.pointer(), base, difference));
        }
        if (isEffective && References.isId(property)) {
            differences.add("%s, %s: takes what is another's: %s".formatted(route, property.pointer(),
                    foreign.text()));
        }
        return isAbout(foreign, property);
    }

    private static boolean isAbout(Answer answer, Requests.Property property) {
        if (answer.status() == 404) {
            return true;
        }
        var isNamed = Pattern.compile("\"field\": ?\"([^\"]*\\W)?" + property.name() + "\"")
                .matcher(answer.text())
                .find();
        return isNamed || property.name().equals("id") && answer.text().contains("\"not-found\"");
    }

    /** What is required, alone and, in a batch, for what the caller has already. */
    private List<ObjectNode> bases(Route route, Requests.Property named) {
        var minimal = requests.minimal(route, named.pointer());
        // When an event is, is said in several fields, none of which is required alone.
        List<ObjectNode> bases = new ArrayList<>(
                route.path().startsWith("/api/v1/events") ? requests.bodies(route) : List.of(minimal));
        for (var base : List.copyOf(bases)) {
            if (!base.at("/inputs/0").isObject()) {
                continue;
            }
            var changing = base.deepCopy();
            var own = values.listed(neighbours.own, values.collection(route.path()), List.of("id"));
            own.stream().findFirst().ifPresent(id -> ((ObjectNode) changing.at("/inputs/0")).put("id", id));
            bases.add(changing);
        }
        return requests.properties(route)
                .stream()
                .filter(property -> References.isReference(property) && References.isId(property)
                        && property.pointer().equals("/" + property.name()) && minimal.has(property.name()))
                .reduce(bases, (some, property) -> naming(route, property, some), (_, later) -> later);
    }

    /** What else is required is there: one of the first of the own, of which some may be in the trash. */
    private List<ObjectNode> naming(Route route, Requests.Property property, List<ObjectNode> bases) {
        var own = references.values(neighbours.own, route, property).stream().limit(OWN_EACH).toList();
        return own.isEmpty()
                ? bases
                : bases.stream()
                        .flatMap(base -> own.stream().map(id -> base.deepCopy().put(property.name(), id)))
                        .toList();
    }

    private static ObjectNode with(ObjectNode base, Requests.Property property, String value) {
        var body = base.deepCopy();
        JsonNode place = body;
        var steps = property.pointer().substring(1).split("/");
        for (var i = 0; i < steps.length - 1; i++) {
            place = place.isArray()
                    ? place.get(Integer.parseInt(steps[i]))
                    : step((ObjectNode) place, steps[i], steps[i + 1]);
        }
        ((ObjectNode) place).put(property.name(), value);
        return body;
    }

    private static JsonNode step(ObjectNode object, String name, String next) {
        var present = object.get(name);
        if (present != null) {
            return present;
        }
        if (next.equals("0")) {
            var array = object.putArray(name);
            array.addObject();
            return array;
        }
        return object.putObject(name);
    }

    private static String random(Requests.Property property) {
        if (References.isUuid(property)) {
            return UUID.randomUUID().toString();
        }
        var number = ThreadLocalRandom.current().nextLong(1L << 50, 1L << 60);
        return References.isId(property) ? Long.toString(number) : "nothing-" + number;
    }
}
