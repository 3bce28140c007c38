package dev.tenantry.audit.verify;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A line of a bundle: an entry with its seal, a head, or an entry that nothing seals. */
record BundleLine(JsonNode json) {

    private static final long NONE = -1;

    @Nullable
    String head() {
        return json.path("head").asString(null);
    }

    /** -1 where it has none. */
    long position() {
        return json.path("position").longValue(NONE);
    }

    String id() {
        return json.path("id").asString("");
    }

    String created() {
        return json.path("createdAt").asString("");
    }

    @Nullable
    String expires() {
        return json.path("expiresAt").asString(null);
    }

    String leaf() {
        return json.path("leafHash").asString("");
    }

    String chain() {
        return json.path("chainHash").asString("");
    }

    boolean isRemoved() {
        return !json.has("entry");
    }

    boolean isErased() {
        return json.path("erased").booleanValue(false);
    }

    /** Whether all that the line says of the entry is what its own hash tells. */
    boolean isWhole(String organization, String previous) {
        return (isRemoved() || isItsEntry(organization) && body().equals(json.path("bodyHash").asString("")))
                && json.path("previousHash").asString("").equals(previous)
                && Hash.hex(
                        EntryForm.leaf(organization, id(), created(), expires(), json.path("bodyHash").asString("")))
                        .equals(leaf());
    }

    /** @param subtrees that its leaf completes, of which the line tells the hashes, and no more */
    boolean hasCompleted(int subtrees) {
        return hex("subtreeHashes").length == subtrees * Hash.BYTES;
    }

    /** @param height of the subtree that its leaf completes */
    boolean completes(int height, byte[] hash) {
        var hashes = hex("subtreeHashes");
        return Arrays.equals(hashes, (height - 1) * Hash.BYTES, height * Hash.BYTES, hash, 0, Hash.BYTES);
    }

    private boolean isItsEntry(String organization) {
        var entry = json.path("entry");
        return entry.path(EntryForm.ID).asString("").equals(id())
                && entry.path(EntryForm.CREATED).asString("").equals(created())
                && entry.path(EntryForm.EXPIRES).equals(json.path("expiresAt"))
                && entry.path(EntryForm.ORGANIZATION).asString("").equals(organization);
    }

    private String body() {
        var digests = texts("digests");
        for (var value : texts("values").entrySet()) {
            var salt = hex(EntryForm.kind(value.getKey()) == EntryForm.Kind.VALUE ? "valueSalt" : "salt");
            var digest = EntryForm.digest(salt, value.getKey(), value.getValue());
            if (!digests.getOrDefault(value.getKey(), digest).equals(digest)) {
                return "";
            }
            digests.put(value.getKey(), digest);
        }
        var clear = texts("entry");
        clear.keySet().removeIf(column -> EntryForm.kind(column) == EntryForm.Kind.OUTER);
        return EntryForm.body(hex("salt"), clear, digests);
    }

    private Map<String, String> texts(String member) {
        var texts = new TreeMap<String, String>();
        json.path(member).properties().forEach(text -> texts.put(text.getKey(), text.getValue().asString("")));
        return texts;
    }

    private byte[] hex(String member) {
        return Hash.parse(json.path(member).asString(""));
    }
}
