package dev.tenantry.operations.documentation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** Makes an example of a schema: known names have telling values, everything else one of its form. */
final class Examples {

    static final String ID = "0199a3c4-5f1e-7b2a-9c3d-4e5f60718293";

    private static final String TOKEN = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIwMTk5YTNjNCJ9.c2lnbmF0dXJl";
    private static final String TIME = "2026-03-14T09:26:53.589793Z";
    /** Of what somebody sets a time to. */
    private static final String LATER = "2036-03-14T09:26:53Z";
    private static final Map<String, Object> BY_NAME = Map.ofEntries(Map.entry("name", "Ada Lovelace"),
            Map.entry("email", "ada@example.com"), Map.entry("phone", "+44 20 7946 0958"),
            Map.entry("company", "Analytical Engines"), Map.entry("jobTitle", "Head of Research"),
            Map.entry("externalId", "crm-4711"), Map.entry("currency", "USD"), Map.entry("amount", "12500.00"),
            Map.entry("domain", "example.com"), Map.entry("stage", "Engaging"), Map.entry("status", "open"),
            Map.entry("title", "Call back"), Map.entry("description", "About the offer of last week"),
            Map.entry("slug", "ada-lovelace-60718293"), Map.entry("role", "owner"), Map.entry("language", "en"),
            Map.entry("userAgent", "curl/8.14.1"), Map.entry("ipAddress", "192.0.2.7"),
            Map.entry("reason", "ticket 4711: cannot see the contacts"),
            Map.entry("password", "correct horse battery staple"), Map.entry("traceId", "row-1"),
            Map.entry("idProperty", "externalId"), Map.entry("after", "Q3Vyc29y"), Map.entry("filter", "name"),
            Map.entry("field", "name"), Map.entry("operator", "contains"), Map.entry("sort", "-createdAt"),
            Map.entry("q", "ada"), Map.entry("link", "/api/v1/contacts?limit=50&after=Q3Vyc29y"),
            Map.entry("actionType", "contact.updated"), Map.entry("actionCategory", "data_modification"),
            Map.entry("actionDescription", "contact updated"), Map.entry("severityLevel", "info"),
            Map.entry("resourceType", "contact"), Map.entry("requestMethod", "PATCH"),
            Map.entry("requestPath", "/api/v1/contacts/4711"), Map.entry("access_token", TOKEN),
            Map.entry("accessToken", TOKEN), Map.entry("refresh_token", "v4Jq0rT8x1mE6sYk"),
            Map.entry("refreshToken", "v4Jq0rT8x1mE6sYk"),
            Map.entry("token_type", "bearer"), Map.entry("tokenType", "bearer"), Map.entry("aud", "authenticated"),
            Map.entry("provider", "email"), Map.entry("kind", "note"), Map.entry("decimalSeparator", "."),
            Map.entry("avatarUrl", "https://example.com/ada.png"), Map.entry("scopes", "contacts:read"),
            Map.entry("permissions", "contacts:read"), Map.entry("languages", "en"), Map.entry("locale", "en-NZ"),
            Map.entry("timezone", "Pacific/Auckland"), Map.entry("dateFormat", "dd/MM/yyyy"),
            Map.entry("allowedEmailDomains", "example.com"), Map.entry("sector", "technology"),
            Map.entry("body", "Called about the offer"), Map.entry("message", "Join us"),
            Map.entry("firstName", "Ada"), Map.entry("lastName", "Lovelace"), Map.entry("bio", "Writes programs"),
            Map.entry("theme", "dark"), Map.entry("department", "Support"), Map.entry("product", "Loom control"),
            Map.entry("agent", "Charles Babbage"), Map.entry("location", "London"),
            Map.entry("certifications", "Tarot, level 2"), Map.entry("specializations", "tarot"),
            Map.entry("primaryColour", "#336699"), Map.entry("accentColour", "#cc3333"),
            Map.entry("backgroundColour", "#ffffff"), Map.entry("logoUrl", "https://example.com/logo.png"),
            Map.entry("challenge_id", ID), Map.entry("event", "contact.created"),
            Map.entry("url", "https://example.com/hooks"), Map.entry("zone", "Europe/London"),
            Map.entry("number", "+44 20 7946 0958"), Map.entry("e164", "+442079460958"), Map.entry("city", "London"),
            Map.entry("lines", "12 St James's Square"), Map.entry("postalCode", "SW1Y 4JH"), Map.entry("country", "GB"),
            Map.entry("region", "GB"), Map.entry("source", "hubspot"));

    private static final Map<String, Object> NUMBERS = Map.ofEntries(Map.entry("expires_in", 3600),
            Map.entry("expiresIn", 3600), Map.entry("expires_at", 1773483813), Map.entry("version", 3),
            Map.entry("probability", 40), Map.entry("employees", 180), Map.entry("yearEstablished", 1843),
            Map.entry("limit", 50), Map.entry("status", 200));
    /** What most answers do not have. */
    private static final Set<String> UNUSUAL = Set.of("deletedAt", "deleted_at");
    private static final Pattern REFERENCE = Pattern.compile("^id$|Id$|_id$|^preferredReaders$");

    /** Of references and properties, one within the other: schemas may lead back to themselves. */
    private static final int MOST_LEVELS = 16;

    private final Map<String, Schema> schemas;
    /** Whether somebody may send it: then it refers to nothing that it need not, since there is no such thing there. */
    private final boolean isRequest;

    private Examples(Map<String, Schema> schemas, boolean isRequest) {
        this.schemas = schemas;
        this.isRequest = isRequest;
    }

    static Examples ofAnswers(Map<String, Schema> schemas) {
        return new Examples(schemas, false);
    }

    static Examples ofRequests(Map<String, Schema> schemas) {
        return new Examples(schemas, true);
    }

    @Nullable
    Object of(Schema<?> schema) {
        return of("", schema, 0);
    }

    private @Nullable Object of(String name, @Nullable Schema<?> schema, int depth) {
        if (schema == null || depth > MOST_LEVELS) {
            return null;
        }
        if (schema.get$ref() != null) {
            var target = schemas.get(schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1));
            return of(name, target, depth + 1);
        }
        if (schema.getExamples() != null && !schema.getExamples().isEmpty()) {
            return schema.getExamples().getFirst();
        }
        if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
            return schema.getEnum().getFirst();
        }
        var alternatives = schema.getAnyOf() != null ? schema.getAnyOf() : schema.getOneOf();
        if (alternatives != null) {
            return of(name, alternatives.getFirst(), depth + 1);
        }
        return ofType(name, schema, depth);
    }

    private @Nullable Object ofType(String name, Schema<?> schema, int depth) {
        var types = schema.getTypes();
        if (types == null) {
            return "anything";
        }
        if (types.contains("object")) {
            return object(schema, depth);
        }
        if (types.contains("array")) {
            var item = of(name, schema.getItems(), depth + 1);
            return item == null ? List.of() : List.of(item);
        }
        if (types.contains("boolean")) {
            return true;
        }
        if (types.contains("string")) {
            return text(name, schema);
        }
        if (types.contains("integer") || types.contains("number")) {
            return NUMBERS.getOrDefault(name, schema.getMinimum() == null ? 1 : schema.getMinimum());
        }
        return text(name, schema);
    }

    private Object object(Schema<?> schema, int depth) {
        var example = new LinkedHashMap<String, Object>();
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, property) -> {
                var value = isLeftOut(name, schema) || isRequest && Boolean.TRUE.equals(property.getReadOnly())
                        ? null
                        : of(name, property, depth + 1);
                if (value != null) {
                    example.put(name, value);
                }
            });
        }
        return example;
    }

    private boolean isLeftOut(String name, Schema<?> owner) {
        var isRequired = owner.getRequired() != null && owner.getRequired().contains(name);
        return UNUSUAL.contains(name) || isRequest && !isRequired && REFERENCE.matcher(name).find();
    }

    private Object text(String name, Schema<?> schema) {
        return switch (schema.getFormat()) {
            case "uuid" -> ID;
            case "date-time" -> isRequest ? LATER : TIME;
            case "date" -> TIME.substring(0, 10);
            case "idn-email" -> "ada@example.com";
            case "uri" -> "https://example.com/";
            case "decimal" -> "12500.00";
            case "duration" -> "PT1H";
            case null -> schema.getPattern() != null && schema.getPattern().contains("[0-9]")
                    ? "4711"
                    : BY_NAME.getOrDefault(name, name.isEmpty() ? "text" : name);
            default -> "text";
        };
    }
}
