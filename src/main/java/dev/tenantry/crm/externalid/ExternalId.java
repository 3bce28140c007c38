package dev.tenantry.crm.externalid;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.shared.record.Compared;
import dev.tenantry.shared.web.ExternalKey;

/**
 * A record's key in another system.
 *
 * @param source the system: {@code hubspot}
 * @param id     the key there; no two records of a kind have the same of one system
 */
public record ExternalId(
        @Compared @NotBlank @Size(max = 50) @Pattern(regexp = "[a-z0-9][a-z0-9_-]*", message = "must be of the letters a to z, digits, - and _") String source,
        @Compared @NotBlank @Size(max = 255) @ExternalKey String id) {

    /** As many as a record may have. */
    public static final int MOST = 20;

    private static final String BETWEEN = ":";

    /** As it is kept, and as a list is filtered by it: {@code hubspot:4711}. */
    public String key() {
        return source + BETWEEN + id;
    }

    private static ExternalId of(String key) {
        var end = key.indexOf(BETWEEN);
        return new ExternalId(key.substring(0, Math.max(end, 0)), key.substring(end + 1));
    }

    /** As they are kept, each once. */
    public static String[] keys(@Nullable Collection<ExternalId> stated) {
        return stated == null
                ? new String[0]
                : stated.stream().map(ExternalId::key).distinct().toArray(String[]::new);
    }

    public static List<ExternalId> of(String[] keys) {
        return Arrays.stream(keys).map(ExternalId::of).toList();
    }

    /** Those that are stated and not kept already. */
    public static List<String> fresh(@Nullable Collection<ExternalId> stated, Collection<String> kept) {
        return Arrays.stream(keys(stated)).filter(key -> !kept.contains(key)).toList();
    }

    /** What a record that is to have the key states. */
    public static JsonNode stating(String key) {
        var one = of(key);
        return JsonNodeFactory.instance.arrayNode()
                .add(JsonNodeFactory.instance.objectNode().put("source", one.source).put("id", one.id));
    }
}
