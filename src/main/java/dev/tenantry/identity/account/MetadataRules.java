package dev.tenantry.identity.account;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.identity.error.AuthException;

/** What people may tell of themselves: it travels in every access token, which has to fit into a header. */
@Component
public class MetadataRules {

    private static final int MOST_BYTES = 4096;

    private final JsonMapper json;

    MetadataRules(JsonMapper json) {
        this.json = json;
    }

    /** @return the metadata @throws AuthException 422 where it is too much */
    public Map<String, Object> check(@Nullable Map<String, @Nullable Object> data) {
        return merge(Map.of(), data);
    }

    /** The present metadata with what is new; null takes a member away. @throws AuthException 422 where it is too much */
    public Map<String, Object> merge(Map<String, Object> present, @Nullable Map<String, @Nullable Object> data) {
        var merged = new LinkedHashMap<>(present);
        if (data != null) {
            data.forEach((name, value) -> {
                if (value == null) {
                    merged.remove(name);
                } else {
                    merged.put(name, value);
                }
            });
        }
        limit(merged);
        return merged;
    }

    /** @throws AuthException 400 where it cannot be kept, 422 where it is too much */
    public void limit(Map<String, Object> metadata) {
        // Said here, and not by the database: it would be asked for new accounts alone, and so tell which are.
        if (holdsNul(metadata)) {
            throw AuthException.malformed("data cannot have the character U+0000");
        }
        if (json.writeValueAsBytes(metadata).length > MOST_BYTES) {
            throw AuthException.invalid("data cannot be larger than " + MOST_BYTES + " bytes");
        }
    }

    private static boolean holdsNul(@Nullable Object value) {
        return switch (value) {
            case String text -> text.indexOf('\0') >= 0;
            case Map<?, ?> members -> holdsNul(members.keySet()) || holdsNul(members.values());
            case Collection<?> items -> items.stream().anyMatch(MetadataRules::holdsNul);
            case null, default -> false;
        };
    }
}
