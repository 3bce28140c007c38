package dev.tenantry.shared.web;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The ETags of resources: {@code "version-digest"}, or {@code "version-digest-moving"} where some properties move by
 * themselves. The digests are of what the answer shows, however its properties are ordered and its numbers are spelled, so
 * that an answer from memory and one from the database have the same.
 */
@Component
public class EntityTags {

    /** Of 72 bits: two states of one resource do not have the same by chance. */
    private static final int DIGEST_BYTES = 9;

    private final JsonMapper json;

    EntityTags(JsonMapper json) {
        this.json = json;
    }

    public String of(Versioned resource) {
        var shown = (ObjectNode) json.valueToTree(resource);
        shown.remove(resource.toldOnce());
        if (resource.moving().isEmpty()) {
            return "\"" + resource.version() + "-" + digest(shown) + "\"";
        }
        var moving = shown.deepCopy().retain(resource.moving());
        shown.remove(resource.moving());
        return "\"" + resource.version() + "-" + digest(shown) + "-" + digest(moving) + "\"";
    }

    /** Whether one of the tags of an {@code If-Match} is the resource's, what moves by itself aside. */
    boolean isMet(String header, Versioned resource) {
        var current = written(of(resource), resource.moving());
        return Arrays.stream(header.split(","))
                .map(tag -> written(tag.strip(), resource.moving()))
                .anyMatch(current::equals);
    }

    private static String written(String tag, Set<String> moving) {
        return moving.isEmpty() ? tag : tag.replaceFirst("^(\"\\d+-[^\"]{12})-[^\"]{12}\"$", "$1\"");
    }

    private static String digest(JsonNode shown) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            add(shown, digest);
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest.digest(), DIGEST_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void add(JsonNode node, MessageDigest digest) {
        if (node.isObject()) {
            add('{', "", digest);
            for (var name : new TreeSet<>(node.propertyNames())) {
                add(':', name, digest);
                add(node.get(name), digest);
            }
            add('}', "", digest);
        } else if (node.isArray()) {
            add('[', "", digest);
            node.forEach(element -> add(element, digest));
            add(']', "", digest);
        } else if (node.isNumber()) {
            add('#', canonical(node.decimalValue()), digest);
        } else {
            add(node.isString() ? '"' : '=', node.asString(), digest);
        }
    }

    /** The length goes before the text, so that no text looks like two. */
    private static void add(char kind, String text, MessageDigest digest) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((kind + Integer.toString(bytes.length) + " ").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static String canonical(BigDecimal number) {
        return number.stripTrailingZeros().toString();
    }
}
