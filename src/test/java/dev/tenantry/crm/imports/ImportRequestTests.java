package dev.tenantry.crm.imports;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

import static dev.tenantry.crm.imports.Importing.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What imports accept, from whom, and what they say to the rest. */
@IntegrationTest
class ImportRequestTests {

    private static final String IMPORTS = "/api/v1/imports";
    private static final String CONTACTS = "externalId,name\n1,Ada\n2,Grace\n";

    @LocalServerPort
    private int port;
    private Api api = Api.at(0);
    private Person owner = new Person(api, new java.util.UUID(0, 0), new java.util.UUID(0, 0), "", "", "", "");
    private Importing importing = new Importing(api);

    @BeforeEach
    void signUp() {
        owner = People.at(port).signUp();
        api = owner.api();
        importing = new Importing(api);
    }

    @Test
    void tellsTheColumnsOfAFileAndSuggestsAMapping() {
        var file = new DirtyPipeline("U", 20);

        var uploaded = importing.upload("opportunities", "deals.csv", file.bytes()).expect(201);

        assertThat(uploaded.header("Location")).isEqualTo(IMPORTS + "/" + uploaded.id());
        assertThat(uploaded.at("/state")).isEqualTo("uploaded");
        assertThat(uploaded.at("/fileName")).isEqualTo("deals.csv");
        assertThat(uploaded.at("/delimiter")).isEqualTo(",");
        assertThat(uploaded.json().at("/fileSize").asInt()).isEqualTo(file.bytes().length);
        assertThat(uploaded.json().at("/rows").asInt()).isEqualTo(file.rows());
        assertThat(texts(uploaded, "/columns", "/name")).isEqualTo(DirtyPipeline.COLUMNS);
        assertThat(uploaded.at("/columns/5/type")).isEqualTo("date");
        assertThat(uploaded.at("/columns/5/dateFormat")).isEqualTo("yyyy-MM-dd");
        assertThat(uploaded.json().at("/columns/3/blank").asInt()).isEqualTo(1);
        assertThat(texts(uploaded, "/suggestedMapping/fields", "/field")).containsExactlyInAnyOrder("externalId",
                "name", "stage", "amount", "companyId", "agent", "product", "startedOn", "closedOn");
        assertThat(texts(uploaded, "/suggestedMapping/fields", "/column")).doesNotContain("mood");
        assertThat(uploaded.at("/suggestedMapping/matchBy/0")).isEqualTo("externalId");
    }

    @Test
    void readsOtherDelimitersAndDates() {
        var uploaded = importing.upload("opportunities", "id;deal;close date\n1;One;31.12.2025\n2;Two;01.02.2026\n");

        assertThat(uploaded.expect(201).at("/delimiter")).isEqualTo(";");
        assertThat(uploaded.at("/suggestedMapping/dateFormats/0")).isEqualTo("d.M.yyyy");
    }

    static Stream<Arguments> filesThatAreRefused() {
        var wide = IntStream.rangeClosed(1, 501).mapToObj(number -> "c" + number).collect(Collectors.joining(","));
        return Stream.of(
                arguments("empty", bytes("")),
                arguments("empty", bytes("\ufeff\r\n\r\n")),
                arguments("no-rows", bytes("externalId,name\r\n")),
                arguments("duplicate-column", bytes("name,email,name\nAda,a@example.test,Ada\n")),
                arguments("unclosed-quote", bytes("name,email\nAda,\"a@example.test\n")),
                arguments("text-after-quote", bytes("name,email\n\"Ada\" Lovelace,a@example.test\n")),
                arguments("encoding", "name\nJos\u00e9\n".getBytes(StandardCharsets.ISO_8859_1)),
                arguments("binary", bytes("name\nA\0da\n")),
                arguments("not-csv", bytes("PK\u0003\u0004 and so on")),
                arguments("too-many-columns", bytes(wide + "\n" + wide + "\n")),
                arguments("field-too-long", bytes("name,email\n" + "x".repeat(10_000_000) + ",a@example.test\n")));
    }

    @ParameterizedTest
    @MethodSource("filesThatAreRefused")
    void refusesAFileThatIsNoTable(String code, byte[] content) {
        var refused = importing.upload("contacts", "contacts.csv", content);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/errors/0/field")).isEqualTo("file");
        assertThat(refused.at("/errors/0/code")).isEqualTo(code);
        assertThat(refused.at("/errors/0/message")).isNotBlank();
        assertThat(api.get(IMPORTS).expect(200).json().at("/results")).isEmpty();
    }

    @Test
    void refusesAFileThatIsTooLarge() {
        var line = "1,Ada Lovelace,ada@example.test,and so on and so forth\n";
        var content = "externalId,name,email,note\n" + line.repeat(12 * 1024 * 1024 / line.length() + 1);

        var refused = importing.upload("contacts", content);

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.at("/code")).isEqualTo("too-large");
        assertThat(refused.at("/detail")).contains("12 MB");
    }

    @Test
    void refusesRequestsThatAreNoUpload() {
        var json = api.post(IMPORTS, "{}");
        var withoutFile = importing.form("target", "contacts");
        var withoutTarget = importing.form("other", "contacts");
        var unknownTarget = importing.upload("unicorns", CONTACTS);
        var broken = api.send("POST", IMPORTS, BodyPublishers.ofString("no parts at all"),
                "multipart/form-data; boundary=here");
        var unbounded = api.send("POST", IMPORTS, BodyPublishers.ofString("x"), "multipart/form-data");

        assertThat(json.status()).isEqualTo(415);
        assertThat(withoutFile.status()).isEqualTo(400);
        assertThat(withoutFile.at("/errors/0/field")).isEqualTo("file");
        assertThat(withoutTarget.status()).isEqualTo(400);
        assertThat(unknownTarget.status()).isEqualTo(400);
        assertThat(unknownTarget.at("/errors/0/field")).isEqualTo("target");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(unbounded.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fields[0].field          | {"fields":[{"field":"wings","column":"name"}]}
            fields[0].column         | {"fields":[{"field":"name","column":"nome"}]}
            fields[0].template       | {"fields":[{"field":"name","template":"{nome}"}]}
            fields[0]                | {"fields":[{"field":"name"}]}
            fields[1].field          | {"fields":[{"field":"name","column":"name"},{"field":"name","column":"externalId"}]}
            fields                   | {"fields":[{"field":"externalId","column":"externalId"}]}
            fields[1].by             | {"fields":[{"field":"name","column":"name"},{"field":"companyId","column":"name","by":"smell"}]}
            fields[1].createMissing  | {"fields":[{"field":"name","column":"name"},{"field":"companyId","column":"name","by":"id","createMissing":true}]}
            matchBy[0]               | {"fields":[{"field":"name","column":"name"}],"matchBy":["email"]}
            dateFormats[0]           | {"fields":[{"field":"name","column":"name"}],"dateFormats":["bbb"]}
            pipelineId               | {"fields":[{"field":"name","column":"name"}],"pipelineId":"1"}
            currency                 | {"fields":[{"field":"name","column":"name"}],"currency":"dollars"}
            """)
    void namesTheFaultOfAMapping(String place, String mapping) {
        var id = importing.upload("contacts", CONTACTS).expect(201).id();

        var refused = api.put(IMPORTS + "/" + id + "/mapping", mapping);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(texts(refused, "/errors", "/field")).contains(place);
        assertThat(api.get(IMPORTS + "/" + id).expect(200).at("/state")).isEqualTo("uploaded");
    }

    @Test
    void refusesAStageThatThePipelineDoesNotHave() {
        var uploaded = importing.upload("opportunities", "id,deal,stage\n1,One,won\n").expect(201);

        var refused = importing.map(uploaded, mapping -> {
            field(mapping, "stage").putObject("values").put("won", "Gewonnen");
            return mapping;
        });

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/errors/0/code")).isEqualTo("unknown-stage");
        assertThat(refused.at("/errors/0/message")).contains("Prospecting");
    }

    @Test
    void runsOnlyWhatHasAMappingAndIsOfTheStatedVersion() {
        var uploaded = importing.upload("contacts", CONTACTS).expect(201);
        var path = IMPORTS + "/" + uploaded.id();

        var unmapped = api.send("PUT", path + "/run", null);
        importing.map(uploaded, mapping -> mapping).expect(200);
        var stale = api.with("If-Match", uploaded.header("ETag")).send("PUT", path + "/run", null);

        assertThat(unmapped.status()).isEqualTo(409);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(api.get(path).at("/state")).isEqualTo("ready");
    }

    @Test
    void letsThoseImportWhoMay() {
        var people = People.at(port);
        var manager = new Importing(people.signUpInto(owner, "manager").api());
        var member = new Importing(people.signUpInto(owner, "member").api());
        var viewer = people.signUpInto(owner, "viewer").api();

        var imported = manager.run("contacts", CONTACTS);

        assertThat(Importing.figures(imported).getFirst()).isEqualTo(2);
        assertThat(member.api().get(IMPORTS + "/" + imported.id()).status()).isEqualTo(200);
        assertThat(member.upload("contacts", CONTACTS).status()).isEqualTo(403);
        assertThat(member.api().send("PUT", IMPORTS + "/" + imported.id() + "/run", null).status()).isEqualTo(403);
        assertThat(member.api().delete(IMPORTS + "/" + imported.id()).status()).isEqualTo(403);
        assertThat(viewer.get(IMPORTS).status()).isEqualTo(403);
        assertThat(Api.at(port).get(IMPORTS).status()).isEqualTo(401);
        assertThat(api.get(IMPORTS).expect(200).json().at("/results")).hasSize(1);
    }

    @Test
    void showsNobodyAnotherOrganizationsImports() {
        var id = importing.run("contacts", CONTACTS + "3,\n").id();
        var stranger = People.at(port).signUp().api();

        for (var each : List.of("GET ", "GET /errors", "PUT /run", "PUT /dry-run", "DELETE /run", "DELETE ")) {
            var request = each.split(" ", 2);
            var foreign = stranger.send(request[0], IMPORTS + "/" + id + request[1], null);
            var absent = stranger.send(request[0], IMPORTS + "/987654321" + request[1], null);

            assertThat(foreign.status()).as(each).isEqualTo(404).isEqualTo(absent.status());
            assertThat(foreign.at("/detail")).as(each).isEqualTo(absent.at("/detail"));
        }
        assertThat(stranger.put(IMPORTS + "/" + id + "/mapping", """
                {"fields":[{"field":"name","column":"name"}]}""").status()).isEqualTo(404);
        assertThat(stranger.get(IMPORTS).expect(200).json().at("/results")).isEmpty();
        assertThat(api.get(IMPORTS + "/" + id).expect(200).at("/state")).isEqualTo("completed");
    }

    @Test
    void deletesAnImportAndKeepsWhatItImported() {
        var id = importing.run("contacts", CONTACTS).id();

        api.delete(IMPORTS + "/" + id).expect(204);

        assertThat(api.get(IMPORTS + "/" + id).status()).isEqualTo(404);
        assertThat(api.get("/api/v1/contacts").expect(200).json().at("/results")).hasSize(2);
    }

    @Test
    void takesAnUploadThatIsSentTwiceForOne() {
        var twice = new Importing(api.with("Idempotency-Key", "upload"));
        var first = twice.upload("contacts", CONTACTS).expect(201);

        var second = twice.upload("contacts", CONTACTS).expect(201);

        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(api.get(IMPORTS).expect(200).json().at("/results")).hasSize(1);
    }

    @Test
    void refusesTheKeyOfAnUploadForAnotherFile() {
        var keyed = new Importing(api.with("Idempotency-Key", "upload"));
        keyed.upload("contacts", CONTACTS).expect(201);

        var otherFile = keyed.upload("contacts", CONTACTS.replace("Ada", "Bob"));
        var otherTarget = keyed.upload("companies", CONTACTS);
        var otherName = keyed.upload("contacts", "other.csv", bytes(CONTACTS));

        assertThat(Stream.of(otherFile, otherTarget, otherName)).allSatisfy(refused -> {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.at("/code")).isEqualTo("idempotency-key-reused");
        });
        assertThat(api.get(IMPORTS).expect(200).json().at("/results")).hasSize(1);
    }

    private static List<String> texts(Answer answer, String list, String pointer) {
        return answer.json().at(list).valueStream().map(each -> each.at(pointer).asString("")).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
