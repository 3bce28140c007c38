package dev.tenantry.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.tenantry.shared.access.EndpointAccess;
import dev.tenantry.shared.access.EndpointAccess.ForEverybody;
import dev.tenantry.shared.access.EndpointAccess.ForPermitted;
import dev.tenantry.shared.access.EndpointAccess.ForPlatform;
import dev.tenantry.shared.access.EndpointAccess.ForSignedIn;
import dev.tenantry.shared.access.EndpointAccess.ForSuperAdmins;
import dev.tenantry.support.Answer;

/**
 * Every endpoint called by somebody in each role, with requests that no endpoint can read: who is let in is told that, or
 * that there is nothing.
 */
final class RoleMatrix {

    private static final String NONSENSE = "~";

    private final PathValues values;
    private final Requests requests;
    private final Resident host;
    private final List<String> mistakes = new ArrayList<>();
    private int refusals;
    private int admissions;

    RoleMatrix(PathValues values, Requests requests, Resident host) {
        this.values = values;
        this.requests = requests;
        this.host = host;
    }

    List<String> mistakes() {
        return mistakes;
    }

    int refusals() {
        return refusals;
    }

    int admissions() {
        return admissions;
    }

    /** Somebody who is not signed in. */
    void call(Route route, Listener nobody) {
        var answer = nobody.sendGarbage(route, path(route, false));
        if ((route.isFor(ForEverybody.class) && !route.isErrorPage()) == (answer.status() == 401)) {
            mistakes.add(route + " answers " + answer.status() + " to somebody who is not signed in");
        }
    }

    /** @param permissions what the caller's role grants */
    void call(Route route, Listener caller, String role, Set<String> permissions, boolean isSuperAdmin) {
        var absent = path(route, false);
        var answer = caller.sendGarbage(route, absent);
        if (mayPass(route.access().orElseThrow(), permissions, isSuperAdmin)) {
            admissions++;
            if (answer.status() == 403 && !isExplained(route, answer, permissions) || answer.status() == 401) {
                mistakes.add("%s refuses a %s who may: %s".formatted(route, role, answer.text()));
            }
        } else {
            refusals++;
            if (answer.status() != 403) {
                mistakes.add("%s lets a %s in: %d %s".formatted(route, role, answer.status(), answer.text()));
            }
        }
        if (answer.status() == 403 && !route.variables().isEmpty()) {
            compare(route, caller, role, absent, answer);
        }
    }

    /** Who is refused learns nothing by it of what is there. */
    private void compare(Route route, Listener caller, String role, String absent, Answer answer) {
        var present = path(route, true);
        var difference = Likeness.difference(answer, absent.split("\\?")[0],
                caller.sendGarbage(route, present), present.split("\\?")[0]);
        if (difference != null) {
            mistakes.add("%s refuses a %s in a telling way: %s".formatted(route, role, difference));
        }
    }

    private static boolean mayPass(EndpointAccess access, Set<String> permissions, boolean isSuperAdmin) {
        return switch (access) {
            case ForEverybody _,ForSignedIn _ -> true;
            case ForSuperAdmins _,ForPlatform _ -> isSuperAdmin;
            case ForPermitted(var needed) -> permissions.containsAll(needed);
        };
    }

    /** What everybody may do can need a permission where it is about others, or a job of some kind, which the answer names. */
    private static boolean isExplained(Route route, Answer answer, Set<String> permissions) {
        var named = answer.at("/detail").replaceFirst(".* permission ", "");
        var isOpenToMembers = route.access().orElseThrow() instanceof ForPermitted(var needed) && needed.isEmpty();
        return (isOpenToMembers || route.isFor(ForSignedIn.class)) && named.contains(":")
                && !permissions.contains(named);
    }

    private String path(Route route, boolean isThere) {
        var path = new StringBuilder(route.fill(variable -> isThere
                ? values.first(host, route, variable)
                : route.random(variable)));
        requests.parameters(route)
                .stream()
                .filter(parameter -> parameter.in().equals("query"))
                .filter(parameter -> route.conditions().stream().noneMatch(c -> c.startsWith(parameter.name())))
                .filter(parameter -> route.method().equals("GET") || !parameter.name().equals("permanent"))
                .forEach(parameter -> path.append(path.indexOf("?") < 0 ? '?' : '&')
                        .append(parameter.name())
                        .append('=')
                        .append(NONSENSE));
        return path.toString();
    }
}
