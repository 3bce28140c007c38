package dev.tenantry.shared.listing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/**
 * Where a page ended: the last row's sort keys and id, and a hash of the list that it belongs to.
 *
 * @param keys the values of the sort keys as text, the id last; null for NULL
 */
record PageCursor(String list, List<@Nullable String> keys) {

    private static final String SEPARATOR = "\u001f";
    private static final String ESCAPE = "\u001b";
    private static final String NULL = "\u0000";

    String encode() {
        var parts = new ArrayList<String>();
        parts.add(list);
        keys.forEach(key -> parts.add(key == null ? NULL : key));
        var text = parts.stream().map(PageCursor::escaped).collect(Collectors.joining(SEPARATOR));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws ProblemException 400 where the cursor is not one of this list */
    static PageCursor decode(String text, String list, int keys) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR, -1);
            if (parts.length == keys + 1 && parts[0].equals(list)) {
                var values = new ArrayList<@Nullable String>();
                for (var index = 1; index < parts.length; index++) {
                    values.add(parts[index].equals(NULL) ? null : original(parts[index]));
                }
                return new PageCursor(list, values);
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw ProblemException.of(ProblemType.INVALID_CURSOR, ProblemType.INVALID_CURSOR.explanation());
    }

    /** The value of a sort key. @throws ProblemException 400 where it could be none of the field's */
    static Object key(Field field, String text) {
        try {
            return field.parseKey(text);
        } catch (ProblemException _) {
            throw foreign();
        }
    }

    static ProblemException foreign() {
        return ProblemException.of(ProblemType.INVALID_CURSOR, "the cursor does not belong to this list");
    }

    /** Texts may hold the separator themselves. */
    private static String escaped(String part) {
        return part.replace(ESCAPE, ESCAPE + "e").replace(SEPARATOR, ESCAPE + "s");
    }

    private static String original(String part) {
        return part.replace(ESCAPE + "s", SEPARATOR).replace(ESCAPE + "e", ESCAPE);
    }

    /** The hash of what makes a list the same one: its resource, filter, search and order. */
    static String list(ListDefinition<?> listing, ListRequest request, List<SortKey> order, Map<String, Object> given) {
        var identity = String.join(SEPARATOR, listing.entity().getSimpleName(), String.valueOf(listing.condition()),
                String.valueOf(request.filter()),
                String.valueOf(request.q()), order.toString(), given.toString());
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 9));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
