package dev.tenantry.shared.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** That names mean the same wherever they are compared. */
class OneTextTests extends ApiTest {

    private Api own = Api.at(0);

    @BeforeEach
    void signUp() {
        own = people.signUp().api();
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=José", "q=Jose\u0301", "q=jose", "q=JOSE  GARCIA", "filter=name[eq]:\"jose garcia\"",
        "filter=name[in]:(\"x\",\"JOSÉ GARCÍA\")", "filter=name[contains]:\"É G\"", "filter=name[startsWith]:\"josé\"",
        "filter=name[between]:(\"jose a\",\"JOSE Z\")", "filter=jobTitle[eq]:\"GESCHÄFTSFUHRER\"",
        "filter=company[startsWith]:\"strasse\"", "filter=email[eq]:\"JOSE@xn--mller-kva.de\"",
        "filter=email[contains]:\"MÜLLER\"", "filter=phone[startsWith]:\"+48\""})
    void aPersonIsFoundHoweverTheNameIsWritten(String query) {
        own.post("/api/v1/contacts", """
                {"name": "Jose\u0301 García", "jobTitle": "Geschäftsführer", "company": "Straßenbau AG",
                 "email": "Jose@müller.de", "phone": "+48 600"}""").expect(201);
        own.post("/api/v1/contacts", "{\"name\": \"Ann\"}").expect(201);

        assertThat(names("/api/v1/contacts?" + encoded(query))).containsExactly("Jose\u0301 García");
    }

    @Test
    void namesAreSortedWithoutRegardToCaseAndAccents() {
        for (var name : List.of("Zoe", "émile", "Éva", "adam", "Ädelheid", "ÅSA", "eric", "Łukasz", "luke", "lz")) {
            own.post("/api/v1/companies", "{\"name\": \"%s\"}".formatted(name)).expect(201);
        }

        assertThat(names("/api/v1/companies?sort=name")).containsExactly("adam", "Ädelheid", "ÅSA", "émile", "eric",
                "Éva", "Łukasz", "luke", "lz", "Zoe");
    }

    @Test
    void aBatchFindsWhatItNamesInAnotherSpelling() {
        own.post("/api/v1/companies", "{\"name\": \"İstanbul Tekstil\"}").expect(201);

        for (var name : List.of("İstanbul Tekstil", "ISTANBUL TEKSTİL", "istanbul tekstil ",
                "I\u0307stanbul Tekstil")) {
            own.post("/api/v1/companies/batch/upsert", """
                    {"inputs": [{"id": "%s", "idProperty": "name", "properties": {"name": "%s", "employees": %d}}]}"""
                    .formatted(name, name.strip(), name.length())).expect(200);
        }

        assertThat(names("/api/v1/companies")).hasSize(1);
    }

    @Test
    void aPersonIsFoundByOneFormOfTheAddress() {
        own.post("/api/v1/contacts", "{\"name\": \"Ann\", \"email\": \"Ann@Müller.de\"}").expect(201);

        own.post("/api/v1/contacts/batch/upsert", """
                {"inputs": [{"id": "ann@xn--mller-kva.de", "idProperty": "email", "properties": {"name": "Anna"}}]}""")
                .expect(200);

        assertThat(names("/api/v1/contacts")).containsExactly("Anna");
    }

    private List<String> names(String path) {
        return own.get(path)
                .expect(200)
                .json()
                .at("/results")
                .valueStream()
                .map(row -> row.at("/name").asString())
                .toList();
    }

    static String encoded(String query) {
        var parts = query.split("=", 2);
        return parts[0] + "=" + URLEncoder.encode(parts[1], StandardCharsets.UTF_8);
    }
}
