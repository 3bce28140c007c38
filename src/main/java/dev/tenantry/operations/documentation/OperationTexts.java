package dev.tenantry.operations.documentation;

import java.util.Arrays;
import java.util.Map;
import java.util.Properties;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

import dev.tenantry.shared.access.EndpointAccess;
import dev.tenantry.shared.text.CamelCase;

/** What the document says of an endpoint that says nothing of itself. */
final class OperationTexts {

    /** {@code %1$s} is one of them, {@code %2$s} all of them. */
    private static final Map<String, String> SUMMARIES = Map.ofEntries(Map.entry("list", "List %2$s"),
            Map.entry("search", "Search %2$s by filters as JSON"),
            Map.entry("export", "Tell %2$s as CSV"), Map.entry("get", "Read one of the %2$s"),
            Map.entry("create", "Add to the %2$s"), Map.entry("replace", "Replace one of the %2$s"),
            Map.entry("patch", "Change one of the %2$s"), Map.entry("update", "Change one of the %2$s"),
            Map.entry("delete", "Delete one of the %2$s"), Map.entry("trash", "Move one of the %2$s to the trash"),
            Map.entry("listTrash", "List the trash of %2$s"),
            Map.entry("restore", "Take one of the %2$s out of the trash"),
            Map.entry("erase", "Delete one of the %2$s in the trash for good"),
            Map.entry("createBatch", "Add up to 1,000 %2$s"), Map.entry("updateBatch", "Change up to 1,000 %2$s"),
            Map.entry("upsertBatch", "Add or change up to 1,000 %2$s"),
            Map.entry("deleteBatch", "Move up to 1,000 %2$s to the trash"),
            Map.entry("listTags", "List the tags on one of the %2$s"),
            Map.entry("follow", "Follow one of the %2$s"),
            Map.entry("unfollow", "Follow one of the %2$s no more"),
            Map.entry("addTag", "Put a tag on one of the %2$s"),
            Map.entry("removeTag", "Take a tag off one of the %2$s"),
            Map.entry("addTags", "Put tags on up to 1,000 %2$s"),
            Map.entry("removeTags", "Take tags off up to 1,000 %2$s"),
            Map.entry("timeline", "What happened to or around one of the %2$s, newest first"));

    private static final Properties TEXTS = WrittenTexts.of("api.properties");

    private OperationTexts() {}

    static @Nullable String ofTag(String tag) {
        return TEXTS.getProperty("tag." + tag);
    }

    /** {@code /api/v1/audit-logs/{id}} is about {@code audit-logs}. */
    static String tag(String path) {
        var segments = path.substring(1).split("/");
        return switch (segments[0]) {
            case "api" -> segments[2];
            case ".well-known" -> "auth";
            default -> segments[0];
        };
    }

    /** What a generated client calls it, a verb first: {@code listContacts}. */
    static String operationId(Endpoint endpoint) {
        var key = key(endpoint);
        return TEXTS.getProperty("id." + key, OperationIds.of(controller(endpoint), methodName(endpoint)));
    }

    /** What its texts are found by. Unique, because a controller's methods are: {@code contactList}. */
    private static String key(Endpoint endpoint) {
        var key = StringUtils.uncapitalize(controller(endpoint)) + StringUtils.capitalize(methodName(endpoint));
        if (isOverloaded(endpoint)) {
            key += lastVariable(endpoint.path());
        }
        var first = endpoint.mapping().getPatternValues().stream().sorted().findFirst().orElse(endpoint.path());
        return first.equals(endpoint.path()) ? key : key + StringUtils.capitalize(tag(endpoint.path()));
    }

    private static String controller(Endpoint endpoint) {
        return endpoint.handler().getBeanType().getSimpleName().replaceAll("Controller$", "");
    }

    private static String methodName(Endpoint endpoint) {
        return endpoint.handler().getMethod().getName();
    }

    private static boolean isOverloaded(Endpoint endpoint) {
        var name = endpoint.handler().getMethod().getName();
        return Arrays.stream(endpoint.handler().getBeanType().getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && !method.isSynthetic())
                .count() > 1;
    }

    private static String lastVariable(String path) {
        var start = path.lastIndexOf('{');
        return start < 0 ? "" : "By" + StringUtils.capitalize(path.substring(start + 1, path.indexOf('}', start)));
    }

    static String summary(Endpoint endpoint) {
        var own = TEXTS.getProperty(key(endpoint));
        if (own != null) {
            return own;
        }
        var method = endpoint.handler().getMethod().getName();
        var things = tag(endpoint.path()).replace('-', ' ');
        var known = SUMMARIES.get(method);
        if (known != null) {
            return known.formatted(things, endpoint.isBelow("/admin/") ? lastWord(endpoint.path()) : things);
        }
        var words = CamelCase.split(method, " ");
        return StringUtils.capitalize(words.contains(" ") ? words : words + " (" + things + ")");
    }

    static String access(Endpoint endpoint) {
        return switch (endpoint.access().orElse(null)) {
            case null -> "";
            case EndpointAccess.ForEverybody _ -> "For everybody.";
            case EndpointAccess.ForSignedIn _ -> "For everybody who is signed in.";
            case EndpointAccess.ForSuperAdmins _ -> "For super admins; every use is audited.";
            case EndpointAccess.ForPlatform _ -> "For super admins and the service key; every use is audited.";
            case EndpointAccess.ForPermitted(var permissions) when permissions.isEmpty() ->
                "For members; which permission it takes depends on what it is about, and a refusal names it.";
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
