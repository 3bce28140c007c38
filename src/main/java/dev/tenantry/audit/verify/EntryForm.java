package dev.tenantry.audit.verify;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a leaf commits to. An entry is the texts of its columns that are not null. Some stand as they are; of all others, whatever columns
 * there will be, a salted digest does, so that what is erased leaves a form that can still be proven. A leaf tells besides the hash of that whose
 * entry it is, from when and until when it was to be kept, which is what can still be proven once the entry has expired.
 */
public final class EntryForm {

    public static final String ID = "id";
    public static final String ORGANIZATION = "organization_id";
    public static final String CREATED = "created_at";
    public static final String EXPIRES = "expires_at";

    /** In the leaf itself. */
    private static final Set<String> OUTER = Set.of(ID, ORGANIZATION, CREATED, EXPIRES);
    /** Who did what to what, and how it ended: names of ours, and ids. */
    private static final Set<String> CLEAR = Set.of("user_id", "impersonator_id", "api_key_id", "action_type",
            "action_category",
            "severity_level", "resource_type", "resource_id", "success", "transaction_id");
    /** With a salt of their own: these are what is erased. */
    private static final Set<String> VALUES = Set.of("old_values", "new_values", "changes_json", "metadata");

    private static final byte[] SEPARATOR = {0};
    private static final byte[] LEAF = {0};

    private EntryForm() {}

    /** How a column takes part. */
    public enum Kind {
        OUTER, CLEAR, DETAIL, VALUE
    }

    public static Kind kind(String column) {
        if (OUTER.contains(column)) {
            return Kind.OUTER;
        }
        if (CLEAR.contains(column)) {
            return Kind.CLEAR;
        }
        return VALUES.contains(column) ? Kind.VALUE : Kind.DETAIL;
    }

    /** 64 hexadecimal digits. */
    public static String digest(byte[] salt, String column, String text) {
        return Hash.hex(Hash.of(salt, utf8(column), SEPARATOR, utf8(text)));
    }

    /**
     * The hash of all but what the leaf tells itself.
     *
     * @param salt    of the details; without it nobody tries out what the entry may have been
     * @param clear   texts by column
     * @param digests by column
     */
    public static String body(byte[] salt, Map<String, String> clear, Map<String, String> digests) {
        return Hash.hex(Hash.of(CanonicalJson.of(
                Map.of("clear", clear, "digests", digests, "nonce", Hash.hex(Hash.of(salt, utf8("nonce")))))));
    }

    /** RFC 9162 2.1.1. @param expires null where it is kept for good */
    public static byte[] leaf(String organization, String id, String created, @Nullable String expires, String body) {
        var leaf = new HashMap<>(Map.of("body", body, "createdAt", created, "id", id, "organizationId", organization));
        if (expires != null) {
            leaf.put("expiresAt", expires);
        }
        return Hash.of(LEAF, CanonicalJson.of(leaf));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
