package dev.tenantry.automation.run;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class SubjectsTests {

    @Test
    void areWhateverKindsOfRecordsThereAre() {
        var subjects = new Subjects(Map.of("contactId", "contact", "priceListId", "price-list"));

        subjects.addNamedIn(new JsonMapper().readTree(
                """
                {"contactId": "17", "priceListId": "4", "assigneeId": "01a2202e-8c0b-7c18-962d-7af4a853e396", "roomId": "9"}"""));

        assertThat(subjects.toArray()).containsExactlyInAnyOrder("contact/17", "price-list/4");
    }

    /** Of each kind, but of what is no record; what is only named may never have been there. */
    @Test
    void thoseThatStepsHaveFoundWereRead() {
        var subjects = new Subjects(Map.of("contactId", "contact", "priceListId", "price-list"));

        subjects.addAll(List.of("contact/17", "price-list/4", "address/a@b.example"));
        subjects.addNamedIn(new JsonMapper().readTree("{\"contactId\": \"18\"}"));

        assertThat(subjects.read()).containsExactly("contact/17", "price-list/4");
    }
}
