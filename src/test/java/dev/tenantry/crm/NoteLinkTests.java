package dev.tenantry.crm;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

class NoteLinkTests extends ApiTest {

    /** It is about no field alone: the sentence begins with none, and names those that it is about. */
    @Test
    void tellsWhichLinksANoteNeedsOne() {
        var api = people.signUp().api();
        var company = api.post("/api/v1/companies", "{\"name\":\"Acme\"}").expect(201).id();
        var note = api.post("/api/v1/notes", "{\"body\":\"x\",\"companyId\":\"%s\"}".formatted(company))
                .expect(201)
                .id();

        for (var refused : List.<Answer>of(api.post("/api/v1/notes", "{\"body\":\"x\"}").expect(422),
                api.patch("/api/v1/notes/" + note, "{\"companyId\":null}").expect(422))) {
            assertThat(refused.at("/errors/0/field")).isEqualTo("contactId");
            assertThat(refused.at("/detail")).startsWith("contactId: a note is about")
                    .contains("contactId", "companyId", "opportunityId")
                    .isEqualTo("contactId: " + refused.at("/errors/0/message"));
        }
    }
}
