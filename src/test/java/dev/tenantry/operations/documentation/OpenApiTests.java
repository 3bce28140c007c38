package dev.tenantry.operations.documentation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.StepTypes;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.OneDocument;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class OpenApiTests {

    private static final Set<String> VERBS = Set.of("follow", "accept", "acknowledge", "activate", "authorize", "begin",
            "cancel",
            "challenge", "change", "compare", "complete", "confirm", "create", "deactivate", "delete", "download",
            "dry", "end",
            "enrol", "erase", "explain", "export", "generate", "get", "give", "impersonate", "import", "invite",
            "issue", "link", "list", "merge",
            "make", "map", "migrate", "move", "open", "patch", "pause", "preview", "publish", "purge", "put",
            "reactivate",
            "remove",
            "renew",
            "reopen",
            "redrive", "replace", "replay", "resend", "reset", "restart", "restore", "resume", "retry", "revoke",
            "rotate", "run",
            "search", "send", "sign",
            "start", "summarize", "suspend", "switch", "tag", "take", "transfer", "trash", "trust", "unlink", "untag",
            "update",
            "upload", "upsert", "verify");

    private static final Pattern DURATION = Pattern
            .compile("(?i)length|duration|seconds|interval|timeout|lifetime|expires_?in|delay|millis|overlap|elapsed");
    private static final Pattern NUMBER = Pattern.compile("integer|number");
    private static final Pattern UNIT = Pattern
            .compile("\\b(milliseconds|seconds|minutes|hours|days|months|characters)\\b");

    /** What UTF-8 looks like where it is read as something else. */
    private static final Pattern GARBLED = Pattern.compile("[\u00c2-\u00f4][\u0080-\u00bf]");

    @LocalServerPort
    private int port;

    @Autowired
    private StepTypes stepTypes;
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
    void isReadAsTheTextThatItIs() {
        assertThat(GARBLED.matcher(document.toString()).results().map(found -> found.start()).toList()).isEmpty();
        assertThat(document.toString()).contains("whsec_…");
    }

    @Test
    void describesEveryEndpoint() {
        var documented = new TreeSet<String>();
        operations((place, _) -> documented.add(place));
        var served = new TreeSet<String>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((mapping, _) -> {
            for (var path : mapping.getPatternValues()) {
                if (path.matches(
                        "/(api/v1|admin|auth/v1)/.*|/f/[^/]+/(definition|submissions)|/book/[^/]+/(offer|slots|bookings)")) {
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

    @Test
    void namesEachOperationOnce() {
        var ids = new ArrayList<String>();
        operations((_, operation) -> ids.add(operation.path("operationId").asString()));

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z][A-Za-z]+"));
        assertThat(ids.stream().filter(id -> {
            var words = List.of(id.split("(?=[A-Z])"));
            return !VERBS.contains(words.getFirst()) || new HashSet<>(words).size() < words.size();
        })).as("a verb, then a noun, no word twice: name it by id.<what is here> in api.properties").isEmpty();
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
        assertThat(document.at("/paths/~1api~1v1~1workflow-runs/get/parameters/0/name").asString())
                .isEqualTo("errorContains");
        assertThat(document.at("/paths/~1api~1v1~1workflow-runs/get/parameters/0/schema").propertyNames())
                .containsExactly("type");

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
        var registry = SchemaRegistry.withDialect(Dialects.getOpenApi31(),
                builder -> builder.schemas(Map.of("https://tenantry.test/openapi.json", OneDocument.TEXT))
                        .nodeReader(new OneDocument(document))
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

    /** Generators of clients do not look under {@code if} and {@code then}. */
    @Test
    void tellsOfNoPropertyUnderAConditionAlone() {
        var hidden = new ArrayList<String>();
        everything(document.path("components"), "", (place, node) -> {
            if (node.path("then").has("properties") || node.path("else").has("properties")) {
                hidden.add(place);
            }
        });

        assertThat(hidden).isEmpty();
        var schemas = document.at("/components/schemas");
        assertThat(schemas.at("/WorkflowStep/discriminator/mapping").propertyNames())
                .containsExactlyInAnyOrderElementsOf(stepTypes.names());
        assertThat(schemas.at("/WorkflowStep/oneOf")).hasSameSizeAs(stepTypes.names());
        assertThat(schemas.at("/WorkflowTrigger/oneOf")).hasSameSizeAs(Trigger.Type.values());
        assertThat(schemas.path("WorkflowDelayStep").toString()).contains("\"const\":\"delay\"");
    }

    @Test
    void tellsTheUnitsOfDurations() {
        var without = new TreeSet<String>();
        everything(document.path("components"), "",
                (place, node) -> node.path("properties").forEachEntry((name, property) -> {
                    if (DURATION.matcher(name).find() && NUMBER.matcher(property.path("type").toString()).find()
                            && !UNIT.matcher(property.path("description").asString("")).find()) {
                        without.add(place + "/" + name);
                    }
                }));

        assertThat(without).isEmpty();
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

    private static void everything(JsonNode node, String place, BiConsumer<String, JsonNode> seen) {
        seen.accept(place, node);
        node.forEachEntry((name, child) -> everything(child, place + "/" + name, seen));
        if (node.isArray()) {
            node.forEach(child -> everything(child, place + "/", seen));
        }
    }

    private static void references(JsonNode node, Consumer<String> seen) {
        if (node.path("$ref").isString()) {
            seen.accept(node.path("$ref").asString());
        }
        StreamSupport.stream(node.spliterator(), false).forEach(child -> references(child, seen));
    }
}
