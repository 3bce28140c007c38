package dev.tenantry.crm;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.lead.CapturedConversion;
import dev.tenantry.crm.lead.CapturedLead;
import dev.tenantry.crm.lead.LeadConversionIntake;
import dev.tenantry.crm.lead.MatchReason;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Leads become contacts, companies and opportunities, and go back. */
class LeadConversionTests extends ApiTest {

    private static final String LEADS = "/api/v1/leads/";
    /** What every change changes, and when somebody first did something, which stays. */
    private static final Set<String> BOOKKEEPING = Set.of("version", "updatedAt", "firstResponseAt");

    @Autowired
    private LeadConversionIntake intake;
    @Autowired
    private TransactionTemplate transactions;
    private Person owner;

    @BeforeEach
    void somebody() {
        owner = people.signUp();
    }

    private String make(String path, String json) {
        return owner.api().post("/api/v1/" + path, json).expect(201).id();
    }

    private String lead() {
        return make("leads", """
                {"name": "Ada Lovelace", "email": "ada@acme.example", "phone": "+43 1 58801 42", "company": "Acme", "domain": "acme.example",
                 "jobTitle": "CEO", "status": "qualified", "source": "Fair", "ownerId": "%s"}"""
                .formatted(owner.userId()));
    }

    private Answer convert(String lead, String json) {
        return owner.api().put(LEADS + lead + "/conversion", json);
    }

    private JsonNode get(String path) {
        return owner.api().get("/api/v1/" + path).expect(200).json();
    }

    private static JsonNode bare(JsonNode record) {
        return ((ObjectNode) record.deepCopy()).remove(BOOKKEEPING);
    }

    @Test
    void whoIsAContactAlreadyIsNotMadeAnotherOneWithoutAWord() {
        var known = make("contacts", "{\"name\": \"Ada\", \"email\": \"ADA@acme.example\"}");
        var lead = lead();

        var refused = convert(lead, "{}").expect(409);

        assertThat(refused.at("/errors/0/field") + refused.at("/errors/0/message")).contains("contactId", known,
                "createContact");
        convert(lead, "{\"contactId\": \"%s\", \"createContact\": true}".formatted(known)).expect(422);
        convert(lead, "{\"createContact\": true}").expect(200);
        convert(lead, "{\"createContact\": true}").expect(200);
        convert(lead(), "{\"contactId\": \"%s\"}".formatted(known)).expect(200);
        assertThat(get("contacts").at("/results")).hasSize(2);
    }

    @Test
    void becomesAllThreeWithWhatIsAboutIt() {
        var lead = lead();
        var note = make("notes", "{\"body\": \"Called\", \"leadId\": \"%s\"}".formatted(lead));
        var task = make("tasks", "{\"title\": \"Offer\", \"leadId\": \"%s\"}".formatted(lead));
        var tag = make("tags", "{\"name\": \"Hot\"}");
        owner.api().put(LEADS + lead + "/tags/" + tag, "").expect(204);

        var done = convert(lead,
                """
                {"createCompany": true, "opportunity": {"stage": "Engaging", "amount": {"amount": "1200.50", "currency": "EUR"}}}""")
                .expect(200);

        var contact = get("contacts/" + done.at("/contactId"));
        assertThat(contact.path("name").asString()).isEqualTo("Ada Lovelace");
        assertThat(contact.path("companyId").asString()).isEqualTo(done.at("/companyId"));
        assertThat(contact.path("ownerId").asString()).isEqualTo(owner.userId().toString());
        assertThat(get("companies/" + done.at("/companyId")).path("domain").asString()).isEqualTo("acme.example");
        var deal = get("opportunities/" + done.at("/opportunityId"));
        assertThat(deal.path("name").asString()).isEqualTo("Acme");
        assertThat(deal.path("stage").asString()).isEqualTo("Engaging");
        assertThat(deal.path("amount").path("amount").asString()).isEqualTo("1200.50");
        for (var about : List.of(get("notes/" + note), get("tasks/" + task))) {
            assertThat(about.path("leadId").asString()).isEqualTo(lead);
            assertThat(about.path("contactId").asString()).isEqualTo(done.at("/contactId"));
            assertThat(about.path("opportunityId").asString()).isEqualTo(done.at("/opportunityId"));
        }
        assertThat(get("contacts/" + done.at("/contactId") + "/tags").path("results")).hasSize(1);
        assertThat(get("contacts/" + done.at("/contactId") + "/timeline").toString()).contains("Called", "lead.created",
                "lead.converted");
        assertThat(get("leads/" + lead).path("status").asString()).isEqualTo("converted");
        assertThat(done.json().path("changes")).hasSize(3);
        owner.api().patch(LEADS + lead, "{\"status\": \"working\"}").expect(422);
    }

    @Test
    void fillsWhatIsEmptyAndTellsWhatDiffers() {
        var contact = make("contacts",
                "{\"name\": \"A. Lovelace\", \"emails\": [{\"address\": \"a@b.example\"}, {\"address\": \"ADA@acme.example\"}]}");
        var lead = lead();

        var done = convert(lead, "{\"contactId\": \"%s\"}".formatted(contact)).expect(200);

        assertThat(done.at("/contactId")).isEqualTo(contact);
        assertThat(done.at("/changes/0/what")).isEqualTo("filled");
        var differences = done.json().path("differences");
        assertThat(differences).hasSize(1);
        assertThat(differences.get(0).path("field").asString()).isEqualTo("name");
        assertThat(differences.get(0).path("kept").asString()).isEqualTo("A. Lovelace");
        var filled = get("contacts/" + contact);
        assertThat(filled.path("jobTitle").asString()).isEqualTo("CEO");
        assertThat(filled.path("emails")).hasSize(2);
    }

    @Test
    void isDoneOnceHoweverManyAsk() {
        var lead = lead();
        var number = new AtomicInteger();

        var answers = Parallel.times(16, () -> convert(lead, """
                {"opportunity": {"name": "Deal %d"}}""".formatted(number.incrementAndGet())));

        assertThat(answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting())))
                .isEqualTo(Map.of(200, 1L, 409, 15L));
        var refused = answers.stream().filter(answer -> answer.status() == 409).findFirst().orElseThrow();
        assertThat(refused.at("/detail"))
                .contains("to the contact " + get("leads/" + lead).path("contactId").asString());
        assertThat(get("contacts").path("results")).hasSize(1);
        assertThat(get("opportunities").path("results")).hasSize(1);
    }

    /** By whatever way it comes: leads that are converted, leads that are captured and converted at once, and upserts. */
    @Test
    void ofOneAddressOneContactIsMadeHoweverManyAskAtOnce() {
        var leads = new ConcurrentLinkedQueue<>(Stream.generate(this::lead).limit(8).toList());
        var number = new AtomicInteger();

        var answers = Parallel.times(16, () -> switch (number.incrementAndGet() % 4) {
            case 0 -> captureAndConvert();
            case 1 -> owner.api()
                    .post("/api/v1/contacts/batch/upsert",
                            """
                    {"inputs": [{"id": "ADA@acme.example", "idProperty": "email", "properties": {"name": "Ada", "email": "ADA@acme.example"}}]}""")
                    .status();
            default -> convert(Objects.requireNonNull(leads.poll()), "{}").status();
        });

        assertThat(get("contacts?filter=email%5Beq%5D:%22ada@acme.example%22").path("results")).hasSize(1);
        assertThat(answers).containsOnly(200, 409).filteredOn(status -> status == 409).hasSizeGreaterThan(6);
    }

    private int captureAndConvert() {
        var captured = new CapturedLead("Ada", "Ada@ACME.example", null, null, null, null, null, null, null, null, null,
                null, null, null, null);
        new TenantContext(owner.organizationId(), null).run(() -> transactions.executeWithoutResult(_ -> intake
                .capture(captured, new CapturedConversion(List.of(MatchReason.EMAIL), false, null, true))));
        return 200;
    }

    @Test
    void theSameOnceMoreIsAnsweredWithWhatWasDone() {
        var lead = lead();

        var answers = Parallel.times(8, () -> convert(lead, "{\"createCompany\": true, \"opportunity\": {}}"));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(answers.stream().map(answer -> answer.at("/opportunityId")).distinct()).hasSize(1);
        assertThat(get("companies").path("results")).hasSize(1);
    }

    /** Whatever it became, with whatever is about it: what is left is as it was. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void convertedAndTakenBackIsAsBefore(long seed) {
        var random = new Random(seed);
        var company = make("companies", random.nextBoolean() ? "{\"name\": \"Acme\"}" : """
                {"name": "Acme", "domain": "other.example"}""");
        var contact = make("contacts", random.nextBoolean() ? "{\"name\": \"Ada\"}" : """
                {"name": "Ada", "jobTitle": "CTO", "companyId": "%s"}""".formatted(company));
        var lead = lead();
        var about = "\"leadId\": \"%s\"%s".formatted(lead,
                random.nextBoolean() ? ", \"contactId\": \"%s\"".formatted(contact) : "");
        var paths = List.of("contacts/" + contact, "companies/" + company, "leads/" + lead,
                "notes/" + make("notes", "{\"body\": \"Called\", %s}".formatted(about)),
                "tasks/" + make("tasks", "{\"title\": \"Offer\", %s}".formatted(about)));
        var tag = make("tags", "{\"name\": \"Hot\"}");
        owner.api().put(LEADS + lead + "/tags/" + tag, "").expect(204);
        if (random.nextBoolean()) {
            owner.api().put("/api/v1/contacts/" + contact + "/tags/" + tag, "").expect(204);
        }
        var lists = List.of("contacts", "companies", "opportunities", "contacts/" + contact + "/tags",
                "leads/" + lead + "/tags");
        var before = paths.stream().map(path -> bare(get(path))).toList();
        var listed = lists.stream().map(list -> get(list).path("results").size()).toList();
        var entries = shared(contact);

        convert(lead, "{%s%s\"opportunity\": %s}".formatted(
                random.nextBoolean() ? "\"contactId\": \"%s\", ".formatted(contact) : "",
                random.nextBoolean() ? "\"createCompany\": true, " : "\"companyId\": \"%s\", ".formatted(company),
                random.nextBoolean() ? "{\"name\": \"Deal\"}" : "null")).expect(200);
        var undone = owner.api().delete(LEADS + lead + "/conversion").expect(200);

        assertThat(undone.json().path("kept")).isEmpty();
        assertThat(paths.stream().map(path -> bare(get(path))).toList()).isEqualTo(before);
        assertThat(lists.stream().map(list -> get(list).path("results").size()).toList()).isEqualTo(listed);
        assertThat(shared(contact)).isEqualTo(entries);
        owner.api().delete(LEADS + lead + "/conversion").expect(404);
        convert(lead, "{}").expect(200);
    }

    /** Entries of what happened before, which can be shared; what a conversion tells of itself stays. */
    private List<String> shared(String contact) {
        return get("contacts/" + contact + "/timeline?filter=kind%5Bin%5D:(lead.created,note.added,task.created)")
                .path("results")
                .valueStream()
                .map(entry -> entry.path("id").asString())
                .toList();
    }

    @Test
    void keepsWhatSomebodyHasTouchedOrWhatIsNeededAndTellsIt() {
        var lead = lead();
        var done = convert(lead, "{\"createCompany\": true, \"opportunity\": {\"name\": \"Deal\"}}").expect(200);
        owner.api()
                .patch("/api/v1/opportunities/" + done.at("/opportunityId"), "{\"product\": \"Looms\"}")
                .expect(200);

        var undone = owner.api().delete(LEADS + lead + "/conversion").expect(200);

        assertThat(undone.json().path("trashed")).isEmpty();
        assertThat(undone.json()
                .path("kept")
                .valueStream()
                .map(one -> one.path("type").asString() + " "
                        + one.path("reason").asString()))
                .containsExactly("opportunity touched", "contact needed", "company needed");
        assertThat(undone.at("/lead/status")).isEqualTo("qualified");
        get("contacts/" + done.at("/contactId"));
    }

    @Test
    void keepsAContactThatSomethingElseRefersTo() {
        var lead = lead();
        var done = convert(lead, "{}").expect(200);
        make("notes", "{\"body\": \"Met\", \"contactId\": \"%s\"}".formatted(done.at("/contactId")));

        var undone = owner.api().delete(LEADS + lead + "/conversion").expect(200);

        assertThat(undone.at("/kept/0/reason")).isEqualTo("touched");
    }

    @Test
    void leavesWhatWasFilledAndIsOtherwiseByNow() {
        var contact = make("contacts", "{\"name\": \"Ada Lovelace\"}");
        var lead = lead();
        convert(lead, "{\"contactId\": \"%s\"}".formatted(contact)).expect(200);
        owner.api().patch("/api/v1/contacts/" + contact, "{\"jobTitle\": \"CFO\"}").expect(200);

        var undone = owner.api().delete(LEADS + lead + "/conversion").expect(200);

        assertThat(undone.at("/kept/0/fields/0")).isEqualTo("jobTitle");
        assertThat(get("contacts/" + contact).path("jobTitle").asString()).isEqualTo("CFO");
        assertThat(get("contacts/" + contact).path("phone").asString("")).isEmpty();
    }

    @Test
    void refusesWhatCannotBeAndLeavesNothingBehind() {
        var bare = make("leads", "{\"name\": \"Nobody\"}");
        var lead = lead();
        var stranger = people.signUp()
                .api()
                .post("/api/v1/contacts", "{\"name\": \"Theirs\"}")
                .expect(201)
                .id();

        assertThat(convert(bare, "{\"createCompany\": true}").expect(422).at("/errors/0/field"))
                .isEqualTo("createCompany");
        assertThat(convert(lead, "{\"contactId\": \"%s\"}".formatted(stranger)).expect(422).at("/errors/0/field"))
                .isEqualTo("contactId");
        assertThat(convert(lead, "{\"createCompany\": true, \"opportunity\": {\"stage\": \"Nowhere\"}}").expect(422)
                .at("/errors/0/field")).isEqualTo("opportunity.stage");
        convert(lead, "{\"createCompany\": true, \"companyId\": \"1\"}").expect(422);
        owner.api().patch(LEADS + lead, "{\"status\": \"unqualified\"}").expect(200);
        convert(lead, "{}").expect(409);

        assertThat(get("contacts").path("results")).isEmpty();
        assertThat(get("companies").path("results")).isEmpty();
    }

    @Test
    void takesTheRightsToAllThatIsMade() {
        var lead = lead();
        var key = api.bearer(owner.api()
                .post("/api/v1/api-keys",
                        "{\"name\": \"k\", \"scopes\": [\"leads:read\", \"leads:update\", \"contacts:read\", \"contacts:create\"]}")
                .expect(201)
                .at("/key"));

        assertThat(key.put(LEADS + lead + "/conversion", "{\"opportunity\": {}}").expect(403).at("/detail"))
                .contains("opportunities:create");
        key.put(LEADS + lead + "/conversion", "{}").expect(200);
        var undone = key.delete(LEADS + lead + "/conversion").expect(200);

        assertThat(undone.at("/kept/0/reason")).isEqualTo("not_permitted");
    }

    /** Nothing of it is filled, and it would get tags and entries all the same. */
    @Test
    void takesTheRightToChangeWhatItPutsTagsAndEntriesOn() {
        var contact = make("contacts",
                """
                {"name": "Ada Lovelace", "email": "ada@acme.example", "phone": "+43 1 58801 42", "jobTitle": "CEO", "ownerId": "%s"}"""
                        .formatted(owner.userId()));
        var company = make("companies", "{\"name\": \"Acme\", \"domain\": \"acme.example\"}");
        var lead = lead();
        owner.api().put(LEADS + lead + "/tags/" + make("tags", "{\"name\": \"Hot\"}"), "").expect(204);
        var reader = api.bearer(owner.api()
                .post("/api/v1/api-keys",
                        """
                {"name": "k", "scopes": ["leads:read", "leads:update", "contacts:read", "contacts:create", "companies:read"]}""")
                .expect(201)
                .at("/key"));

        var stated = "{\"contactId\": \"%s\"}".formatted(contact);
        assertThat(reader.put(LEADS + lead + "/conversion", stated).expect(403).at("/detail"))
                .contains("contacts:update");
        assertThat(reader.put(LEADS + lead + "/conversion", "{\"companyId\": \"%s\"}".formatted(company))
                .expect(403)
                .at("/detail")).contains("companies:update");
        convert(lead, stated).expect(200);
        var undone = reader.delete(LEADS + lead + "/conversion").expect(200);

        assertThat(undone.json().path("kept")).hasSize(1);
        assertThat(undone.at("/kept/0/reason")).isEqualTo("not_permitted");
        assertThat(get("contacts/" + contact + "/tags").path("results")).hasSize(1);
        assertThat(shared(contact)).isNotEmpty();
    }

    @Test
    void whatIsErasedLeavesNothingOfTheConversion() {
        var contact = make("contacts", "{\"name\": \"Ada Lovelace\"}");
        var lead = lead();
        convert(lead, "{\"contactId\": \"%s\"}".formatted(contact)).expect(200);

        owner.api().delete("/api/v1/contacts/" + contact + "?permanent=true").expect(204);

        assertThat(get("leads/" + lead).path("contactId").asString("")).isEmpty();
        var undone = owner.api().delete(LEADS + lead + "/conversion").expect(200);
        assertThat(undone.json().path("restored")).isEmpty();
    }
}
