package dev.tenantry.crm;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;

import static org.assertj.core.api.Assertions.assertThat;

/** Two contacts that are the same person become one, with all that refers to either. */
class ContactMergerTests extends ApiTest {

    private static final String CONTACTS = "/api/v1/contacts/";

    private Api own = Api.at(0);

    @BeforeEach
    void somebody() {
        own = people.signUp().api();
    }

    @Test
    void whatTheOtherHasBesidesIsTheContacts() {
        var stays = contact(
                "{\"name\":\"Grace\",\"email\":\"g@x.example\",\"jobTitle\":\"Admiral\",\"phone\":\"+4930123456\"}");
        var goes = contact(
                "{\"name\":\"G. Hopper\",\"email\":\"h@x.example\",\"jobTitle\":\"Engineer\",\"zone\":\"Asia/Tokyo\","
                        + "\"externalId\":\"E1\",\"phone\":\"0049 30 123456\",\"addresses\":[{\"city\":\"Wien\"}]}");

        var merged = merge(stays, goes, "\"jobTitle\"").expect(200);

        assertThat(merged.at("/name") + merged.at("/jobTitle") + merged.at("/zone") + merged.at("/externalId"))
                .isEqualTo("GraceEngineerAsia/TokyoE1");
        assertThat(merged.at("/email") + " " + merged.at("/emails/1/address")).isEqualTo("g@x.example h@x.example");
        assertThat(merged.json().at("/phones")).hasSize(1);
        assertThat(merged.at("/addresses/0/city")).isEqualTo("Wien");
        own.get(CONTACTS + goes).expect(404);
        assertThat(own.get(CONTACTS + "trash").at("/results/0/id")).isEqualTo(goes);
        assertThat(own.get(CONTACTS + stays + "/timeline").text()).contains("contact.merged");
        assertThat(own
                .get("/api/v1/audit-logs?filter=actionType[eq]:contact.merged".replace("[", "%5B").replace("]", "%5D"))
                .text()).contains(goes);
    }

    @Test
    void whatReferredToTheOtherRefersToTheContact() {
        var stays = contact("{\"name\":\"Grace\"}");
        var goes = contact("{\"name\":\"G. Hopper\"}");
        var deal = own.post("/api/v1/opportunities", "{\"name\":\"D\",\"contactId\":\"%s\"}".formatted(goes))
                .expect(201);
        var task = own.post("/api/v1/tasks", "{\"title\":\"T\",\"contactId\":\"%s\"}".formatted(goes)).expect(201);
        var note = own.post("/api/v1/notes", "{\"body\":\"N\",\"contactId\":\"%s\"}".formatted(goes)).expect(201);
        var tag = own.post("/api/v1/tags", "{\"name\":\"VIP\"}").expect(201).id();
        own.send("PUT", CONTACTS + goes + "/tags/" + tag, null).expect(204);
        own.send("PUT", CONTACTS + stays + "/tags/" + tag, null).expect(204);

        own.send("PUT", CONTACTS + goes + "/following", null).expect(204);

        merge(stays, goes, "").expect(200);

        assertThat(own.get(CONTACTS + stays + "/followers").json().at("/results")).hasSize(1);
        assertThat(own.get("/api/v1/opportunities/" + deal.id()).at("/contactId")).isEqualTo(stays);
        assertThat(own.get("/api/v1/tasks/" + task.id()).at("/contactId")).isEqualTo(stays);
        assertThat(own.get("/api/v1/notes/" + note.id()).at("/contactId")).isEqualTo(stays);
        assertThat(own.get(CONTACTS + stays + "/tags").json().at("/results")).hasSize(1);
        assertThat(own.get(CONTACTS + stays + "/timeline").text()).contains("opportunity.created");
    }

    @Test
    void theOthersKeyIsOneOfTheContacts() {
        var stays = contact("{\"name\":\"Grace\",\"externalId\":\"E1\"}");
        var goes = contact(
                "{\"name\":\"G. Hopper\",\"externalId\":\"E2\",\"externalIds\":[{\"source\":\"hubspot\",\"id\":\"7\"}]}");
        var third = contact("{\"name\":\"G. H.\",\"externalId\":\"E3\"}");

        merge(stays, goes, "").expect(200);
        var merged = merge(stays, third, "\"externalId\"").expect(200);

        assertThat(merged.at("/externalId")).isEqualTo("E3");
        assertThat(merged.json().at("/externalIds").findValuesAsString("id")).containsExactly("7", "E2", "E1");
    }

    @Test
    void whoAttendedAsBothAttendsOnce() {
        var stays = contact("{\"name\":\"Grace\",\"email\":\"g@x.example\"}");
        var goes = contact("{\"name\":\"G. Hopper\",\"email\":\"h@x.example\"}");
        var event = "/api/v1/events/" + own.post("/api/v1/events", "{\"title\":\"Talk\",\"startDate\":\"2026-03-02\"}")
                .expect(201)
                .id();
        own.put(event + "/attendees", """
                {"attendees":[{"contactId":"%s"},{"contactId":"%s","answer":"accepted"},{"email":"x@x.example"}]}"""
                .formatted(stays, goes)).expect(200);

        merge(stays, goes, "").expect(200);

        var attendees = own.get(event + "/attendees").expect(200);
        assertThat(attendees.json().at("/attendees")).hasSize(2);
        assertThat(attendees.at("/attendees/0/contactId") + attendees.at("/attendees/0/answer"))
                .isEqualTo(stays + "accepted");
    }

    @ParameterizedTest
    @CsvSource({"stays,'',contactId,same", "9999999,'',contactId,unknown-reference",
        "goes,'\"emails\"',fields[0],unknown",
        "goes,'\"nothing\"',fields[0],unknown", "trashed,'',contactId,unknown-reference"})
    void whatCannotBeMergedIsRefusedByName(String which, String fields, String field, String code) {
        var stays = contact("{\"name\":\"Grace\"}");
        var goes = contact("{\"name\":\"G. Hopper\"}");
        if (which.equals("trashed")) {
            own.delete(CONTACTS + goes).expect(204);
        }

        var refused = merge(stays,
                which.equals("stays") ? stays : which.equals("goes") || which.equals("trashed") ? goes : which, fields)
                .expect(422);

        assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/code")).as(refused.text())
                .isEqualTo(field + " " + code);
    }

    @Test
    void anothersContactIsNone() {
        var stays = contact("{\"name\":\"Grace\"}");
        var foreign = people.signUp().api().post("/api/v1/contacts", "{\"name\":\"F\"}").expect(201).id();

        assertThat(merge(stays, foreign, "").expect(422).at("/errors/0/code")).isEqualTo("unknown-reference");
        assertThat(merge(foreign, stays, "").status()).isEqualTo(404);
    }

    @Test
    void oneOfTwoThatMergeEachOtherAtOnceStays() {
        var one = contact("{\"name\":\"One\"}");
        var other = contact("{\"name\":\"Other\"}");
        var count = new AtomicInteger();

        var answers = Parallel.times(2,
                () -> count.getAndIncrement() % 2 == 0 ? merge(one, other, "") : merge(other, one, ""));

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(200);
        assertThat(own.get("/api/v1/contacts").json().at("/results")).hasSize(1);
    }

    @Test
    void contactsWithSomethingInCommonAreTold() {
        var company = own.post("/api/v1/companies", "{\"name\":\"Acme\"}").expect(201).id();
        var one = contact(
                "{\"name\":\"Grace\",\"companyId\":\"%s\",\"emails\":[{\"address\":\"a@x.example\"},{\"address\":\"b@x.example\"}],\"phone\":\"+49 30 123456\"}"
                        .formatted(company));
        var mail = contact("{\"name\":\"M\",\"email\":\"B@x.example\"}");
        var both = contact("{\"name\":\"grace\",\"companyId\":\"%s\",\"phone\":\"0049 30 123456\"}".formatted(company));
        var named = contact("{\"name\":\"GRACE\"}");
        contact("{\"name\":\"Grace\",\"company\":\"Other\"}");

        var found = own.get(CONTACTS + one + "/duplicates").expect(200);

        assertThat(found.json().at("/results")).hasSize(3);
        assertThat(found.at("/results/0/id") + found.json().at("/results/0/sameIn")).isEqualTo(mail + "[\"email\"]");
        assertThat(found.at("/results/1/id") + found.json().at("/results/1/sameIn"))
                .isEqualTo(both + "[\"name\",\"phone\"]");
        assertThat(found.at("/results/2/id") + found.json().at("/results/2/sameIn")).isEqualTo(named + "[\"name\"]");
        own.get(CONTACTS + "999999/duplicates").expect(404);
    }

    private String contact(String body) {
        return own.post("/api/v1/contacts", body).expect(201).id();
    }

    private Answer merge(String stays, String goes, String fields) {
        return own.put(CONTACTS + stays + "/merger", "{\"contactId\":\"%s\",\"fields\":[%s]}".formatted(goes, fields));
    }
}
