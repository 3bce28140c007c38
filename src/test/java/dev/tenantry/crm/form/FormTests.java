package dev.tenantry.crm.form;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What an organization asks: drafted, published as versions, taken back, archived. */
class FormTests extends ApiTest {

    private static final String FORMS = "/api/v1/forms";

    private Api as = Api.at(0);

    @BeforeEach
    void signUp() {
        as = people.signUp().api();
    }

    @Test
    void isSeenAsItWasPublished() {
        var form = draft(
                "{\"properties\": {\"name\": {\"type\": \"string\", \"title\": \"Your name\"}}, \"type\": \"object\"}");
        var path = FORMS + "/" + form.id();
        var page = Visitor.path(form.at("/url"));
        assertThat(Api.at(port()).get(page).status()).isEqualTo(404);

        assertThat(as.put(path + "/publication", "").expect(200).at("/publishedVersion")).isEqualTo("1");
        as.patch(path,
                "{\"title\": \"Other\", \"fields\": {\"properties\": {\"age\": {\"type\": \"integer\", \"title\": \"Your age\"}}}}")
                .expect(200);

        assertThat(as.get(path).at("/changed")).isEqualTo("true");
        assertThat(Api.at(port()).get(page).expect(200).text()).contains("Your name")
                .doesNotContain("Your age", "Other");
        assertThat(as.put(path + "/publication", "").expect(200).at("/publishedVersion")).isEqualTo("2");
        assertThat(as.put(path + "/publication", "").expect(200).at("/publishedVersion")).isEqualTo("2");
        assertThat(Api.at(port()).get(page).expect(200).text()).contains("Your age", "Other");
        assertThat(as.get(path + "/versions").json().at("/results").size()).isEqualTo(2);
        assertThat(as.get(path + "/versions/1").expect(200).text()).contains("Your name").doesNotContain("Your age");
        as.get(path + "/versions/3").expect(404);
    }

    @Test
    void fieldsStandAsTheyWereStated() {
        var form = as
                .post(FORMS,
                        """
                {"name": "F", "fields": {"type": "object", "properties": {"why": {"type": "string", "title": "W"},
                 "a": {"type": "string", "title": "A"}, "budget": {"type": "string", "title": "B"}, "top": {"type": "string", "title": "T", "x-order": 1}}}}""")
                .expect(201);
        var published = as.put(FORMS + "/" + form.id() + "/publication", "").expect(200);

        assertThat(List.copyOf(as.get(FORMS + "/" + form.id()).json().at("/fields/properties").propertyNames()))
                .containsExactly("why", "a", "budget", "top");
        assertThat(Api.at(port()).get(Visitor.path(published.at("/url"))).expect(200).text())
                .containsSubsequence("name=\"top\"", "name=\"why\"", "name=\"a\"", "name=\"budget\"");
        as.patch(FORMS + "/" + form.id(), "{\"title\": \"Another\"}").expect(200);
        assertThat(List.copyOf(as.get(FORMS + "/" + form.id()).json().at("/fields/properties").propertyNames()))
                .containsExactly("why", "a", "budget", "top");
    }

    @Test
    void leadsNowhereOnceItIsTakenBackMovedArchivedOrTrashed() {
        var form = draft(
                "{\"type\": \"object\", \"properties\": {\"name\": {\"type\": \"string\", \"title\": \"Name\"}}}");
        var path = FORMS + "/" + form.id();
        var page = Visitor.path(as.put(path + "/publication", "").expect(200).at("/url"));
        assertThat(Api.at(port()).get(page).status()).isEqualTo(200);

        as.delete(path + "/publication").expect(200);
        assertThat(Api.at(port()).get(page).status()).isEqualTo(404);
        as.put(path + "/archival", "").expect(200);
        as.put(path + "/publication", "").expect(409);
        as.delete(path + "/archival").expect(200);
        as.put(path + "/publication", "").expect(200);
        assertThat(Api.at(port()).get(page).status()).isEqualTo(200);
        var moved = Visitor.path(as.put(path + "/address", "").expect(200).at("/url"));
        assertThat(Api.at(port()).get(page).status()).isEqualTo(404);
        assertThat(Api.at(port()).get(moved).status()).isEqualTo(200);
        as.delete(path).expect(204);
        assertThat(Api.at(port()).get(moved).status()).isEqualTo(404);
        for (var nowhere : List.of("/f/x", moved + "A", moved.substring(0, moved.length() - 1),
                "/f/" + "A".repeat(43))) {
            for (var part : List.of("", "/thanks", "/embed.js", "/page.js", "/style.css", "/definition")) {
                assertThat(Api.at(port()).get(nowhere + part).status()).as(nowhere + part).isEqualTo(404);
            }
        }
    }

    @Test
    void whatIsSentToNoFormIsAnsweredLikeThat() {
        for (var sender : List.of(Api.at(port()), as)) {
            for (var nowhere : List.of("/f/x", "/f/" + "A".repeat(43))) {
                var visitor = new Visitor(sender, nowhere);
                assertThat(visitor.sendBy("x", "name", "Ada").status()).as(nowhere).isEqualTo(404);
                assertThat(sender.post(nowhere + "/submissions",
                        "{\"shownPage\": \"x\", \"answers\": {\"name\": \"Ada\"}, \"consents\": [0], \"origin\": {\"utm_source\": \"news\"}}")
                        .status()).as(nowhere).isEqualTo(404);
            }
        }
    }

    @Test
    void isNotPublishedWithoutWhatItTakes() {
        var empty = as.post(FORMS, "{\"name\": \"Empty\"}").expect(201);
        as.put(FORMS + "/" + empty.id() + "/publication", "").expect(409);
        var name = "{\"type\": \"object\", \"properties\": {\"name\": {\"type\": \"string\", \"title\": \"Name\"}}}";
        var confirmed = draft(name, ", \"doubleOptIn\": true");
        assertThat(as.put(FORMS + "/" + confirmed.id() + "/publication", "").expect(409).at("/detail"))
                .contains("email");
        var lead = draft(name, ", \"handling\": \"lead\"");
        assertThat(as.put(FORMS + "/" + lead.id() + "/publication", "").expect(409).at("/detail")).contains("lead");
        var marketing = draft(name, ", \"consents\": [{\"purpose\": \"marketing\", \"text\": \"Write to me\"}]");
        assertThat(as.put(FORMS + "/" + marketing.id() + "/publication", "").expect(422).at("/errors/0/field"))
                .isEqualTo("doubleOptIn");
    }

    @Test
    void whoeverHasConsentsRecordedMayRecordThem() {
        var form = draft(
                "{\"type\": \"object\", \"required\": [\"email\"], \"properties\": {\"email\": {\"type\": \"string\", \"format\": \"email\", \"title\": \"Address\"}}}",
                ", \"mapping\": {\"email\": \"email\"}, \"doubleOptIn\": true, \"consents\": [{\"purpose\": \"marketing\", \"text\": \"Write to me\"}]");
        var path = FORMS + "/" + form.id() + "/publication";
        var key = as.post("/api/v1/api-keys", "{\"name\": \"Key\", \"scopes\": [\"forms:read\", \"forms:update\"]}")
                .expect(201)
                .at("/key");

        assertThat(Api.at(port()).bearer(key).put(path, "").expect(403).text()).contains("consents:create");
        as.put(path, "").expect(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "fields.type | {\"type\": \"array\", \"properties\": {}}",
        "fields.properties.x.type | {\"type\": \"object\", \"properties\": {\"x\": {\"type\": \"null\", \"title\": \"X\"}}}",
        "fields.properties.x.pattern | {\"type\": \"object\", \"properties\": {\"x\": {\"type\": \"string\", \"title\": \"X\", \"pattern\": \"(a+)+\"}}}",
        "fields.properties.x.format | {\"type\": \"object\", \"properties\": {\"x\": {\"type\": \"number\", \"title\": \"X\", \"format\": \"email\"}}}",
        "fields.properties.x.items | {\"type\": \"object\", \"properties\": {\"x\": {\"type\": \"array\", \"title\": \"X\"}}}",
        "fields.properties.x.minLength | {\"type\": \"object\", \"properties\": {\"x\": {\"type\": \"string\", \"title\": \"X\", \"minLength\": 5, \"maxLength\": 4}}}",
        "fields.required[0] | {\"type\": \"object\", \"required\": [\"y\"], \"properties\": {\"x\": {\"type\": \"string\", \"title\": \"X\"}}}",
        "fields.properties.x.title | {\"type\": \"object\", \"properties\": {\"x\": {\"type\": \"string\"}}}"})
    void namesWhatIsWrongWithItsFields(String field, String fields) {
        var refused = as.post(FORMS, "{\"name\": \"X\", \"fields\": %s}".formatted(fields)).expect(422);

        assertThat(refused.text()).contains("\"" + field + "\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"redirectUrl | \"http://example.com\"",
        "redirectUrl | \"javascript:alert(1)\"",
        "redirectUrl | \"//example.com\"", "allowedOrigins | [\"https://example.com/path\"]",
        "allowedOrigins | [\"*\"]", "allowedOrigins[0] | [null]", "consents[0] | [null]",
        "notifiedMembers[0] | [\"00000000-0000-0000-0000-000000000007\"]",
        "allowedOrigins | [\"https://a.com; script-src *\"]", "theme.accent | {\"accent\": \"red;}\"}",
        "language | \"no language\"", "mapping.none | {\"none\": \"email\"}", "mapping.name | {\"name\": \"email\"}"})
    void namesWhatElseIsWrong(String field, String value) {
        var name = field.replaceFirst("[.\\[].*", "");
        var refused = as.post(FORMS,
                "{\"name\": \"X\", \"fields\": {\"type\": \"object\", \"properties\": {\"name\": {\"type\": \"string\", \"title\": \"N\"}}}, \"%s\": %s}"
                        .formatted(name, value))
                .expect(422);

        assertThat(refused.at("/errors/0/field")).startsWith(field);
    }

    @Test
    void fiftyOneFieldsAreTooMany() {
        var properties = IntStream.range(0, 51)
                .mapToObj("\"f%d\": {\"type\": \"string\", \"title\": \"F\"}"::formatted)
                .collect(Collectors.joining(", "));
        as.post(FORMS,
                "{\"name\": \"X\", \"fields\": {\"type\": \"object\", \"properties\": {%s}}}".formatted(properties))
                .expect(422);
    }

    private Answer draft(String fields) {
        return draft(fields, "");
    }

    private Answer draft(String fields, String more) {
        return as.post(FORMS, "{\"name\": \"Contact us\", \"fields\": %s%s}".formatted(fields, more)).expect(201);
    }
}
