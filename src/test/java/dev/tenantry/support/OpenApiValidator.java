package dev.tenantry.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds every answer that a test sees against the API's own description: its status, media type, headers and body must be
 * documented, properties that are not are refused.
 */
public final class OpenApiValidator {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String DOCUMENT = "https://tenantry.test/openapi.json";
    private static final Map<String, OpenApiValidator> VALIDATORS = new ConcurrentHashMap<>();
    /** Several applications describe themselves alike. */
    private static final Map<String, OpenApiValidator> BY_TEXT = new ConcurrentHashMap<>();
    /** Besides what programs ask of forms and booking pages, which have pages for people beside it. */
    private static final Pattern DOCUMENTED = Pattern.compile(
            "/(api/v1|admin|auth/v1)/.*|/f/[^/]+/(definition|submissions)|/book/[^/]+/(offer|slots|bookings)");

    private record Template(String path, Pattern pattern, long variables) {}

    private final JsonNode document;
    private final SchemaRegistry registry;
    /** By the number of their segments. */
    private final Map<Long, List<Template>> templates = new HashMap<>();
    private final Map<String, String> resolved = new ConcurrentHashMap<>();
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private OpenApiValidator(String text) {
        document = JSON.readTree(text);
        registry = SchemaRegistry.withDialect(Dialects.getOpenApi31(),
                builder -> builder.schemas(Map.of(DOCUMENT, OneDocument.TEXT))
                        .nodeReader(new OneDocument(document))
                        .schemaRegistryConfig(
                                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
        for (var path : document.path("paths").propertyNames()) {
            var pattern = Pattern.compile(path.replace(".", "\\.").replaceAll("\\{[^}]*}", "[^/]+"));
            templates.computeIfAbsent(count(path, '/'), _ -> new ArrayList<>())
                    .add(new Template(path, pattern, count(path, '{')));
        }
        templates.values().forEach(alike -> alike.sort(Comparator.comparingLong(Template::variables)));
    }

    /** @param base where the application answers, {@code http://localhost:<port>} */
    public static OpenApiValidator of(String base) {
        return VALIDATORS.computeIfAbsent(base, _ -> BY_TEXT.computeIfAbsent(fetch(base), OpenApiValidator::new));
    }

    /** Fails where the answer is not as documented. Paths outside of the documented API are nobody's business. */
    static void check(String base, String method, String path, Answer answer) {
        var plain = path.split("\\?", 2)[0];
        if (!method.equals("OPTIONS") && DOCUMENTED.matcher(plain).matches()) {
            of(base).check(method, plain, answer);
        }
    }

    public JsonNode document() {
        return document;
    }

    public void check(String method, String path, Answer answer) {
        var fault = fault(method, path, answer);
        if (fault != null) {
            throw new AssertionError("the answer of %s %s is not as documented: %s%n%d %s".formatted(method, path,
                    fault, answer.status(), answer.text()));
        }
    }

    /** What is wrong with the answer; null where nothing is. */
    @Nullable
    String fault(String method, String path, Answer answer) {
        var pointer = operation(method, path);
        if (pointer == null) {
            return undocumented(path, answer);
        }
        var response = resolve(pointer + "/responses/" + answer.status());
        var node = document.at(response);
        if (node.isMissingNode()) {
            return "the status is not documented";
        }
        for (var header : node.path("headers").propertyNames()) {
            if (header.equals("X-Request-Id") && answer.header(header).isEmpty()) {
                return "the header " + header + " is missing";
            }
        }
        return method.equals("HEAD") ? null : body(response, node, answer);
    }

    /** What is documented nowhere is answered by an error: nothing is there, or nobody may know. */
    private @Nullable String undocumented(String path, Answer answer) {
        if (!List.of(400, 401, 403, 404, 405).contains(answer.status())) {
            return "the operation is not documented";
        }
        return validate("/components/schemas/" + (path.startsWith("/auth/v1/") ? "AuthError" : "Problem"), answer);
    }

    private @Nullable String body(String response, JsonNode node, Answer answer) {
        var content = node.path("content");
        if (content.isMissingNode() || content.isEmpty()) {
            return answer.response().body().length == 0 ? null : "there is a body, and none is documented";
        }
        var type = answer.header("Content-Type").split(";", 2)[0];
        if (content.path(type).isMissingNode()) {
            return "the media type " + type + " is not among " + content.propertyNames();
        }
        var schema = response + "/content/" + escape(type) + "/schema";
        return type.endsWith("json") ? validate(schema, answer) : null;
    }

    private @Nullable String validate(String pointer, Answer answer) {
        var schema = schemas.computeIfAbsent(resolve(pointer),
                at -> registry.getSchema(SchemaLocation.of(DOCUMENT + "#" + at)));
        var errors = schema.validate(answer.json());
        return errors.isEmpty() ? null : errors.toString();
    }

    /** What is wrong with a JSON body by the description of what the operation takes; empty where nothing is. */
    public String requestFault(String method, String path, JsonNode body) {
        var content = resolve(operation(method, path) + "/requestBody") + "/content";
        var type = document.at(content)
                .propertyNames()
                .stream()
                .filter(name -> name.endsWith("json"))
                .findFirst()
                .orElseThrow();
        var schema = resolve(content + "/" + escape(type) + "/schema");
        return schemas.computeIfAbsent(schema, at -> registry.getSchema(SchemaLocation.of(DOCUMENT + "#" + at)))
                .validate(body)
                .stream()
                .map(Object::toString)
                .collect(Collectors.joining("; "));
    }

    private @Nullable String operation(String method, String path) {
        for (var template : templates.getOrDefault(count(path, '/'), List.of())) {
            if (template.pattern.matcher(path).matches()) {
                var pointer = "/paths/" + escape(template.path) + "/"
                        + (method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT));
                return document.at(pointer).isMissingNode() ? null : pointer;
            }
        }
        return null;
    }

    private String resolve(String pointer) {
        return resolved.computeIfAbsent(pointer, this::follow);
    }

    private String follow(String pointer) {
        var reference = document.at(pointer).path("$ref").asString("");
        return reference.isEmpty() ? pointer : follow(reference.substring(1));
    }

    private static long count(String text, char sought) {
        return text.chars().filter(next -> next == sought).count();
    }

    private static String escape(String text) {
        return text.replace("~", "~0").replace("/", "~1");
    }

    private static String fetch(String base) {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(base + "/openapi.json")).build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(
                        "there is no description of the API: " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
