package dev.tenantry.crm.imports;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
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

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What files are taken in, and what is said of the others. */
@IntegrationTest
class ImportUploadTests {

    private static final String IMPORTS = "/api/v1/imports";
    private static final String CONTACTS = "externalId,name\n1,Ada\n2,Grace\n";

    @LocalServerPort
    private int port;
    @SuppressWarnings("NullAway.Init")
    private Person person;
    private Api api = Api.at(0);
    private Importing importing = new Importing(api);

    @BeforeEach
    void signUp() {
        person = People.at(port).signUp();
        api = person.api();
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
                arguments("field-too-long", bytes("name,email\n" + "x".repeat(200_000) + ",a@example.test\n")));
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
        var content = "externalId,name,email,note\n" + line.repeat(3 * 1024 * 1024 / line.length() + 1);

        var refused = importing.upload("contacts", content);

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.at("/code")).isEqualTo("too-large");
        assertThat(refused.at("/detail")).contains("3 MB");
    }

    /** As clients send files whose length they do not know, and proxies that pass them on. */
    @Test
    void takesUploadsAtATimeThatDoNotSayHowLongTheyAre() throws Exception {
        var token = person.accessToken();
        try (var one = new OpenUpload(port, token, 1_000); var two = new OpenUpload(port, token, 1_000)) {
            assertThat(one.finish()).startsWith("HTTP/1.1 201");
            assertThat(two.finish()).startsWith("HTTP/1.1 201");
        }
    }

    @Test
    void countsWhatHasComeAgainstTheOrganizationThatSendsIt() throws Exception {
        var size = 2 * 1024 * 1024;
        try (var open = new OpenUpload(port, person.accessToken(), size)) {
            open.awaitArrival();
            var own = new OpenUpload(port, person.accessToken(), size);
            var others = new OpenUpload(port, People.at(port).signUp().accessToken(), size);

            assertThat(own.finish()).startsWith("HTTP/1.1 429").contains("other uploads of the organization");
            assertThat(others.finish()).startsWith("HTTP/1.1 201");
            assertThat(open.finish()).startsWith("HTTP/1.1 201");
        }
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
            target | name="target"; filename="t.txt"$companies |
            target | name="target"$companies                 | name="target"$contacts
            target | name="target"$companies\u00ff |
            file   | name="target"$companies                 | name="file"$name
            file   | name="target"$companies                 | name="file"; filename="caf\u00e9.csv"$name
            file   | name="target"$companies                 | name="file"; filename="\u00ed\u00a0\u0080.csv"$name
            file   | name="target"$companies                 | name="file"; filename="b.csv"$name
            zz     | name="target"$companies                 | name="zz"$x
            zz     | name="target"$companies                 | name="zz"; filename="z.csv"$x
            """)
    void refusesPartsThatItDoesNotTake(String field, String first, @Nullable String second) {
        var file = "name=\"file\"; filename=\"a.csv\"\r\n\r\nname\r\nAda";
        var refused = importing.parts(Stream.of(first, second, file)
                .filter(Objects::nonNull)
                .map(part -> part.replace("$", "\r\n\r\n"))
                .toArray(String[]::new));

        assertThat(refused.expect(400).at("/errors/0/field")).isEqualTo(field);
        assertThat(importing.api().get("/api/v1/imports").json().at("/results").size()).isZero();
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
