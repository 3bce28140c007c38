package dev.tenantry.automation.step;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.json.ExactJson;

/** JSON that a text holds, without what jsonb cannot: all of it, what stands in its first code fence, or what its first brace or bracket begins and the last one ends. */
final class HeldJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String FENCE = "```";
    private static final Pattern LANGUAGE = Pattern.compile("^[A-Za-z0-9]{0,20}\\s*");

    private HeldJson() {}

    /** Null where there is none. */
    static @Nullable JsonNode of(String text) {
        for (var part : List.of(text, fenced(text), between(text, '{', '}'), between(text, '[', ']'))) {
            var json = part.isBlank() ? null : read(part);
            if (json != null) {
                return json;
            }
        }
        return null;
    }

    private static String fenced(String text) {
        var start = text.indexOf(FENCE);
        var end = start < 0 ? -1 : text.indexOf(FENCE, start + FENCE.length());
        return end < 0 ? "" : LANGUAGE.matcher(text.substring(start + FENCE.length(), end)).replaceFirst("");
    }

    private static String between(String text, char first, char last) {
        var start = text.indexOf(first);
        return start < 0 || text.lastIndexOf(last) < start ? "" : text.substring(start, text.lastIndexOf(last) + 1);
    }

    private static @Nullable JsonNode read(String text) {
        try {
            return ExactJson.withoutNul(JSON.readTree(text));
        } catch (JacksonException _) {
            return null;
        }
    }
}
