package dev.tenantry.crm;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import de.siegmar.fastcsv.reader.CsvReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists of records as files. */
class RecordExportTests extends ApiTest {

    private static final String DIRTY = "\u05e9\u05dc\u05d5\u05dd \"A\u0301da\", \ud83d\udc69\u200d\ud83d\udcbb";

    private Api api = Api.at(0);

    @BeforeEach
    void signUp() {
        api = people.signUp().api();
    }

    @Test
    void haveAllRowsOnceAndSayThatTheyWereTaken() throws IOException {
        var names = IntStream.range(0, 450).mapToObj("Ada %03d"::formatted).toList();
        api.post("/api/v1/contacts/batch/create", names.stream()
                .map("{\"properties\": {\"name\": \"%s\"}}"::formatted)
                .collect(Collectors.joining(",", "{\"inputs\": [", "]}"))).expect(200);
        api.post("/api/v1/contacts", "{\"name\": \"Bob\"}").expect(201);

        var rows = rows(api.get("/api/v1/contacts/export?columns=name,id&sort=name&filter=name[startsWith]:%22ada%22"));

        assertThat(rows.getFirst()).containsExactly("name", "id");
        assertThat(rows.stream().skip(1).map(List::getFirst)).isEqualTo(names);
        assertThat(rows.stream().map(List::getLast)).doesNotHaveDuplicates();
        var noted = api.get("/api/v1/audit-logs?filter=actionType[eq]:contact.exported").expect(200);
        assertThat(noted.at("/results/0/actionCategory")).isEqualTo("data_access");
        assertThat(noted.at("/results/0/newValues/rows")).isEqualTo("450");
        assertThat(noted.at("/results/0/newValues/filter")).isEqualTo("name[startsWith]:\"…\"");
    }

    @Test
    void haveWhatIsShownWithoutFormulas() throws IOException {
        var company = api.post("/api/v1/companies", "{\"name\": \"=HYPERLINK(1)\"}").expect(201).id();
        api.post("/api/v1/contacts",
                """
                {"name": "%s", "jobTitle": "+cmd|' /C calc'!A0", "companyId": "%s", "emails": [{"address": "ada@example.com"}]}"""
                        .formatted(DIRTY.replace("\"", "\\\""), company))
                .expect(201);
        api.post("/api/v1/opportunities",
                "{\"name\": \"Deal\", \"amount\": {\"amount\": \"-12.50\", \"currency\": \"EUR\"}}").expect(201);

        var contact = rows(api.get("/api/v1/contacts/export?columns=name,jobTitle,companyId,emails,deletedAt"))
                .getLast();
        assertThat(contact).startsWith(DIRTY, "'+cmd|' /C calc'!A0", company).endsWith("");
        assertThat(contact.get(3)).startsWith("[{").contains("ada@example.com");
        assertThat(rows(api.get("/api/v1/companies/export?columns=name")).getLast())
                .containsExactly("'=HYPERLINK(1)");
        assertThat(rows(api.get("/api/v1/opportunities/export?columns=amount.amount,amount.currency")).getLast())
                .containsExactly("-12.50", "EUR");
        assertThat(rows(api.get("/api/v1/leads/export"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"columns=secret", "columns=name,name", "columns=,name", "limit=5", "sort=-nothing",
        "filter=nothing[eq]:1", "view=4711"})
    void refuseWhatTheyCannotTell(String query) {
        var refused = api.get("/api/v1/contacts/export?" + query).expect(400);

        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(api.get("/api/v1/audit-logs?filter=actionType[eq]:contact.exported")
                .expect(200)
                .json()
                .path("results")).isEmpty();
    }

    @Test
    void takeNothingWhereOnlyTheirHeadIsAskedForOrSomethingElse() {
        api.send("HEAD", "/api/v1/contacts/export", null).expect(200);
        api.with("Accept", "application/json").get("/api/v1/contacts/export").expect(406);

        assertThat(api.get("/api/v1/audit-logs?filter=actionType[eq]:contact.exported")
                .expect(200)
                .json()
                .path("results")).isEmpty();
    }

    /** Which is not to look as if it were all. */
    @Test
    void endWhereTheRightsEndThatTheyBeganWith() throws IOException, SQLException {
        api.post("/api/v1/tasks/batch/create", "{\"properties\": {\"title\": \"Long\"}},".repeat(450)
                .transform(all -> "{\"inputs\": [" + all.substring(0, all.length() - 1) + "]}")).expect(200);
        lengthen(api.get("/api/v1/tasks?limit=1").expect(200).at("/results/0/id"));
        var key = api.post("/api/v1/api-keys", "{\"name\": \"k\", \"scopes\": [\"tasks:read\"]}").expect(201);
        try (var socket = new Socket()) {
            // Small, so that the server has to wait for who reads.
            socket.setReceiveBufferSize(16_384);
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress("127.0.0.1", port()));
            socket.getOutputStream().write("""
                    GET /api/v1/tasks/export HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Bearer %s\r
                    \r
                    """.formatted(key.at("/key")).getBytes(StandardCharsets.US_ASCII));
            assertThat(text(socket.getInputStream().readNBytes(1_000))).startsWith("HTTP/1.1 200");

            api.put("/api/v1/api-keys/" + key.id() + "/revocation", "{}").expect(200);

            var rest = text(socket.getInputStream().readAllBytes());
            assertThat(rest.length()).isBetween(10_000, 8_900_000);
            assertThat(rest).doesNotEndWith("\r\n0\r\n\r\n").doesNotContain("ended meanwhile");
        }
    }

    private static String text(byte[] sent) {
        return new String(sent, StandardCharsets.US_ASCII);
    }

    /** All tasks of the organization that this one is of, beyond what requests may make them, to fill the network's buffers. */
    /** A part of it, by a filter, is a file all the same. */
    @Test
    void areRefusedBeforeAnythingIsWrittenWhereThereIsTooMuch() throws SQLException {
        var owner = people.signUp();
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("insert into lost_reasons (organization_id, name) select '" + owner.organizationId()
                    + "', 'n' || n from generate_series(1, 100001) n");
        }
        var file = "/api/v1/lost-reasons/export";

        var refused = owner.api().get(file).expect(422);

        assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/code"))
                .isEqualTo("filter too-many-rows");
        assertThat(refused.at("/detail")).contains("and a file 100000 at most");
        assertThat(owner.api().get(file + "?filter=name[eq]:%22n7%22").expect(200).text()).contains("n7");
        assertThat(owner.api()
                .get("/api/v1/audit-logs?filter=actionType[eq]:lost-reason.exported")
                .expect(200)
                .json()
                .path("results")).hasSize(1);
    }

    private static void lengthen(String task) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(
                    "update tasks set description = repeat('x', 20000) where organization_id = (select organization_id from tasks where id = "
                            + task + ")");
        }
    }

    private static List<List<String>> rows(Answer answer) throws IOException {
        assertThat(answer.expect(200).header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        try (var reader = CsvReader.builder().ofCsvRecord(answer.text())) {
            return reader.stream().map(row -> List.copyOf(row.getFields())).toList();
        }
    }
}
