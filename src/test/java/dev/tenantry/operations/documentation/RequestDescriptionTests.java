package dev.tenantry.operations.documentation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.OpenApiValidator;

import static org.assertj.core.api.Assertions.assertThat;

/** What the API's description says of requests: all that they may state, and what that means. */
class RequestDescriptionTests extends ApiTest {

    private JsonNode document = new JsonMapper().missingNode();

    @BeforeEach
    void read() {
        document = OpenApiValidator.of("http://localhost:" + port()).document();
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

    private JsonNode properties(JsonNode schema) {
        return resolve(schema).path("properties");
    }

    private JsonNode resolve(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.path("$ref").asString().substring(1)) : schema;
    }

    /** Those that say that a decimal number is text alone. */
    private void decimals(JsonNode schema, String place, Set<String> seen, Set<String> texts) {
        if (schema.path("readOnly").asBoolean(false)
                || schema.has("$ref") && !seen.add(schema.path("$ref").asString())) {
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

    private void operations(BiConsumer<String, JsonNode> seen) {
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                seen.accept(operation.getKey() + " " + path.getKey(), operation.getValue());
            }
        }
    }
}
