package dev.tenantry.shared.listing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.support.ApiTest;

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

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
