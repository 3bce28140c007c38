package dev.tenantry.operations.documentation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.OneDocument;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class OpenApiTests {

    private static final Set<String> VERBS = Set.of("accept", "acknowledge", "activate", "authorize", "begin", "cancel",
            "challenge", "change", "complete", "confirm", "create", "deactivate", "delete", "download", "dry", "end",
            "enrol", "erase", "explain", "generate", "get", "give", "impersonate", "invite", "issue", "link", "list",
            "make", "map", "move", "open", "patch", "preview", "purge", "put", "reactivate", "remove", "renew",
            "reopen",
            "replace", "resend", "reset", "restore", "retry", "revoke", "rotate", "run", "search", "send", "sign",
            "start", "summarize", "suspend", "switch", "take", "transfer", "trash", "trust", "unlink", "update",
            "upload", "upsert", "verify");

    @LocalServerPort
    private int port;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    private Answer answer;
    private JsonNode document;

    @BeforeEach
    void read() {
        answer = Api.at(port).get("/openapi.json").expect(200);
        document = answer.json();
    }

    @Test
    void saysWhatItIs() {
        assertThat(document.at("/openapi").asString()).startsWith("3.1");
        assertThat(document.at("/info/title").asString()).isEqualTo("Tenantry");
        assertThat(document.at("/info/license/identifier").asString()).isEqualTo("Apache-2.0");
        assertThat(document.at("/components/securitySchemes/accessToken/scheme").asString()).isEqualTo("bearer");
    }

    @Test
    void describesEveryEndpoint() {
        var documented = new TreeSet<String>();
        operations((place, _) -> documented.add(place));
        var served = new TreeSet<String>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((mapping, _) -> {
            for (var path : mapping.getPatternValues()) {
                if (path.startsWith("/api/v1/") || path.startsWith("/admin/") || path.startsWith("/auth/v1/")) {
                    mapping.getMethodsCondition()
                            .getMethods()
                            .forEach(method -> served
                                    .add(method.name().toLowerCase(Locale.ROOT) + " " + path));
                }
            }
        });

        assertThat(served).isNotEmpty();
        assertThat(documented).containsAll(served);
    }

    /** A summary with parentheses is made up of a method's name: say something in api.properties instead. */
    @Test
    void hasWordsForEveryOperationAndTag() {
        var wordless = new ArrayList<String>();
        operations((place, operation) -> {
            if (operation.path("summary").asString("(").contains("(")) {
                wordless.add(place + " " + operation.path("operationId").asString());
            }
        });
        for (var tag : document.path("tags")) {
            if (tag.path("description").asString("").isEmpty()) {
                wordless.add("tag." + tag.path("name").asString());
            }
        }

        assertThat(wordless).isEmpty();
    }

    /** Whoever adds one says in descriptions.properties what it is, and what holds where it is absent. */
    @Test
    void describesEveryParameter() {
        var wordless = new TreeSet<String>();
        operations((place, operation) -> operation.path("parameters").forEach(parameter -> {
            if (List.of("query", "path").contains(parameter.path("in").asString(""))
                    && parameter.path("description").asString("").isBlank()) {
                wordless.add(place + " " + parameter.path("name").asString());
            }
        }));

        assertThat(wordless).isEmpty();
    }

    @Test
    void describesEveryPropertyThatARequestMayState() {
        var wordless = new TreeSet<String>();
        var said = new ArrayList<String>();
        operations((_, operation) -> operation.at("/requestBody/content")
                .forEach(content -> stated(content.path("schema"), "", new TreeSet<>(), (name, property) -> {
                    said.add(name);
                    if (property.path("description")
                            .asString(resolve(property).path("description").asString(""))
                            .isBlank()) {
                        wordless.add(name);
                    }
                })));

        assertThat(said).hasSizeGreaterThan(300);
        assertThat(wordless).isEmpty();
    }

    @Test
    void describesNothingThatIsNotThere() throws IOException {
        var texts = PropertiesLoaderUtils
                .loadProperties(new ClassPathResource("dev/tenantry/operations/descriptions.properties"));
        var stale = new TreeSet<>(texts.stringPropertyNames());
        operations((_, operation) -> operation.path("parameters").forEach(parameter -> {
            var name = parameter.path("name").asString("");
            for (var kind : List.of("parameter.", "values.")) {
                stale.remove(kind + operation.path("operationId").asString() + "." + name);
                stale.remove(kind + name);
            }
        }));
        operations((_, operation) -> operation.at("/requestBody/content")
                .forEach(content -> content.at("/schema/properties")
                        .propertyNames()
                        .forEach(part -> stale.removeAll(List.of("parameter." + part,
                                "parameter." + operation.path("operationId").asString() + "." + part)))));
        document.at("/components/schemas")
                .forEachEntry((schema, content) -> content.path("properties")
                        .propertyNames()
                        .forEach(property -> stale.removeAll(List.of(schema + "." + property, property))));

        assertThat(stale).isEmpty();
    }

    @Test
    void saysThatWhatComesWithAFileMayStandInTheQueryOrInTheForm() {
        var upload = document.at("/paths/~1api~1v1~1imports/post");
        var form = upload.at("/requestBody/content/multipart~1form-data/schema");

        assertThat(form.at("/properties").propertyNames()).contains("file", "target", "delimiter");
        assertThat(form.at("/properties/target/enum").toString()).contains("contacts", "companies", "opportunities");
        assertThat(form.at("/required").toString()).isEqualTo("[\"file\"]");
        for (var parameter : upload.path("parameters")) {
            assertThat(parameter.path("required").asBoolean(false)).isFalse();
        }
    }

    @Test
    void namesEachOperationOnce() {
        var ids = new ArrayList<String>();
        operations((_, operation) -> ids.add(operation.path("operationId").asString()));

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z][A-Za-z]+"));
        assertThat(ids).as("a verb, then a noun, no word twice: say so in api.properties")
                .allMatch(id -> VERBS.contains(id.split("(?=[A-Z])")[0]))
                .allMatch(id -> Set.of(id.split("(?=[A-Z])")).size() == id.split("(?=[A-Z])").length);
    }

    @Test
    void writesIdsInPathsAsAnswersTellThem() {
        var numbers = new TreeSet<String>();
        operations((place, operation) -> operation.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asString("").equals("path")
                    && parameter.path("schema").toString().contains("int64")) {
                numbers.add(place);
            }
        }));

        assertThat(numbers).isEmpty();
    }

    @Test
    void tellsThePermissionThatAnOperationNeeds() {
        var list = document.at("/paths/~1api~1v1~1contacts/get");

        assertThat(list.at("/x-required-permissions/0").asString()).isEqualTo("contacts:read");
        assertThat(list.at("/security/0/accessToken/0").asString()).isEqualTo("contacts:read");
        assertThat(document.at("/paths/~1auth~1v1~1token/post/security").isEmpty()).isTrue();
    }

    @Test
    void tellsWhatAListCanBeAsked() {
        var parameters = document.at("/paths/~1api~1v1~1contacts/get/parameters").toString();

        assertThat(parameters).contains("components/parameters/Limit", "components/parameters/After",
                "components/parameters/Total", "\"q\"", "\"sort\"", "| `email` | `between` `contains` `eq`");
    }

    @Test
    void tellsOfVersionsAndRepeatableRequests() {
        var record = document.at("/paths/~1api~1v1~1contacts~1{id}");

        assertThat(record.at("/patch/parameters").toString()).contains("IfMatch", "IdempotencyKey", "RequestId");
        assertThat(record.at("/get/parameters").toString()).contains("IfNoneMatch");
        assertThat(record.at("/get/responses/200/headers/ETag").isMissingNode()).isFalse();
        assertThat(document.at("/paths/~1api~1v1~1contacts/post/responses/201/headers/Location").isMissingNode())
                .isFalse();
        assertThat(record.at("/patch/requestBody/content/application~1merge-patch+json/schema/$ref").asString())
                .endsWith("/ContactPatch");
    }

    @Test
    void givesAnExampleOfEveryProblem() {
        for (var type : dev.tenantry.shared.problem.ProblemType.values()) {
            var response = document.at("/components/responses/Problem" + type.status().value());
            assertThat(response.at("/content/application~1problem+json/examples/" + type.code() + "/value/code")
                    .asString()).isEqualTo(type.code());
        }
    }

    @Test
    void givesValidExamples() {
        var text = answer.text();
        var registry = SchemaRegistry.withDialect(Dialects.getOpenApi31(),
                builder -> builder.schemas(Map.of("https://tenantry.test/openapi.json", text))
                        .nodeReader(new OneDocument(text, document))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
        var faults = new ArrayList<String>();
        var checked = new ArrayList<String>();
        contents(document, "", (pointer, content) -> {
            var schema = registry
                    .getSchema(SchemaLocation.of("https://tenantry.test/openapi.json#" + pointer + "/schema"));
            var examples = new ArrayList<JsonNode>();
            content.path("examples").forEach(example -> examples.add(example.path("value")));
            if (content.has("example")) {
                examples.add(content.path("example"));
            }
            checked.add(pointer);
            examples.forEach(example -> schema.validate(example)
                    .forEach(error -> faults.add(pointer + ": " + error)));
        });

        assertThat(faults).isEmpty();
        assertThat(checked).hasSizeGreaterThan(100);
    }

    @Test
    void letsPutTakeWhatGetShows() {
        var missing = new TreeSet<String>();
        var replaced = new TreeSet<String>();
        for (var path : document.path("paths").properties()) {
            var shown = properties(path.getValue().at("/get/responses/200/content/application~1json/schema"));
            var written = properties(path.getValue().at("/put/requestBody/content/application~1json/schema"));
            if (!shown.isMissingNode() && !written.isMissingNode()) {
                replaced.add(path.getKey());
                shown.propertyNames()
                        .stream()
                        .filter(name -> !written.has(name))
                        .forEach(name -> missing.add(path.getKey() + " " + name));
            }
        }

        assertThat(replaced).hasSizeGreaterThan(20);
        assertThat(missing).isEmpty();
    }

    @Test
    void letsNobodyStateOfANewResourceWhatOnlyAnAnswerKnows() {
        var stated = new TreeSet<String>();
        operations((place, operation) -> {
            if (place.startsWith("post ")) {
                properties(operation.at("/requestBody/content/application~1json/schema")).forEachEntry((name,
                        property) -> {
                    if (property.has("readOnly")) {
                        stated.add(place + " " + name);
                    }
                });
            }
        });

        assertThat(stated).isEmpty();
    }

    /** As many as the schemas of what can be sent: what they are made of refers to them. */
    @Test
    void letsRequestsStateAmountsAsNumbers() {
        var texts = new TreeSet<String>();
        operations((place, operation) -> operation.at("/requestBody/content")
                .forEach(content -> decimals(content.path("schema"), place, new TreeSet<>(), texts)));

        assertThat(document.at("/components/schemas/MoneyRequest/properties/amount/type").toString())
                .contains("string", "number");
        assertThat(texts).isEmpty();
    }

    @Test
    void allowsNullWhereItsTypeDoes() {
        var contradictions = new TreeSet<String>();
        schemas(document, "", (pointer, schema) -> {
            if (schema.has("enum") && schema.path("type").toString().contains("\"null\"")
                    && schema.path("enum").valueStream().noneMatch(JsonNode::isNull)) {
                contradictions.add(pointer);
            }
        });

        assertThat(contradictions).isEmpty();
    }

    @Test
    void referencesWhatIsThere() {
        var missing = new TreeSet<String>();
        references(document, reference -> {
            if (document.at(reference.substring(1)).isMissingNode()) {
                missing.add(reference);
            }
        });

        assertThat(missing).isEmpty();
    }

    @Test
    void isTheSameWhereverItIsMade() {
        assertThat(answer.text()).doesNotContain("localhost", "127.0.0.1", String.valueOf(port));
        for (var sorted : List.of("/paths", "/components/schemas", "/components/schemas/Contact/properties")) {
            assertThat(List.copyOf(document.at(sorted).propertyNames())).isNotEmpty().isSorted();
        }
    }

    @Test
    void isMadeOnceForEverybody() {
        var other = Api.at(port)
                .with("Accept-Language", "tlh")
                .with("Accept", "text/html")
                .get("/openapi.json")
                .expect(200);

        assertThat(other.header("ETag")).isNotEmpty().isEqualTo(answer.header("ETag"));
        assertThat(other.text()).isEqualTo(answer.text());
        Api.at(port).with("If-None-Match", answer.header("ETag")).get("/openapi.json").expect(304);
    }

    @Test
    void canBeBrowsedOffline() {
        var page = Api.at(port).get("/docs").expect(200);

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "connect-src 'self'");
        assertThat(page.text()).doesNotContain("http://", "https://");
        for (var asset : List.of("/webjars/swagger-ui/swagger-ui.css", "/webjars/swagger-ui/swagger-ui-bundle.js",
                "/docs/page.js")) {
            assertThat(page.text()).contains("\"" + asset + "\"");
            Api.at(port).get(asset).expect(200);
        }
        assertThat(Api.at(port).get("/docs/page.js").text()).contains("url: \"/openapi.json\"", "validatorUrl: null");
    }

    @Test
    void isWhereTheRootLeads() {
        assertThat(Api.at(port).get("/").expect(302).header("Location")).isEqualTo("/docs");
    }

    private void operations(BiConsumer<String, JsonNode> seen) {
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                seen.accept(operation.getKey() + " " + path.getKey(), operation.getValue());
            }
        }
    }

    private static void contents(JsonNode node, String pointer, BiConsumer<String, JsonNode> seen) {
        if (node.has("schema") && (node.has("example") || node.has("examples"))) {
            seen.accept(pointer, node);
            return;
        }
        for (var child : node.properties()) {
            contents(child.getValue(), pointer + "/" + child.getKey().replace("~", "~0").replace("/", "~1"), seen);
        }
    }

    private JsonNode properties(JsonNode schema) {
        return resolve(schema).path("properties");
    }

    private JsonNode resolve(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.path("$ref").asString().substring(1)) : schema;
    }

    /** Those that say that a decimal number is text alone. */
    private void decimals(JsonNode schema, String place, Set<String> seen, Set<String> texts) {
        if (schema.has("$ref") && !seen.add(schema.path("$ref").asString())) {
            return;
        }
        var resolved = resolve(schema);
        if (!resolved.path("readOnly").asBoolean(false)) {
            if (resolved.path("format").asString("").equals("decimal")
                    && !resolved.path("type").toString().contains("number")) {
                texts.add(place);
            }
            resolved.forEach(part -> decimals(part, place, seen, texts));
        }
    }

    /** What it may state and has to, at any depth, by the schema's name. */
    private void stated(JsonNode schema, String name, Set<String> seen, BiConsumer<String, JsonNode> property) {
        var reference = schema.path("$ref").asString("");
        if (schema.path("readOnly").asBoolean(false) || !reference.isEmpty() && !seen.add(reference)) {
            return;
        }
        var resolved = resolve(schema);
        var owner = reference.isEmpty() ? name : reference.substring(reference.lastIndexOf('/') + 1);
        resolved.path("properties").forEachEntry((own, value) -> {
            if (!value.path("readOnly").asBoolean(false) && value.isObject()) {
                property.accept(owner + "." + own, value);
            }
        });
        resolved.forEachEntry((key, part) -> {
            if (!key.equals("if")) {
                stated(part, owner, seen, property);
            }
        });
    }

    private static void schemas(JsonNode node, String pointer, BiConsumer<String, JsonNode> seen) {
        seen.accept(pointer, node);
        node.forEachEntry((name, child) -> schemas(child, pointer + "/" + name, seen));
    }

    private static void references(JsonNode node, Consumer<String> seen) {
        if (node.path("$ref").isString()) {
            seen.accept(node.path("$ref").asString());
        }
        StreamSupport.stream(node.spliterator(), false).forEach(child -> references(child, seen));
    }
}
