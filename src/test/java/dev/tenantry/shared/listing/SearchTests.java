package dev.tenantry.shared.listing;

import java.net.IDN;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** That a search holds for every row, however many have its words. */
class SearchTests extends ApiTest {

    private static final String OPPORTUNITIES = "/api/v1/opportunities";
    private static final int MANY = 1100;

    @Test
    void aSearchHasNoCap() {
        var own = people.signUp().api();
        for (var first = 0; first < MANY; first += 550) {
            var inputs = IntStream.range(first, first + 550)
                    .mapToObj("{\"properties\": {\"name\": \"Kowalski %d\"}}"::formatted)
                    .collect(Collectors.joining(","));
            own.post(OPPORTUNITIES + "/batch/create", "{\"inputs\": [" + inputs + "]}").expect(200);
        }
        own.post(OPPORTUNITIES, "{\"name\": \"Nowak\"}").expect(201);

        var filtered = own.get(OPPORTUNITIES + "?q=kowalski&total=true&filter=" + encoded("name[eq]:\"KOWALSKI 1099\""))
                .expect(200);
        assertThat(filtered.at("/results/0/name")).isEqualTo("Kowalski 1099");
        assertThat(filtered.at("/total")).isEqualTo("1");
        assertThat(own.get(OPPORTUNITIES + "?q=KOWALSKI&limit=1&total=true").at("/total")).isEqualTo("1100");
        assertThat(own.get(OPPORTUNITIES + "?q=kowalski&limit=1&total=true&sort=name").at("/results/0/name"))
                .isEqualTo("Kowalski 0");
        assertThat(own.get(OPPORTUNITIES + "/summary?q=kowalski").at("/results/0/count")).isEqualTo("1100");
        assertThat(own.get(OPPORTUNITIES + "?q=" + encoded("kowalski 1099")).json().at("/results").size()).isOne();
    }

    @Test
    void phrasesAreFoundAsTheyStandThereAndNothingWithWhatIsNotWanted() {
        var own = people.signUp().api();
        var names = List.of("Big Blue Boat", "Blue Big Boat", "Big Blue Whale", "5\" Pipe");
        var inputs = names.stream()
                .map(name -> "{\"properties\": {\"name\": \"%s\"}}".formatted(name.replace("\"", "\\\"")))
                .collect(Collectors.joining(","));
        for (var path : List.of("/api/v1/companies", "/api/v1/products")) {
            own.post(path + "/batch/create", "{\"inputs\": [" + inputs + "]}").expect(200);
        }
        own.post("/api/v1/events", """
                {"title": "Big Blue Boat", "startDate": "2030-01-01"}""")
                .expect(201);
        own.post("/api/v1/events", """
                {"title": "Blue Big Boat", "startDate": "2030-01-01"}""")
                .expect(201);

        for (var path : List.of("/api/v1/companies", "/api/v1/products")) {
            assertThat(names(own, path, "\"BIG blue\"")).containsExactlyInAnyOrder("Big Blue Boat", "Big Blue Whale");
            assertThat(names(own, path, "\u201cbig  blue\u201d boat")).containsExactly("Big Blue Boat");
            assertThat(names(own, path, "boat -\"blue big\"")).containsExactly("Big Blue Boat");
            assertThat(names(own, path, "-boat blue")).containsExactly("Big Blue Whale");
            assertThat(names(own, path, "-blue")).containsExactly("5\" Pipe");
            assertThat(names(own, path, "5\"")).containsExactly("5\" Pipe");
            assertThat(names(own, path, "\"blue whale big\"")).isEmpty();
            assertThat(names(own, path, "wale -boat")).isEmpty();
        }
        assertThat(own.get("/api/v1/events?q=" + encoded("\"big blue\" -whale")).json().at("/results").size()).isOne();
    }

    private static List<String> names(Api api, String path, String q) {
        return api.get(path + "?q=" + encoded(q)).expect(200).json().at("/results").findValuesAsString("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "'", "\"", "\u00ad", "\u0301", "%_%", "a\\%", "(", "😀", "\u200b \u200b"})
    void whatIsSoughtIsNoPattern(String text) {
        var own = people.signUp().api();
        own.post("/api/v1/companies", "{\"name\": \"Acme\"}").expect(201);
        own.post("/api/v1/companies", new JsonMapper().createObjectNode().put("name", "x" + text + "y").toString())
                .expect(201);

        var found = own.get("/api/v1/companies?q=" + encoded(text)).expect(200);

        assertThat(found.json().at("/results").valueStream().map(row -> row.at("/name").asString()))
                .doesNotContain("Acme");
    }

    /** Whoever wrote the address, and however: a part of it is found as people read it and as mail servers do. */
    @ParameterizedTest
    @CsvSource({"Bücher.example,xn--bcher-kva.example", "xn--bcher-kva.example,bücher", "xn--e1afmkfd.example,пример",
        "xn--r8jz45g.xn--zckzah.example,例え.テスト", "xn--mgbh0fb.example,مثال", "xn--nxasmq6b.example,βόλοσ",
        "xn--bcher-kva.example,xn--bch"})
    void findsDomainsOfAnyScriptInEitherForm(String domain, String sought) {
        var own = people.signUp().api();
        own.post("/api/v1/contacts", "{\"name\":\"Ada\",\"email\":\"ada@%s\"}".formatted(domain)).expect(201);
        own.post("/api/v1/contacts", "{\"name\":\"Bob\",\"email\":\"bob@example.com\"}").expect(201);

        for (var q : List.of(sought, sought.toUpperCase(Locale.ROOT), domain)) {
            assertThat(own.get("/api/v1/contacts?q=" + encoded(q)).expect(200).json().at("/results"))
                    .as(q)
                    .extracting(contact -> contact.at("/name").asString())
                    .containsExactly("Ada");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bücher", "münchen-ost", "пример", "例え", "مثال", "ไทย", "ü", "aü-bü9", "日本語a", "😀x",
        "ドメイン名例", "example"})
    void decodesLabelsAsJavaDoes(String label) throws SQLException {
        assertThat(decoded(IDN.toASCII(label, IDN.ALLOW_UNASSIGNED))).isEqualTo(label);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xn--", "xn---", "xn--a", "xn--99999999", "xn--\u00fc", "xn--zzzzzzzzzzzzzzzzzzzz",
        "xn--a-b-c",
        "xn--bcher-kv", "xn--bcher-kva999999999", "xn", ""})
    void takesLabelsThatMeanNothing(String label) throws SQLException {
        assertThat(decoded(label)).isNotNull();
    }

    private static String decoded(String label) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement("select app.idn_label(?)")) {
            statement.setString(1, label);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
