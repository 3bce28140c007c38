package dev.tenantry.isolation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.access.EndpointAccess.ForPlatform;
import dev.tenantry.shared.access.EndpointAccess.ForSuperAdmins;

/**
 * What a resident's paths have in place of their variables: what the API itself lists where the path leads, so that every
 * value is known to be one that its owner reaches.
 */
final class PathValues {

    /** Where the values of a variable are that no list tells: clients find them in the user. */
    private static final Map<String, String> UNLISTED = Map.of("factorId", "auth.mfa_factors", "identityId",
            "auth.identities", "sessionId", "auth.sessions");

    private final Set<String> lists;
    private final Map<String, List<String>> known = new ConcurrentHashMap<>();

    PathValues(List<Route> routes) {
        lists = routes.stream()
                .filter(route -> route.method().equals("GET") && !route.path().endsWith("}"))
                .map(Route::path)
                .collect(Collectors.toSet());
    }

    /** The values of a variable; empty where the resident has none. */
    List<String> of(Resident resident, Route route, String variable) {
        if (variable.equals("start")) {
            // Of an occurrence: a time, which is nobody's.
            return List.of("2026-03-02T09:00:00");
        }
        if (variable.equals("link")) {
            // It is for whoever has it, and tells of its page: one that was made up leads nobody anywhere.
            return List.of("made-up");
        }
        if (route.path().startsWith("/f/")) {
            return List.copyOf(resident.values("public.forms", "address"));
        }
        var table = UNLISTED.get(variable);
        if (table != null) {
            return List.copyOf(resident.values(table, "id"));
        }
        if (isPlatforms(route)) {
            return List.of(resident.tenant.organization().toString(), resident.tenant.user().toString());
        }
        for (var place = route.collection(variable); place.contains("/"); place = parent(place)) {
            var values = list(resident, route, place, variable);
            if (!values.isEmpty()) {
                return values;
            }
        }
        return List.of();
    }

    /** Whether it is for whoever runs the platform, who is in no tenant. */
    static boolean isPlatforms(Route route) {
        return route.isFor(ForSuperAdmins.class) || route.isFor(ForPlatform.class);
    }

    /** The route's path with each variable's first value. */
    String path(Resident resident, Route route) {
        return route.fill(variable -> first(resident, route, variable));
    }

    String first(Resident resident, Route route, String variable) {
        return of(resident, route, variable).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError(route + ": nothing that the API lists is known for {" + variable
                        + "}; teach Resident to have such a thing"));
    }

    /** What lists of a collection hold, at a place in each element. */
    List<String> listed(Resident resident, String collection, List<String> place) {
        var found = new ArrayList<String>();
        var answer = resident.person.api().with("Accept", "application/json").get(collection);
        if (answer.status() == 200) {
            for (var element : answer.json().path("results")) {
                var nodes = List.of(element);
                for (var step : place) {
                    nodes = nodes.stream()
                            .flatMap(node -> StreamSupport
                                    .stream((node.isArray() ? node : List.of(node)).spliterator(), false))
                            .map(node -> node.path(step))
                            .toList();
                }
                nodes.stream().filter(JsonNode::isValueNode).forEach(node -> found.add(node.asString()));
            }
        }
        return found;
    }

    /** The nearest path at or above this one that lists something. */
    String collection(String path) {
        for (var place = path; place.contains("/"); place = parent(place)) {
            if (lists.contains(place)) {
                return place;
            }
        }
        return "";
    }

    private List<String> list(Resident resident, Route route, String place, String variable) {
        if (!lists.contains(place)) {
            return List.of();
        }
        var collection = new Route("GET", place, List.of(), route.handler());
        var path = collection.fill(earlier -> first(resident, route, earlier));
        return known.computeIfAbsent(resident.tenant.organization() + path + variable, _ -> {
            var values = new LinkedHashSet<String>();
            for (var element : resident.person.api()
                    .with("Accept", "application/json")
                    .get(path)
                    .json()
                    .path("results")) {
                element.propertyNames()
                        .stream()
                        .filter(name -> name.equals(variable) || name.endsWith(StringUtils.capitalize(variable)))
                        .findFirst()
                        .or(() -> element.has("id") ? Optional.of("id") : Optional.empty())
                        .ifPresent(name -> values.add(element.path(name).asString()));
            }
            return List.copyOf(values);
        });
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }
}
