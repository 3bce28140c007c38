package dev.tenantry.crm;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.crm.lead.CapturedLead;
import dev.tenantry.crm.lead.LeadIntake;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Leads: how they come in, how far somebody is with them, and who they are already. */
class LeadTests extends ApiTest {

    private static final String LEADS = "/api/v1/leads";

    @Autowired
    private LeadIntake leads;
    @Autowired
    private PlatformTransactionManager transactions;
    private Person owner;
    private Intake intake;

    @BeforeEach
    void somebody() {
        owner = people.signUp();
        intake = new Intake(leads, new TransactionTemplate(transactions));
    }

    private String make(String path, String json) {
        return owner.api().post("/api/v1/" + path, json).expect(201).id();
    }

    @Test
    void isCapturedAsItIsWritten() {
        var id = intake.capture(owner, new CapturedLead(null, "Ilker@Müller.example", "+49 (0) 151 12345678",
                "Groß & Söhne", null, null, "שלום\r\n👩‍👧 e\u0301", "Fair", "google", "cpc", "Spring", null, null,
                "https://example.com/?q=1", "/pricing"));

        var lead = owner.api().get(LEADS + "/" + id).expect(200);
        assertThat(lead.at("/name")).isEqualTo("Ilker@Müller.example");
        assertThat(lead.at("/message")).isEqualTo("שלום\r\n👩‍👧 e\u0301");
        assertThat(lead.at("/status")).isEqualTo("new");
        assertThat(lead.at("/firstResponseAt")).isEmpty();
        assertThat(owner.api().get(LEADS + "?filter=phones%5Beq%5D:%22015112345678%22").expect(200).status())
                .isEqualTo(200);
        assertThat(owner.api().get(LEADS + "?q=%2B4915112345678").expect(200).at("/results/0/id"))
                .isEqualTo(id.toString());
        assertThat(owner.api().get(LEADS + "?filter=utmCampaign%5Beq%5D:SPRING").expect(200).at("/results/0/id"))
                .isEqualTo(id.toString());
    }

    @Test
    void capturesNothingThatIsTooLongOrNone() {
        for (var bad : List.of(
                new CapturedLead("x".repeat(201), null, null, null, null, null, null, null, null, null, null, null,
                        null, null, null),
                new CapturedLead("Ada", "no address", null, null, null, null, null, null, null, null, null, null, null,
                        null, null),
                new CapturedLead(" ", null, null, null, null, null, null, null, null, null, null, null, null, null,
                        null))) {
            assertThatThrownBy(() -> intake.capture(owner, bad)).isInstanceOfSatisfying(ProblemException.class,
                    refusal -> assertThat(refusal.errors()).hasSize(1));
        }
        assertThat(owner.api().get(LEADS).expect(200).json().path("results")).isEmpty();
    }

    @Test
    void goesThroughItsStatusesAndIsConvertedByNothingElse() {
        var lead = LEADS + "/" + make("leads", "{\"name\": \"Ada\"}");

        assertThat(owner.api().patch(lead, "{\"unqualifiedReason\": \"x\"}").expect(422).at("/errors/0/field"))
                .isEqualTo("unqualifiedReason");
        assertThat(owner.api().patch(lead, "{\"status\": \"converted\"}").expect(422).at("/errors/0/code"))
                .isEqualTo("by-conversion");
        owner.api().post(LEADS, "{\"name\": \"Ada\", \"status\": \"converted\"}").expect(422);
        owner.api().patch(lead, "{\"status\": \"unqualified\", \"unqualifiedReason\": \"Too small\"}").expect(200);
        var again = owner.api().patch(lead, "{\"status\": \"working\"}").expect(200);

        assertThat(again.at("/unqualifiedReason")).isEmpty();
        assertThat(again.at("/firstResponseAt")).isNotEmpty();
    }

    @Test
    void theFirstThingThatSomebodyDoesIsItsResponse() {
        for (var thing : List.of("notes {\"body\": \"Called\", \"leadId\": \"%s\"}",
                "tasks {\"title\": \"Call\", \"leadId\": \"%s\"}")) {
            var lead = make("leads", "{\"name\": \"Ada\"}");
            var parts = thing.split(" ", 2);
            make(parts[0], parts[1].formatted(lead));

            var first = owner.api().get(LEADS + "/" + lead).expect(200);
            assertThat(first.at("/firstResponseAt")).as(thing).isNotEmpty();
            make(parts[0], parts[1].formatted(lead));
            assertThat(owner.api().get(LEADS + "/" + lead).expect(200).text()).isEqualTo(first.text());
            assertThat(owner.api().get(LEADS + "/" + lead + "/timeline").expect(200).text()).contains("Call");
        }
    }

    @Test
    void findsWhoItIsByAnyAddressNumberAndDomainAndTellsWhy() {
        var company = make("companies", "{\"name\": \"Acme\", \"domain\": \"www.acme.example\"}");
        var contact = make("contacts",
                """
                {"name": "Ada Lovelace", "companyId": "%s", "emails": [{"address": "ada@gmail.com"}, {"address": "Ada.L@Acme.example"}]}"""
                        .formatted(company));
        var byPhone = make("contacts", "{\"name\": \"A. L.\", \"phone\": \"+43 1 58801 42\"}");
        var named = make("contacts", "{\"name\": \"ADA LOVELACE\"}");
        make("companies", "{\"name\": \"Mails\", \"domain\": \"gmail.com\"}");
        make("contacts", "{\"name\": \"Somebody\", \"email\": \"else@gmail.com\"}");
        var lead = make("leads", """
                {"name": "Ada Lovelace", "email": "ada.l@ACME.example", "phone": "0043 1 58801-42"}""");
        var other = make("leads", "{\"name\": \"Ada\", \"email\": \"ada@gmail.com\"}");

        assertThat(found(owner.api(), lead)).containsExactly("contact " + contact + " [\"email\",\"name\"]",
                "contact " + byPhone + " [\"phone\"]", "company " + company + " [\"domain\",\"contact\"]",
                "contact " + named + " [\"name\"]");
        assertThat(found(owner.api(), other)).containsExactly("contact " + contact + " [\"email\"]",
                "company " + company + " [\"contact\"]");
    }

    private static List<String> found(Api api, String lead) {
        return api.get(LEADS + "/" + lead + "/matches")
                .expect(200)
                .json()
                .path("results")
                .valueStream()
                .map(one -> one.path("type").asString() + " " + one.path("id").asString() + " " + one.path("reasons"))
                .toList();
    }

    @Test
    void tellsNobodyWhoWhomTheyMayNotRead() {
        make("contacts", "{\"name\": \"Ada\", \"email\": \"ada@acme.example\"}");
        var lead = make("leads", "{\"name\": \"Ada\", \"email\": \"ada@acme.example\"}");
        var key = api.bearer(owner.api()
                .post("/api/v1/api-keys", "{\"name\": \"k\", \"scopes\": [\"leads:read\"]}")
                .expect(201)
                .at("/key"));

        assertThat(found(key, lead)).isEmpty();
        assertThat(found(owner.api(), lead)).hasSize(1);
        people.signUp().api().get(LEADS + "/" + lead + "/matches").expect(404);
    }

    @Test
    void noReasonTellsOfAContactThatTheyMayNotRead() {
        var company = make("companies", "{\"name\": \"Looms\"}");
        make("contacts",
                "{\"name\": \"Ada\", \"email\": \"ada@acme.example\", \"companyId\": \"%s\"}".formatted(company));
        var lead = make("leads", "{\"name\": \"Ada\", \"email\": \"ada@acme.example\"}");
        var key = api.bearer(owner.api()
                .post("/api/v1/api-keys", "{\"name\": \"k\", \"scopes\": [\"leads:read\", \"companies:read\"]}")
                .expect(201)
                .at("/key"));

        assertThat(found(key, lead)).isEmpty();
        assertThat(found(owner.api(), lead)).hasSize(2);
    }
}
