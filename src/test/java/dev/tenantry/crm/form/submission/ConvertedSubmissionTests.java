package dev.tenantry.crm.form.submission;

import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import dev.tenantry.crm.form.Visitor;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What visitors send that is converted at once: to a contact, a company and a deal, made or found. */
class ConvertedSubmissionTests extends ApiTest {

    private static final String FORMS = "/api/v1/forms";
    private static final String SUBMISSIONS = "/api/v1/form-submissions";
    private static final String FORM = """
            {"name": "Quote", "protection": {"minimumSeconds": 0}, "handling": "convert"%s,
             "mapping": {"name": "name", "email": "email", "phone": "phone", "firm": "company", "site": "website"},
             "fields": {"type": "object", "required": ["email"], "properties": {
                "name": {"type": "string", "title": "Name"}, "email": {"type": "string", "format": "email", "title": "Address"},
                "phone": {"type": "string", "format": "tel", "title": "Number"}, "firm": {"type": "string", "title": "Firm"},
                "site": {"type": "string", "format": "uri", "title": "Page"}}}}""";
    private static final String ALL = ", \"conversion\": {\"company\": true, \"opportunity\": {\"product\": \"Loom\"}}";

    private Api as = Api.at(0);
    private String domain = "";
    private String email = "";

    @BeforeEach
    void signUp() {
        as = people.signUp().api();
        domain = "d" + UUID.randomUUID() + ".example";
        email = "zoe@" + domain;
    }

    @Test
    void becomesContactCompanyAndDealOnceItIsConfirmedAndBack() {
        send(published(ALL + ", \"doubleOptIn\": true"), "name", "Zoë 👩‍👧", "firm", "Weaver & Söhne");
        assertThat(count("contacts") + count("companies") + count("opportunities")).isZero();
        confirm();

        var told = submission();
        var contact = record("contacts", told.at("/contactId"));
        var deal = record("opportunities", told.at("/opportunityId"));
        assertThat(told.at("/matches")).isEmpty();
        assertThat(contact.at("/name") + contact.at("/email") + contact.at("/companyId"))
                .isEqualTo("Zoë 👩‍👧" + email + told.at("/companyId").asString());
        assertThat(record("companies", told.at("/companyId")).at("/name")).isEqualTo("Weaver & Söhne");
        assertThat(deal.at("/name") + deal.at("/product") + deal.at("/contactId"))
                .isEqualTo("Weaver & SöhneLoom" + contact.id());

        as.delete("/api/v1/leads/" + told.at("/leadId").asString() + "/conversion").expect(200);
        assertThat(count("contacts") + count("companies") + count("opportunities")).isZero();
        assertThat(submission().has("contactId")).isFalse();
        as.put("/api/v1/leads/" + told.at("/leadId").asString() + "/conversion", "{}").expect(200);
        assertThat(submission().has("contactId")).isTrue();
    }

    @Test
    void whoIsThereAlreadyIsFoundAndTakesWhatItLacksFromWhoeverHasProvedTheAddress() {
        var company = as.post("/api/v1/companies", "{\"name\": \"Weaver\", \"domain\": \"www.%s\"}".formatted(domain))
                .expect(201)
                .id();
        var contact = as.post("/api/v1/contacts", """
                {"name": "Zoe", "emails": [{"address": "z@home.example", "primary": true}, {"address": "%s"}]}"""
                .formatted(email.toUpperCase(Locale.ROOT))).expect(201).id();

        send(published(ALL), "phone", "+43 1 234567", "name", "Somebody");
        assertThat(submission().at("/contactId").asString() + submission().at("/companyId").asString())
                .isEqualTo(contact + company);
        assertThat(submission().at("/matches").toString()).isEqualTo(
                "[{\"type\":\"contact\",\"by\":\"email\"},{\"type\":\"company\",\"by\":\"domain\"}]");
        var untouched = as.get("/api/v1/contacts/" + contact).expect(200);
        assertThat(untouched.json().has("phone")).as("anybody can write down another's address").isFalse();
        assertThat(untouched.at("/name")).isEqualTo("Zoe");

        send(published(ALL + ", \"doubleOptIn\": true"), "phone", "+43 1 234567");
        confirm();
        var filled = as.get("/api/v1/contacts/" + contact).expect(200);
        assertThat(filled.at("/phone") + filled.at("/companyId")).isEqualTo("+43 1 234567" + company);
        assertThat(count("contacts")).isEqualTo(1);
        assertThat(count("opportunities")).isEqualTo(2);
    }

    @Test
    void saysOfTheDealWhatTheMappingSaysOfIt() {
        var pipeline = as.get("/api/v1/pipelines").json().at("/results/0/id").asString();
        as.put("/api/v1/pipelines/" + pipeline,
                """
                {"name": "Sales", "stages": [{"name": "Talks", "kind": "open", "probability": 1, "requiredFields": ["amount"]},
                 {"name": "Won", "kind": "won", "probability": 100}, {"name": "Lost", "kind": "lost", "probability": 0}]}""")
                .expect(200);
        var asked = FORM
                .formatted(", \"conversion\": {\"opportunity\": {\"name\": \"Inquiry\", \"currency\": \"JPY\"}}")
                .replace("\"required\": [\"email\"]", "\"required\": [\"email\", \"budget\"]")
                .replace("\"properties\": {",
                        """
                "properties": {"budget": {"type": "number", "title": "Budget"}, "by": {"type": "string", "format": "date", "title": "By"},
                 "what": {"type": "string", "enum": ["Loom", "Reed"], "title": "What"},""")
                .replace("\"mapping\": {",
                        """
                "mapping": {"budget": "opportunity_amount", "by": "opportunity_expected_close_on", "what": "opportunity_product",""");
        var form = as.post(FORMS, asked).expect(201).id();

        send(as.put(FORMS + "/" + form + "/publication", "").expect(200), "budget", "1200.6", "by", "2031-02-28",
                "what",
                "Reed", "name", "Zoe");

        var deal = record("opportunities", submission().at("/opportunityId"));
        assertThat(List.of(deal.at("/name"), deal.at("/amount/amount"), deal.at("/amount/currency"),
                deal.at("/expectedCloseOn"), deal.at("/product")))
                .containsExactly("Inquiry", "1201", "JPY", "2031-02-28", "Reed");
        for (var wrong : List.of(asked.replace("opportunity_expected_close_on", "opportunity_name"),
                asked.replaceFirst("\"conversion\": .*?}}", "\"conversion\": {}"))) {
            assertThat(as.post(FORMS, wrong).expect(422).at("/errors/0/field")).startsWith("mapping.");
        }
    }

    @Test
    void isFoundByANumberInAnySpellingAndLeftToSomebodyWhereSeveralAreMeant() {
        as.patch("/api/v1/organization/settings", "{\"region\": \"DE\"}").expect(200);
        var contact = as.post("/api/v1/contacts", "{\"name\": \"Zoe\", \"phone\": \"+49 (0) 151 12345678\"}")
                .expect(201)
                .id();
        var form = published(", \"conversion\": {\"matchContactBy\": [\"phone\"]}");
        send(form, "phone", "0049 151 12345678");
        assertThat(submission().at("/contactId").asString()).isEqualTo(contact);
        assertThat(submission().at("/matches/0/by").asString()).isEqualTo("phone");

        as.post("/api/v1/contacts", "{\"name\": \"Kim\", \"phone\": \"+4915112345678\"}").expect(201);
        send(form, "phone", "+49 151 12345678");
        var left = submission();
        assertThat(left.at("/status").asString()).isEqualTo("processed");
        assertThat(left.at("/reason").asString()).contains("several contacts are alike");
        assertThat(left.has("contactId")).isFalse();
        assertThat(record("leads", left.at("/leadId")).at("/status")).isEqualTo("new");
    }

    @Test
    void whoCannotBeConvertedIsALeadAndMembersAreTold() {
        var person = people.signUp();
        as = person.api();
        var pipeline = pipeline("", "");
        var more = ", \"notifiedMembers\": [\"" + person.userId()
                + "\"], \"conversion\": {\"opportunity\": {\"stage\": \"Talks\", \"pipelineId\": \"" + pipeline
                + "\"}}";
        var form = published(more);
        pipeline(pipeline, ", \"requiredFields\": [\"amount\"]");

        send(form, "name", "Zoe");

        var kept = submission();
        assertThat(kept.at("/status").asString() + kept.has("contactId")).isEqualTo("processedfalse");
        assertThat(kept.at("/reason").asString()).contains("it is a lead alone", "Talks");
        assertThat(record("leads", kept.at("/leadId")).at("/name")).isEqualTo("Zoe");
        assertThat(Mailbox.newest(person.email()).template()).isEqualTo("form-submitted");
        var next = as.post(FORMS, FORM.formatted(more)).expect(201).id();
        var refused = as.put(FORMS + "/" + next + "/publication", "").expect(422);
        assertThat(refused.at("/errors/0/field") + refused.at("/errors/0/message"))
                .contains("conversion.opportunity.stage", "only with amount");
    }

    @Test
    void whatIsTriedAgainBecomesWhatTheFormMakesOfItByThen() throws SQLException {
        var form = published(ALL);
        execute("update forms set published_by = '" + UUID.randomUUID() + "' where id = " + form.id());
        send(form, "name", "Zoe");
        var path = SUBMISSIONS + "/" + submission().at("/id").asString();
        assertThat(as.get(path).at("/status")).isEqualTo("failed");
        as.patch(FORMS + "/" + form.id(), "{\"handling\": \"lead\", \"conversion\": null}").expect(200);
        as.put(FORMS + "/" + form.id() + "/publication", "").expect(200);

        as.put(path + "/processing", "").expect(200);

        assertThat(as.get(path).at("/status") + count("leads") + count("contacts")).isEqualTo("processed10");
    }

    @Test
    void whoeverComesTwentyTimesAtOnceIsOneContact() {
        var form = published(ALL);

        Parallel.times(20, () -> {
            send(form, "firm", "Weaver");
            return true;
        });

        assertThat(count("contacts") + " " + count("companies")).isEqualTo("1 1");
        assertThat(count("opportunities") + " " + count("leads")).isEqualTo("20 20");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'opportunity': {'stage': 'No such'} | 'convert' | conversion.opportunity.stage | unknown-stage",
        "'opportunity': {'pipelineId': '1'} | 'convert' | conversion.opportunity.pipelineId | unknown-reference",
        "'matchContactBy': ['email', 'email'] | 'convert' | conversion.matchContactBy | duplicate",
        "'company': true | 'lead' | conversion | contradictory"})
    void whatCannotBeDoneIsRefusedByItsField(String conversion, String handling, String field, String code) {
        var refused = as.post(FORMS, "{'name': 'F', 'handling': %s, 'conversion': {%s}}".formatted(handling, conversion)
                .replace('\'', '"')).expect(422);

        assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/code")).isEqualTo(field + " " + code);
    }

    private Answer published(String more) {
        var id = as.post(FORMS, FORM.formatted(more)).expect(201).id();
        return as.put(FORMS + "/" + id + "/publication", "").expect(200);
    }

    private void send(Answer form, String... answers) {
        var all = new ArrayList<>(List.of("email", email));
        all.addAll(List.of(answers));
        Visitor.of(port(), form).send(all.toArray(String[]::new)).expect(303);
    }

    private void confirm() {
        Api.at(port())
                .send("POST", Visitor.path(Mailbox.newest(email).link()), HttpRequest.BodyPublishers.ofString("x=1"),
                        "application/x-www-form-urlencoded")
                .expect(200);
    }

    /** @param id empty: a new one */
    private String pipeline(String id, String more) {
        var request = """
                {"name": "Ways", "stages": [{"name": "New", "kind": "open", "probability": 1}, {"name": "Talks", "kind": "open", "probability": 2%s}]}"""
                .formatted(more);
        return (id.isEmpty()
                ? as.post("/api/v1/pipelines", request).expect(201)
                : as.put("/api/v1/pipelines/" + id, request).expect(200)).id();
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The newest. */
    private JsonNode submission() {
        return as.get(SUBMISSIONS).expect(200).json().at("/results/0");
    }

    private Answer record(String resource, JsonNode id) {
        return as.get("/api/v1/" + resource + "/" + id.asString()).expect(200);
    }

    private int count(String resource) {
        return as.get("/api/v1/" + resource).expect(200).json().at("/results").size();
    }
}
