package dev.tenantry.crm;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.tenantry.support.Api;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;

/** What all records have in common, seen at contacts. */
@IntegrationTest
class RecordTests {

    private static final String CONTACTS = "/api/v1/contacts";

    @LocalServerPort
    private int port;
    private Api api = Api.at(0);

    @BeforeEach
    void signUp() {
        api = People.at(port).signUp().api();
    }

    @Test
    void createsAtALocationWithAnETag() {
        var created = api.post(CONTACTS, """
                {"name": "Ada", "email": "ada@example.test"}""").expect(201);

        assertThat(created.header("Location")).isEqualTo(CONTACTS + "/" + created.id());
        assertThat(created.header("ETag")).startsWith("\"0-");
        assertThat(api.get(created.header("Location")).expect(200).json()).isEqualTo(created.json());
    }

    @Test
    void mergesAPatchAndRemovesWhatIsNull() {
        var id = api.post(CONTACTS, """
                {"name": "Ada", "email": "ada@example.test", "phone": "1"}""").expect(201).id();

        var patched = api.patch(CONTACTS + "/" + id, """
                {"phone": "2", "email": null}""").expect(200);

        assertThat(patched.at("/name")).isEqualTo("Ada");
        assertThat(patched.at("/phone")).isEqualTo("2");
        assertThat(patched.json().has("email")).isFalse();
        assertThat(patched.header("ETag")).startsWith("\"1-");
    }

    @Test
    void replacesByPut() {
        var id = api.post(CONTACTS, """
                {"name": "Ada", "phone": "1"}""").expect(201).id();

        var replaced = api.put(CONTACTS + "/" + id, """
                {"name": "Grace"}""").expect(200);

        assertThat(replaced.at("/name")).isEqualTo("Grace");
        assertThat(replaced.json().has("phone")).isFalse();
    }

    @Test
    void rejectsAStaleIfMatchAndTellsTheCurrentETag() {
        var made = api.post(CONTACTS, """
                {"name": "Ada"}""").header("ETag");
        var id = api.get(CONTACTS).at("/results/0/id");
        var current = api.patch(CONTACTS + "/" + id, """
                {"name": "Ada L."}""").expect(200).header("ETag");

        var stale = api.with("If-Match", made).patch(CONTACTS + "/" + id, """
                {"name": "Lost"}""");

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.header("ETag")).isEqualTo(current);
        assertThat(api.get(CONTACTS + "/" + id).at("/name")).isEqualTo("Ada L.");
        assertThat(api.with("If-Match", made).delete(CONTACTS + "/" + id).status()).isEqualTo(412);
    }

    @Test
    void losesNoneOfManyConcurrentPatches() throws InterruptedException {
        var id = api.post(CONTACTS, """
                {"name": "Ada"}""").id();

        var threads = IntStream.range(0, 16)
                .mapToObj(number -> Thread.ofVirtual().start(() -> api.patch(CONTACTS + "/" + id, """
                        {"phone": "%d"}""".formatted(number)).expect(200)))
                .toList();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(api.get(CONTACTS + "/" + id).header("ETag")).startsWith("\"16-");
    }

    @Test
    void answersNotModifiedToAKnownETag() {
        var made = api.post(CONTACTS, """
                {"name": "Ada"}""");

        var known = api.with("If-None-Match", made.header("ETag")).get(CONTACTS + "/" + made.id());

        assertThat(known.status()).isEqualTo(304);
        assertThat(known.text()).isEmpty();
    }

    @Test
    void trashesRestoresAndPurges() {
        var id = api.post(CONTACTS, """
                {"name": "Ada"}""").id();

        api.delete(CONTACTS + "/" + id).expect(204);
        assertThat(api.get(CONTACTS + "/" + id).status()).isEqualTo(404);
        assertThat(api.get(CONTACTS).json().at("/results").size()).isZero();
        assertThat(api.get(CONTACTS + "/trash").at("/results/0/id")).isEqualTo(id);

        api.put(CONTACTS + "/trash/" + id + "/restoration", "").expect(200);
        assertThat(api.get(CONTACTS + "/" + id).expect(200).at("/name")).isEqualTo("Ada");

        api.delete(CONTACTS + "/" + id + "?permanent=true").expect(204);
        assertThat(api.get(CONTACTS + "/trash").json().at("/results").size()).isZero();
        assertThat(api.delete(CONTACTS + "/trash/" + id).status()).isEqualTo(404);
    }

    @Test
    void auditsEveryMutationOnceWithBeforeAndAfter() {
        var id = api.post(CONTACTS, """
                {"name": "Ada"}""").id();
        api.with("X-Request-Id", "audit-test-1").patch(CONTACTS + "/" + id, """
                {"name": "Grace"}""").expect(200);
        api.delete(CONTACTS + "/" + id).expect(204);

        var rows = api.get("/api/v1/audit-logs?sort=id&filter=resourceType%5Beq%5D:contact")
                .expect(200)
                .json()
                .at("/results");

        assertThat(rows).extracting(row -> row.at("/actionType").asString())
                .containsExactly("contact.created", "contact.updated", "contact.deleted");
        var update = rows.get(1);
        assertThat(update.at("/oldValues/name").asString()).isEqualTo("Ada");
        assertThat(update.at("/newValues/name").asString()).isEqualTo("Grace");
        assertThat(update.at("/requestId").asString()).isEqualTo("audit-test-1");
    }

    @Test
    void answersABatchInputByInput() {
        var answer = api.post(CONTACTS + "/batch/create", """
                {"inputs": [{"properties": {"name": "A"}},
                            {"properties": {"name": ""}, "traceId": "blank"},
                            {"properties": {"name": "B", "companyId": 987654}, "traceId": "company"},
                            {"properties": {"name": "C", "unknown": 1}, "traceId": "field"},
                            {"properties": {"name": "D"}}]}""");

        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.json().at("/results")).extracting(result -> result.at("/status").asString())
                .containsExactly("done", "refused", "refused", "refused", "done");
        assertThat(answer.json().at("/errors")).extracting(error -> error.at("/traceId").asString())
                .containsExactly("blank", "company", "field");
        assertThat(answer.at("/errors/1/errors/0/field")).isEqualTo("inputs[2].properties.companyId");
        assertThat(names()).containsExactlyInAnyOrder("A", "D");
        var audited = api.get("/api/v1/audit-logs?filter=actionType%5Beq%5D:contact.created");
        assertThat(audited.json().at("/results").size()).isEqualTo(2);
    }

    @Test
    void undoesABatchThatWantsAllOrNone() {
        var answer = api.post(CONTACTS + "/batch/create", """
                {"allOrNone": true, "inputs": [{"properties": {"name": "A"}}, {"properties": {"name": ""}}]}""");

        assertThat(answer.status()).isEqualTo(207);
        assertThat(names()).isEmpty();
    }

    @Test
    void upsertsByAnExternalId() {
        var batch = """
                {"inputs": [{"id": "x-1", "idProperty": "externalId", "properties": {"name": "%s"}}]}""";

        api.post(CONTACTS + "/batch/upsert", batch.formatted("First")).expect(200);
        var second = api.post(CONTACTS + "/batch/upsert", batch.formatted("Second")).expect(200);

        assertThat(second.at("/results/0/resource/version")).isEqualTo("1");
        assertThat(names()).containsExactly("Second");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":                          | 400 | malformed         |
            {"name": "A", "surname": "B"}     | 400 | unknown-parameter | surname
            {"name": ["A"]}                   | 400 | malformed         | name
            {"name": "A", "companyId": "x"}   | 400 | malformed         | companyId
            {"name": "A", "ownerId": "x"}     | 400 | malformed         | ownerId
            {"name": 5}                       | 400 | malformed         | name
            {"name": true}                    | 400 | malformed         | name
            {"name": "A", "companyId": 4711}  | 422 | validation        | companyId
            {"name": "  "}                    | 422 | validation        | name
            {"name": "A", "email": "nobody"}  | 422 | validation        | email
            {}                                | 422 | validation        | name
            []                                | 400 | malformed         |
            null                              | 400 | malformed         |
            {"name": "A"} {"name": "B"}       | 400 | malformed         |
            """)
    void namesWhatIsWrongWithABody(String body, int status, String code, String field) {
        var answer = api.post(CONTACTS, body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.at("/code")).isEqualTo(code);
        if (field != null) {
            assertThat(answer.at("/errors/0/field")).isEqualTo(field);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void namesWhatIsWrongInTheSameOrderEachTime() {
        var body = """
                {"name": "", "email": "nobody", "phone": "%s"}""".formatted("1".repeat(1000));

        for (var time = 0; time < 5; time++) {
            var answer = api.post(CONTACTS, body).expect(422);

            assertThat(answer.at("/errors/0/field")).isEqualTo("email");
            assertThat(answer.at("/errors/1/field")).isEqualTo("name");
            assertThat(answer.at("/errors/2/field")).isEqualTo("phone");
        }
    }

    @Test
    void refusesTextThatIsNoUnicode() {
        var broken = new byte[]{'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'};

        var answer = api.send("POST", CONTACTS, HttpRequest.BodyPublishers.ofByteArray(broken), "application/json");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(api.post(CONTACTS, "{\"name\": \"a\\u0000b\"}").status()).isEqualTo(400);
    }

    @Test
    void refusesABodyOfTenMegabytes() {
        var name = "x".repeat(10 * 1024 * 1024);

        assertThat(api.post(CONTACTS, "{\"name\": \"" + name + "\"}").status()).isEqualTo(413);
        var chunked = HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(
                        ("{\"name\": \"" + name + "\"}").getBytes(StandardCharsets.UTF_8)));
        assertThat(api.send("POST", CONTACTS, chunked, "application/json").status()).isEqualTo(413);
    }

    @Test
    void refusesOtherMediaTypesAndMethods() {
        var text = api.send("POST", CONTACTS, HttpRequest.BodyPublishers.ofString("name=A"),
                "application/x-www-form-urlencoded");

        assertThat(text.status()).isEqualTo(415);
        assertThat(api.send("POST", CONTACTS, HttpRequest.BodyPublishers.ofString("name: A"), "application/yaml")
                .status()).isEqualTo(415);
        var method = api.put(CONTACTS, "{}");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).contains("GET", "POST");
    }

    @Test
    void answersTheSameForAnUnknownIdAndOneOfAnotherTenant() {
        var foreign = People.at(port).signUp().api().post(CONTACTS, """
                {"name": "Theirs"}""").id();

        var theirs = api.get(CONTACTS + "/" + foreign);
        var nobodys = api.get(CONTACTS + "/999999999");
        var nonsense = api.get(CONTACTS + "/abc");

        for (var answer : List.of(theirs, nobodys, nonsense)) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.at("/code")).isEqualTo("not-found");
            assertThat(answer.at("/detail")).isEqualTo(nobodys.at("/detail"));
        }
    }

    @Test
    void showsATimelineOfWhatHappened() {
        var company = api.post("/api/v1/companies", """
                {"name": "Engines"}""").id();
        var contact = api.post(CONTACTS, """
                {"name": "Ada", "companyId": "%s"}""".formatted(company)).id();
        api.post("/api/v1/notes", """
                {"body": "Likes numbers", "contactId": "%s"}""".formatted(contact)).expect(201);
        var task = api.post("/api/v1/tasks", """
                {"title": "Call", "contactId": "%s"}""".formatted(contact)).expect(201).id();
        api.put("/api/v1/tasks/" + task + "/completion", "").expect(200);

        var kinds = api.get(CONTACTS + "/" + contact + "/timeline").expect(200).json().at("/results");

        assertThat(kinds).extracting(entry -> entry.at("/kind").asString())
                .containsExactly("task.completed", "task.created", "note.added", "contact.created");
        assertThat(api.get("/api/v1/companies/" + company + "/timeline").json().at("/results"))
                .extracting(entry -> entry.at("/kind").asString())
                .containsExactly("contact.created", "company.created");
    }

    /** An entry about several records stands on the timeline of each, and goes from one with the record. */
    @Test
    void anEntryTellsAllThatItIsAboutAsLongAsThatIsThere() {
        var company = api.post("/api/v1/companies", "{\"name\": \"Engines\"}").id();
        var contact = api.post(CONTACTS, "{\"name\": \"Ada\"}").id();
        var deal = api.post("/api/v1/opportunities", """
                {"name": "Deal", "companyId": "%s", "contactId": "%s"}""".formatted(company, contact)).id();
        var timelines = List.of("/api/v1/companies/" + company, CONTACTS + "/" + contact,
                "/api/v1/opportunities/" + deal);

        var entries = timelines.stream().map(of -> api.get(of + "/timeline").expect(200)).toList();
        api.delete(CONTACTS + "/" + contact + "?permanent=true").expect(204);
        var left = api.get("/api/v1/companies/" + company + "/timeline").expect(200);

        assertThat(entries).extracting(timeline -> timeline.json().at("/results/0").toString())
                .hasSize(3)
                .containsOnly(
                        entries.getFirst().json().at("/results/0").toString());
        assertThat(entries.getFirst().at("/results/0/contactId")).isEqualTo(contact);
        assertThat(entries.getFirst().at("/results/0/opportunityId")).isEqualTo(deal);
        assertThat(left.at("/results/0/kind")).isEqualTo("opportunity.created");
        assertThat(left.at("/results/0/companyId")).isEqualTo(company);
        assertThat(left.at("/results/0/contactId")).isEmpty();
    }

    private List<String> names() {
        return api.get(CONTACTS + "?limit=200")
                .expect(200)
                .json()
                .at("/results")
                .valueStream()
                .map(row -> row.at("/name").asString())
                .collect(Collectors.toList());
    }
}
