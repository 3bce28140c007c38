package dev.tenantry.operations.documentation;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.util.StringUtils;

import dev.tenantry.shared.access.EndpointAccess;

/** What the document says of an endpoint that says nothing of itself. */
final class Wording {

    private static final List<String> PREFIXES = List.of("/api/v1/", "/auth/v1/");
    /** {@code %1$s} is one of them, {@code %2$s} all of them. */
    private static final Map<String, String> SUMMARIES = Map.ofEntries(Map.entry("list", "List %2$s"),
            Map.entry("search", "Search %2$s by filters as JSON"), Map.entry("get", "Read one of the %2$s"),
            Map.entry("create", "Add to the %2$s"), Map.entry("replace", "Replace one of the %2$s"),
            Map.entry("patch", "Change one of the %2$s"), Map.entry("update", "Change one of the %2$s"),
            Map.entry("delete", "Delete one of the %2$s"), Map.entry("trash", "Move one of the %2$s to the trash"),
            Map.entry("listTrash", "List the trash of %2$s"),
            Map.entry("restore", "Take one of the %2$s out of the trash"),
            Map.entry("createBatch", "Add up to 1,000 %2$s"), Map.entry("updateBatch", "Change up to 1,000 %2$s"),
            Map.entry("upsertBatch", "Add or change up to 1,000 %2$s"),
            Map.entry("deleteBatch", "Move up to 1,000 %2$s to the trash"));

    private Wording() {}

    /** {@code /api/v1/audit-logs/{id}} is about {@code audit-logs}. */
    static String tag(String path) {
        for (var prefix : PREFIXES) {
            if (path.startsWith(prefix)) {
                var resource = path.substring(prefix.length()).split("/", 2)[0];
                return prefix.startsWith("/auth") ? "auth" : resource;
            }
        }
        var segment = path.substring(1).split("/", 2)[0];
        return segment.startsWith(".well-known") ? "auth" : segment;
    }

    /** Unique, because a controller's methods are: {@code contactList}. */
    static String operationId(Endpoint endpoint) {
        var controller = endpoint.handler().getBeanType().getSimpleName().replaceAll("Controller$", "");
        return StringUtils.uncapitalize(controller) + StringUtils.capitalize(endpoint.handler().getMethod().getName());
    }

    static String summary(Endpoint endpoint) {
        var method = endpoint.handler().getMethod().getName();
        var things = tag(endpoint.path()).replace('-', ' ');
        var known = SUMMARIES.get(method);
        if (known != null) {
            return known.formatted(things, endpoint.isBelow("/admin/") ? lastWord(endpoint.path()) : things);
        }
        var words = method.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return StringUtils.capitalize(words.contains(" ") ? words : words + " (" + things + ")");
    }

    static String access(Endpoint endpoint) {
        return switch (endpoint.access().orElse(null)) {
            case null -> "";
            case EndpointAccess.ForEverybody _ -> "For everybody.";
            case EndpointAccess.ForSignedIn _ -> "For everybody who is signed in.";
            case EndpointAccess.ForSuperAdmins _ -> "For super admins; every use is audited.";
            case EndpointAccess.ForPermitted(var permissions) -> "Needs the permission "
                    + String.join(" and ", permissions.stream().map(permission -> "`" + permission + "`").toList())
                    + ".";
        };
    }

    private static String lastWord(String path) {
        var segments = path.replaceAll("/\\{[^}]*}", "").split("/");
        return segments[segments.length - 1].replace('-', ' ');
    }
}
