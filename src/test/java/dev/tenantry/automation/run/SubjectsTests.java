package dev.tenantry.automation.run;

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
}
