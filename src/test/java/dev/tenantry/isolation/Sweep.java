package dev.tenantry.isolation;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Sample;

/**
 * Reads everything that there is to read, in every way that the API's description offers: one list by all operators, the others by
 * two of each field, unless everything is tried.
 */
final class Sweep {

    private final Neighbours neighbours;
    private final PathValues values;
    private final Requests requests;
    private final Listener listener;
    private final LeakDetector own;
    private final String nobodys = Tenant.somebody().canary();
    private final List<String> differences = new ArrayList<>();
    private final Set<String> telling = new TreeSet<>();
    private final Map<String, Integer> wordless = new HashMap<>();
    private final @Nullable Route whole;
    private int parameters;
    private int operators;
    private int operatorsTried;

    /** @param whole the list that is asked by all operators; null where all are */
    Sweep(Neighbours neighbours, PathValues values, Requests requests, Listener listener, @Nullable Route whole) {
        this.whole = whole;
        this.neighbours = neighbours;
        this.values = values;
        this.requests = requests;
        this.listener = listener;
        this.own = new LeakDetector(neighbours.own.tenant, List.of());
    }

    /** Where asking for another's words is not answered as asking for nobody's. */
    List<String> differences() {
        return differences;
    }

    /** The routes that tell who asks something of the own organization. */
    Set<String> telling() {
        return telling;
    }

    int parameters() {
        return parameters;
    }

    /** Of fields, in lists. */
    int operators() {
        return operators;
    }

    int operatorsTried() {
        return operatorsTried;
    }

    void read(Route route) {
        if (route.method().equals("GET") && (route.isOurs() || route.variables().isEmpty())) {
            var path = values.path(neighbours.own, route);
            note(route, listener.send(route, path, null, List.of()));
            requests.parameters(route)
                    .stream()
                    .filter(parameter -> parameter.in().equals("query"))
                    .forEach(parameter -> ask(route, path, parameter));
        } else if (route.isOurs() && route.reads()) {
            search(route, values.path(neighbours.own, route));
        }
    }

    private void ask(Route route, String path, Requests.Parameter parameter) {
        parameters++;
        switch (parameter.name()) {
            case "limit" -> send(route, path, "limit", "200");
            case "total" -> send(route, path, "total", "true");
            case "sort" -> requests.fields(route)
                    .forEach(field -> sorts(route, field).forEach(sort -> send(route, path, "sort", sort)));
            case "filter" -> requests.fields(route)
                    .forEach(field -> filter(route, path, field));
            case "after" -> cursors(route, path).forEach(cursor -> send(route, path, "after", cursor));
            default -> compare(route, path, parameter.name(), neighbours.other.tenant.canary(), nobodys);
        }
    }

    /** With the other's words, and where those are not what the field holds, the other's ids. */
    private void filter(Route route, String path, Requests.Field field) {
        var kinds = new ArrayList<>(List.of(List.of(neighbours.other.tenant.canary(), nobodys),
                List.of(neighbours.other.tenant.user().toString(), UUID.randomUUID().toString()),
                List.of("2000000000", "2000000001"), List.of("2000-01-01T00:00:00Z", "2000-01-01T00:00:01Z"),
                List.of("2000-01-01", "2000-01-02"), List.of("true", "true"),
                List.of(RowMaker.address(neighbours.other.tenant), "192.0.2.1"), List.of("inbound", "inbound"),
                List.of("manual", "manual")));
        // Where it is one of a few words, one that the caller is shown, there or of the records that figures are about.
        Stream.of(path, path.substring(0, path.lastIndexOf('/')))
                .flatMap(place -> values.listed(neighbours.own, place, List.of(field.name())).stream())
                .limit(1)
                .forEach(word -> kinds.add(List.of(word, word)));
        // Where it is a record, one that is the other's.
        values.listed(neighbours.other, "/api/v1/contacts", List.of("id"))
                .stream()
                .limit(1)
                .forEach(id -> kinds.add(List.of("contact/" + id, "contact/2000000001")));
        // What has no word for another list's field of that name and those operators has none for this one.
        var like = field.name() + field.operators();
        kinds.subList(0, Math.min(wordless.getOrDefault(like, 0), kinds.size() - 1)).clear();
        var count = kinds.size();
        for (var operator : operators(route, field)) {
            // What one operator does not take the others do not take either.
            while (!operator.equals("is") && !kinds.isEmpty()
                    && compareFilters(route, path, field, operator, kinds.getFirst()) == 400) {
                kinds.removeFirst();
            }
        }
        wordless.merge(like, count - kinds.size(), Integer::sum);
        if (kinds.isEmpty()) {
            differences.add(route + ": no value is known for the field " + field.name() + "; teach Sweep one");
        }
    }

    /** Up or down. */
    private List<String> sorts(Route route, Requests.Field field) {
        var all = List.of(field.name(), "-" + field.name());
        return isWhole(route) ? all : List.of(Sample.anyOf(route + " by " + field.name(), all));
    }

    private boolean isWhole(Route route) {
        return whole == null || whole.equals(route);
    }

    /** Equality, by which answers are compared, and one of the others. */
    private List<String> operators(Route route, Requests.Field field) {
        var all = List.copyOf(field.operators());
        var others = all.stream().filter(operator -> !operator.equals("eq")).toList();
        var tried = isWhole(route) || others.isEmpty()
                ? all
                : Stream.concat(all.stream().filter("eq"::equals),
                        Stream.of(Sample.anyOf(route + " " + field.name(), others))).toList();
        operators += all.size();
        operatorsTried += tried.size();
        return tried;
    }

    /** @param words the other's, and nobody's */
    private int compareFilters(Route route, String path, Requests.Field field, String operator, List<String> words) {
        var condition = switch (operator) {
            case "in", "nin" -> "%s[%s]:(\"%s\")";
            case "between" -> "%s[%s]:(\"%s\",\"%3$s\")";
            default -> "%s[%s]:\"%s\"";
        };
        var first = condition.formatted(field.name(), operator, words.getFirst());
        var answer = listener.send(route, with(path, "filter", first), null, List.of(words.getFirst()));
        note(route, answer);
        if (answer.status() == 200 && operator.equals("eq")) {
            var second = condition.formatted(field.name(), operator, words.getLast());
            tell(route, first, answer, words.getFirst(),
                    listener.send(route, with(path, "filter", second), null, List.of()), words.getLast());
        }
        return answer.status();
    }

    private void compare(Route route, String path, String parameter, String theirs, String other) {
        var answer = listener.send(route, with(path, parameter, theirs), null, List.of(theirs));
        tell(route, parameter, answer, theirs, listener.send(route, with(path, parameter, other), null, List.of()),
                other);
    }

    private void tell(Route route, String what, Answer theirs, String word, Answer another, String other) {
        var difference = Likeness.difference(theirs, word, another, other);
        if (difference != null) {
            differences.add("%s, %s: %s".formatted(route, what, difference));
        }
    }

    /** Where the other stands in the other's list. */
    private List<String> cursors(Route route, String path) {
        var theirs = neighbours.other.person.api()
                .get(with(route.variables().isEmpty()
                        ? path
                        : values.path(neighbours.other, route), "limit", "1"));
        var cursor = theirs.status() == 200 ? theirs.at("/paging/next/after") : "";
        return cursor.isEmpty() ? List.of() : List.of(cursor);
    }

    /** Every text of the documented example in turn is the other's word. */
    private void search(Route route, String path) {
        for (var body : requests.bodies(route)) {
            note(route, listener.send(route, path, requests.minimal(route), List.of()));
            for (var property : requests.properties(route)) {
                var place = body.at(property.pointer());
                if (place.isString()) {
                    parameters++;
                    fields(route, property, place.asString()).forEach(field -> {
                        var theirs = put(route, property.pointer(), neighbours.other.tenant.canary(), body, field);
                        var plain = put(route, property.pointer(), nobodys, body, field);
                        tell(route, theirs.toString(), note(route,
                                listener.send(route, path, theirs, List.of(neighbours.other.tenant.canary()))),
                                neighbours.other.tenant.canary(), listener.send(route, path, plain, List.of()),
                                nobodys);
                    });
                }
            }
        }
    }

    /** The fields that the collection's list knows, for a property beside which a field is named. */
    private Collection<String> fields(Route route, Requests.Property property, String example) {
        var collection = new Route("GET", values.collection(route.path()), List.of(), route.handler());
        var isComparison = property.pointer().endsWith("/value");
        var fields = requests.fields(collection).stream().map(Requests.Field::name).toList();
        return isComparison && !fields.isEmpty() ? fields : List.of(example);
    }

    /** What is required, and the word with what is beside it in the example. */
    private ObjectNode put(Route route, String pointer, String word, JsonNode example, String field) {
        var body = requests.minimal(route);
        var top = pointer.split("/")[1];
        body.set(top, example.path(top).deepCopy());
        var parent = pointer.substring(0, pointer.lastIndexOf('/'));
        var object = (ObjectNode) (parent.isEmpty() ? body : body.at(parent));
        object.put(pointer.substring(pointer.lastIndexOf('/') + 1), word);
        if (object.has("field") && object.has("operator")) {
            object.put("field", field).put("operator", "eq").remove("values");
        }
        return body;
    }

    private void send(Route route, String path, String parameter, String value) {
        note(route, listener.send(route, with(path, parameter, value), null, List.of(value)));
    }

    private Answer note(Route route, Answer answer) {
        if (answer.status() == 200 && !own.leaks(answer, List.of()).isEmpty()) {
            telling.add(route.toString());
        }
        return answer;
    }

    private static String with(String path, String parameter, @Nullable String value) {
        return path + (path.contains("?") ? "&" : "?") + parameter + "="
                + URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8);
    }
}
