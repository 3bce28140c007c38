package dev.tenantry.crm;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** A contact has several addresses and numbers, one of each the primary one, and is found by any of them. */
class ContactPointTests extends ApiTest {

    private static final String CONTACTS = "/api/v1/contacts";
    private static final String SEVERAL = """
            {"name": "Grace", "emails": [{"address": "grace@home.example", "label": "home"},
                {"address": "Grace@Work.example", "label": "work", "primary": true}]}""";

    private Api own = Api.at(0);

    @BeforeEach
    void somebody() {
        own = people.signUp().api();
    }

    @Test
    void oneOfSeveralAddressesIsThePrimaryOne() {
        var made = own.post(CONTACTS, SEVERAL).expect(201);

        assertThat(made.at("/email")).isEqualTo("Grace@Work.example");
        assertThat(addresses(made)).containsExactly("Grace@Work.example", "grace@home.example");
        assertThat(made.at("/emails/0/label") + made.at("/emails/0/primary") + made.at("/emails/1/primary"))
                .isEqualTo("worktruefalse");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"email\": \"new@work.example\"} | new@work.example grace@home.example | work",
        "{\"email\": \"GRACE@home.example\"} | GRACE@home.example Grace@Work.example | home",
        "{\"email\": null} | grace@home.example | home",
        "{\"emails\": [{\"address\": \"a@x.example\"}, {\"address\": \"grace@work.example\"}]} | grace@work.example a@x.example |",
        "{\"emails\": [{\"address\": \"a@x.example\"}, {\"address\": \"b@x.example\"}]} | a@x.example b@x.example |",
        "{\"emails\": [{\"address\": \"a@x.example\"}], \"email\": \"a@x.example\"} | a@x.example |",
        "{\"emails\": [], \"email\": null} | |", "{\"emails\": null, \"email\": null} | |",
        "{\"name\": \"Other\"} | Grace@Work.example grace@home.example | work"})
    void whatIsStatedAloneLeavesTheOthers(String patch, String expected, String label) {
        var id = own.post(CONTACTS, SEVERAL).expect(201).id();

        var changed = own.patch(CONTACTS + "/" + id, patch).expect(200);

        assertThat(String.join(" ", addresses(changed))).isEqualTo(expected == null ? "" : expected);
        assertThat(changed.at("/email")).isEqualTo(changed.at("/emails/0/address"));
        assertThat(changed.at("/emails/0/label")).isEqualTo(label == null ? "" : label);
        assertThat(own.put(CONTACTS + "/" + id, changed.text()).expect(200).text()).as("restated")
                .isEqualTo(changed.text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"emails\": [{\"address\": \"a@x.example\"}, {\"address\": \"A@x.example\"}]} | emails[1].address | duplicate",
        "{\"emails\": [{\"address\": \"a@x.example\", \"primary\": true}, {\"address\": \"b@x.example\", \"primary\": true}]} | emails[1].primary | several-primary",
        "{\"emails\": [{\"address\": \"a@x.example\"}], \"email\": \"c@x.example\"} | email | contradiction",
        "{\"emails\": []} | emails | contradiction",
        "{\"emails\": null} | emails | contradiction",
        "{\"emails\": [{\"address\": \"no\"}]} | emails[0].address | email",
        "{\"emails\": [null]} | emails[0] | not-null",
        "{\"phones\": [{\"number\": \"+49 171 2345678\"}, {\"number\": \"0049171 2345678\"}]} | phones[1].number | duplicate"})
    void whatContradictsItselfIsRefusedByName(String patch, String field, String code) {
        var id = own.post(CONTACTS, SEVERAL).expect(201).id();

        var refused = own.patch(CONTACTS + "/" + id, patch).expect(422);

        assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/code")).as(refused.text())
                .isEqualTo(field + " " + code);
    }

    @Test
    void thereAreTwentyAtMost() {
        var many = "{\"address\": \"a%d@x.example\"}";
        var list = new StringBuilder();
        for (var index = 0; index < 21; index++) {
            list.append(index == 0 ? "" : ",").append(many.formatted(index));
        }

        var refused = own.post(CONTACTS, "{\"name\": \"N\", \"emails\": [%s]}".formatted(list)).expect(422);

        assertThat(refused.at("/errors/0/field") + refused.at("/errors/0/code")).isEqualTo("emailssize");
    }

    @Test
    void listsSearchesAndUpsertsFindByAnyOfThem() {
        var id = own.post(CONTACTS, SEVERAL).expect(201).id();
        own.post(CONTACTS, "{\"name\": \"Other\", \"email\": \"other@home.example\"}").expect(201);

        for (var question : List.of("filter=emails[eq]:GRACE@home.example", "filter=emails[eq]:grace@work.example",
                "q=grace@home",
                "filter=emails[in]:(nobody@home.example,grace@home.example)",
                "filter=emails[neq]:other@home.example")) {
            assertThat(found(own, question)).as(question).containsExactly(id);
        }
        var upserted = own.post(CONTACTS + "/batch/upsert",
                """
                {"inputs": [{"id": "grace@HOME.example", "idProperty": "email", "properties": {"jobTitle": "Admiral"}}]}""");
        assertThat(upserted.at("/results/0/resource/id")).as(upserted.text()).isEqualTo(id);
        assertThat(upserted.at("/results/0/resource/email")).isEqualTo("Grace@Work.example");
    }

    @Test
    void anAddressOfTwoContactsIsAmbiguous() {
        own.post(CONTACTS, SEVERAL).expect(201);
        own.post(CONTACTS, "{\"name\": \"Other\", \"email\": \"grace@home.example\"}").expect(201);

        var refused = own.post(CONTACTS + "/batch/upsert", """
                {"inputs": [{"id": "grace@home.example", "idProperty": "email", "properties": {"jobTitle": "x"}}]}""");

        assertThat(refused.at("/errors/0/errors/0/code")).as(refused.text()).isEqualTo("ambiguous");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0171 2345678", "+49 171 2345678", "00491712345678", "(0171) 234-56-78", "٠١٧١ ٢٣٤٥٦٧٨",
        "+49 (0)171/2345678", "0171 2345678 ext. 7"})
    void aNumberIsFoundInAnySpelling(String written) {
        own.patch("/api/v1/organization/settings", "{\"region\": \"DE\"}").expect(200);
        var id = own.post(CONTACTS, "{\"name\": \"N\", \"phone\": \"%s\"}".formatted(written)).expect(201).id();
        var other = own.post(CONTACTS, """
                {"name": "M", "phones": [{"number": "+43 1 5134444"}, {"number": "%s", "label": "x"}]}"""
                .formatted(written)).expect(201).id();

        var shown = own.get(CONTACTS + "/" + id);
        assertThat(shown.at("/phone") + " " + shown.at("/phones/0/e164") + " " + shown.at("/phones/0/valid"))
                .isEqualTo(written + " +491712345678 true");
        for (var spelling : List.of("0171 2345678", "+49 171 2345678", "00491712345678", "٠١٧١٢٣٤٥٦٧٨",
                "0171/2345678")) {
            var asked = URLEncoder.encode(spelling, StandardCharsets.UTF_8);
            assertThat(found(own, "filter=phones[eq]:" + asked)).as(spelling).containsExactlyInAnyOrder(id, other);
            assertThat(found(own, "q=" + asked)).as(spelling).containsExactlyInAnyOrder(id, other);
        }
        assertThat(found(own, "filter=phones[eq]:0171%202345679")).isEmpty();
    }

    @Test
    void aNumberIsOneWithAndWithoutItsCountry() {
        own.patch("/api/v1/organization/settings", "{\"region\": \"DE\"}").expect(200);

        var refused = own.post("/api/v1/contacts", """
                {"name": "N", "phones": [{"number": "0171 2345678"}, {"number": "+49 171 2345678"}]}""").expect(422);
        var one = own.post("/api/v1/contacts", "{\"name\": \"A\", \"phone\": \"0171 2345678\"}").expect(201).id();
        var other = own.post("/api/v1/contacts", "{\"name\": \"B\", \"phone\": \"+49 171 2345678\"}").expect(201).id();
        var duplicates = own.get("/api/v1/contacts/" + one + "/duplicates").expect(200);
        var lead = own.post("/api/v1/leads", "{\"name\": \"B\", \"phone\": \"+49 171 2345678\"}").expect(201).id();
        var converted = own.put("/api/v1/leads/" + lead + "/conversion", "{\"contactId\": \"%s\"}".formatted(one))
                .expect(200);
        own.delete("/api/v1/leads/" + lead + "/conversion").expect(200);
        var merged = own.put("/api/v1/contacts/" + one + "/merger", "{\"contactId\": \"%s\"}".formatted(other))
                .expect(200);

        assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/code"))
                .isEqualTo("phones[1].number duplicate");
        assertThat(duplicates.text()).contains("\"" + other + "\"", "\"phone\"");
        assertThat(converted.json().at("/differences").findValuesAsString("field")).containsExactly("name");
        assertThat(merged.json().at("/phones")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0171 2345678, , false", "12, DE, false", "call me, DE, false", "0171 2345678, FR, false",
        "+4930123456, , true"})
    void whatIsNoNumberOfTheRegionIsKeptAsItIsWritten(String written, String region, boolean isValid) {
        if (region != null) {
            own.patch("/api/v1/organization/settings", "{\"region\": \"%s\"}".formatted(region)).expect(200);
        }

        var made = own.post(CONTACTS, "{\"name\": \"N\", \"phone\": \"%s\"}".formatted(written)).expect(201);

        assertThat(made.at("/phone")).isEqualTo(written);
        assertThat(made.at("/phones/0/valid")).isEqualTo(String.valueOf(isValid));
        assertThat(made.json().at("/phones/0").has("e164")).isEqualTo(isValid);
        assertThat(found(own, "filter=phones[eq]:" + URLEncoder.encode(written, StandardCharsets.UTF_8)))
                .containsExactly(made.id());
    }

    @Test
    void theLocaleSaysTheRegionWhereNothingElseDoes() {
        own.patch("/api/v1/organization/settings", "{\"locale\": \"de-AT\"}").expect(200);

        var made = own.post(CONTACTS, "{\"name\": \"N\", \"phone\": \"01 5134444\"}").expect(201);

        assertThat(made.at("/phones/0/e164")).isEqualTo("+4315134444");
    }

    @Test
    void numbersAreReadAsInTheContactsCountryAndElseAsInTheOrganizations() {
        own.patch("/api/v1/organization/settings", "{\"region\": \"CH\"}").expect(200);
        var made = own
                .post(CONTACTS,
                        """
                {"name": "N", "phones": [{"number": "0532 123 45 67", "primary": true}, {"number": "044 668 18 00"}]}""")
                .expect(201);
        assertThat(made.at("/phones/0/valid") + made.at("/phones/1/e164")).isEqualTo("false+41446681800");

        var moved = own.patch(CONTACTS + "/" + made.id(), "{\"addresses\": [{\"country\": \"TR\"}]}").expect(200);

        assertThat(moved.at("/phones/0/e164") + moved.at("/phones/1/e164")).isEqualTo("+905321234567+41446681800");
        assertThat(found(own, "filter=phones[eq]:%2B90%20532%20123%2045%2067")).containsExactly(made.id());
    }

    @Test
    void anEventSaysWhatOfThemChanged() {
        var id = own.post(CONTACTS, SEVERAL).expect(201).id();

        own.patch(CONTACTS + "/" + id, "{\"emails\": [{\"address\": \"grace@work.example\"}]}").expect(200);

        var trail = own.get("/api/v1/audit-logs?filter=resourceId[eq]:" + id + "&sort=-createdAt").expect(200);
        assertThat(trail.text()).contains("otherEmails").contains("grace@home.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"contacts", "companies"})
    void thereAreSeveralAddressesInTheirParts(String kind) {
        var address = "{\"label\":\"billing\",\"lines\":[\"Ring 1\",\"Door 2\"],\"postalCode\":\"1010\",\"city\":\"Wien\",\"country\":\"AT\"}";
        var made = own.post("/api/v1/" + kind,
                "{\"name\": \"N\", \"addresses\": [%s, {\"country\": \"DE\"}]}".formatted(address)).expect(201);
        var path = "/api/v1/" + kind + "/" + made.id();

        assertThat(made.json().at("/addresses/0").toString()).isEqualTo(address);
        assertThat(own.get("/api/v1/" + kind + "?q=wien").at("/results/0/id")).isEqualTo(made.id());
        assertThat(own.put(path, made.text()).expect(200).text()).isEqualTo(made.text());
        var refused = own.patch(path, "{\"addresses\": [{\"country\": \"XX\"}, {\"label\": \"home\"}]}").expect(422);
        assertThat(refused.json().at("/errors").valueStream().map(one -> one.at("/field").asString()))
                .containsExactly("addresses[0].country", "addresses[1].city");
        assertThat(own.patch(path, "{\"addresses\": null}").expect(200).json().at("/addresses")).isEmpty();
    }

    @Test
    void aZoneIsOneOfTheDatabase() {
        own.post(CONTACTS, "{\"name\": \"N\", \"zone\": \"Mars/Base\"}").expect(422);
        var id = own.post(CONTACTS, "{\"name\": \"N\", \"zone\": \"Asia/Tokyo\"}").expect(201).id();

        assertThat(found(own, "filter=zone[eq]:Asia/Tokyo")).containsExactly(id);
    }

    private static List<String> found(Api api, String question) {
        return api.get(CONTACTS + "?" + question.replace("[", "%5B").replace("]", "%5D"))
                .expect(200)
                .json()
                .at("/results")
                .valueStream()
                .map(row -> row.at("/id").asString())
                .toList();
    }

    private static List<String> addresses(Answer contact) {
        return contact.json().at("/emails").valueStream().map(one -> one.at("/address").asString()).toList();
    }
}
