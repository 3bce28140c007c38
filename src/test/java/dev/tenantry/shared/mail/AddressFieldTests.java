package dev.tenantry.shared.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.support.Addresses;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** That every field for an address refuses the same texts. */
class AddressFieldTests extends ApiTest {

    private static final JsonMapper JSON = new JsonMapper();

    private record AddressField(String path, String name, ObjectNode example) {}

    @Test
    void everyFieldThatIsDocumentedAsOneRefusesWhatIsNone() {
        var fields = fields();
        var person = people.signUp().api();
        var taken = new ArrayList<String>();
        for (var field : fields) {
            for (var text : Addresses.INVALID) {
                var body = field.example.deepCopy().put(field.name, text);
                var answer = person.post(field.path, body.toString());
                var names = answer.status() == 422 && answer.at("/errors/0/field").endsWith(field.name);
                if (!names) {
                    taken.add(field.path + " " + field.name + " " + text + ": " + answer.text());
                }
            }
        }

        assertThat(fields).extracting(AddressField::path).contains("/api/v1/contacts", "/api/v1/invitations");
        assertThat(taken).isEmpty();
    }

    @Test
    void aWorkflowSendsToAddressesOnly() {
        var person = people.signUp().api();
        var taken = new ArrayList<String>();
        // Behind a name an address stands in angle brackets.
        for (var text : Addresses.INVALID.stream().filter(text -> !text.endsWith("<ada@example.com>")).toList()) {
            var workflow = JSON.createObjectNode().put("name", "Mail");
            workflow.putObject("trigger").put("type", "manual");
            var step = workflow.putArray("steps").addObject().put("type", "send_email");
            step.put("name", "mail");
            step.putObject("config").put("subject", "Hello").put("text", "Hello").putArray("to").add(text);
            var answer = person.post("/api/v1/workflows", workflow.toString());
            if (answer.status() != 422 || !answer.text().contains("/to/0") && !answer.text().contains("to[0]")
                    && !answer.text().contains("to.0")) {
                taken.add(text + ": " + answer.text());
            }
        }

        assertThat(taken).isEmpty();
    }

    @Test
    void aFieldTellsWhichCharacterItRefuses() {
        var person = people.signUp().api();

        assertThat(person.post("/api/v1/contacts", "{\"name\": \"K\", \"email\": \"käthe@example.com\"}")
                .expect(422)
                .at("/errors/0/message")).endsWith("internationalized local parts are not supported: 'ä' (U+00E4)");
        assertThat(person.post("/api/v1/contacts", "{\"name\": \"K\", \"email\": \"a\\\\b@example.com\"}")
                .expect(422)
                .at("/errors/0/message")).endsWith("may not have: '\\' (U+005C)");
    }

    @Test
    void anAccountIsKnownByTheCanonicalForm() {
        var person = people.signUp("Grace@Müller.example").api();

        assertThat(person.get("/auth/v1/user").at("/email")).isEqualTo("grace@xn--mller-kva.example");
        var again = api.post("/auth/v1/signup", """
                {"email": "GRACE@xn--mller-kva.example", "password": "correct horse battery"}""");
        assertThat(again.status()).isIn(400, 422, 200);
        assertThat(api.post("/auth/v1/signup", """
                {"email": "grace@example.com\\u00a0", "password": "correct horse battery"}""").status()).isEqualTo(400);
    }

    /** Of bodies that are posted to a path of no variables. */
    private List<AddressField> fields() {
        var document = api.get("/openapi.json").json();
        return document.path("paths").propertyStream().flatMap(path -> {
            var body = path.getValue().path("post").path("requestBody").path("content").path("application/json");
            var schema = resolved(document, body.path("schema"));
            return path.getKey().contains("{") || !body.path("example").isObject()
                    ? Stream.of()
                    : schema.path("properties")
                            .propertyStream()
                            .filter(property -> property.getValue().path("format").asString("").equals("idn-email"))
                            .map(property -> new AddressField(path.getKey(), property.getKey(),
                                    (ObjectNode) body.path("example")));
        }).toList();
    }

    private static JsonNode resolved(JsonNode document, JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.path("$ref").asString().substring(1)) : schema;
    }
}
