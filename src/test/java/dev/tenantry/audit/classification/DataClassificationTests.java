package dev.tenantry.audit.classification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.util.AopTestUtils;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.record.RecordService;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class DataClassificationTests extends ApiTest {

    private static final String CLASSIFICATIONS = "/api/v1/data-classifications";
    private static final List<String> MADE = List.of("calendar-event.askedAnew", "calendar-event.conflicts");
    private static final String LOG = "/api/v1/audit-logs?filter=resourceType%5Beq%5D:";

    @Autowired
    private Catalog catalog;

    @Autowired
    private AuditedResources resources;

    @Autowired
    private ValueMasks masks;

    @Autowired
    private Overrides overrides;

    @Autowired
    private AuditedColumns columns;

    @Autowired
    private List<RecordService<?, ?, ?>> services;

    @Test
    void everyColumnIsDecidedOn() {
        assertThat(catalog.undecided()).as("add a line to src/main/resources/audit/classification.txt").isEmpty();
    }

    /** A name looks like anything: of that the map says nothing. */
    @Test
    void linesOfLogsAreMaskedWhereTheMapSaysSo() {
        var masked = catalog.columns()
                .values()
                .stream()
                .filter(column -> column.masked().contains(MaskedPlace.LOG_LINES))
                .map(Classified::column)
                .toList();

        assertThat(masked).contains(new Column("contacts", "email"), new Column("contacts", "phone_e164"),
                new Column("auth.users", "email_change"))
                .doesNotContain(new Column("contacts", "name"),
                        new Column("contacts", "phone"), new Column("workflow_variables", "sealed"));
        assertThat(masked).allSatisfy(column -> assertThat(column.name()).matches(".*(email|e164).*"));
        for (var value : List.of("o'brien@example.test", "\"ada lovelace\"@example.test", "مريم@bücher.example",
                "Ada.Lovelace+x@EXAMPLE.test", "+491512345678")) {
            assertThat(TextMasks.masked("sent to " + value + " just now")).isEqualTo("sent to [pii] just now");
            assertThat(TextMasks.masked("{\"to\":\"" + value.replace("\"", "") + "\"}")).contains("[pii]");
        }
    }

    @Test
    void everyColumnThatALineNamesIsThere() {
        assertThat(resources.names()).allSatisfy(name -> {
            var resource = resources.find(name).orElseThrow();
            resource.properties()
                    .values()
                    .forEach(columns -> assertThat(catalog.columns().keySet()).containsAll(columns));
            assertThat(catalog.columns().keySet())
                    .anyMatch(column -> resource.table() == null || column.table().equals(resource.table()));
        });
    }

    @Test
    void whatNobodyKnowsAColumnOfIsMasked() {
        var shown = new HashMap<String, Object>();

        new TenantContext(UUID.randomUUID(), null).run(() -> shown.putAll(masks.shown("address-rule",
                Map.of("active", true, "address", "203.0.113.9", "madeUp", "by somebody"), Instant.now(), false)));

        assertThat(shown).containsExactlyInAnyOrderEntriesOf(
                Map.of("active", true, "address", "[pii]", "madeUp", "[restricted]"));
    }

    /** By the column that has it, whatever the property is called. */
    @Test
    void whatAnOrganizationSaysHoldsForWhatIsNoEntity() {
        var owner = people.signUp().api();
        owner.post(CLASSIFICATIONS, body("ip_whitelist", "ip_address", "restricted", "")).expect(201);

        owner.post("/api/v1/address-rules", "{\"address\": \"203.0.113.9\"}").expect(201);

        var log = owner.get(LOG + "address-rule").expect(200);
        assertThat(log.at("/results/0/newValues/address")).isEqualTo("[restricted]");
        assertThat(log.at("/results/0/newValues/active")).isEqualTo("true");
    }

    /** Whoever cannot be told asks. */
    @Test
    void holdsWhileNobodyListens() throws SQLException {
        var owner = people.signUp();
        overrides.stop();
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            masks.stored(owner.organizationId(), "contact", Map.of("name", "Zora"));
            statement.execute("""
                    insert into data_sensitivity_classifications (organization_id, id, table_name, column_name, sensitivity_level, classification_reason)
                    values ('%s', gen_random_uuid(), 'contacts', 'name', 'restricted', 'so it was agreed')"""
                    .formatted(owner.organizationId()));

            await(() -> masks.stored(owner.organizationId(), "contact", Map.of("name", "Zora"))
                    .containsValue("[restricted]"));
        } finally {
            overrides.start();
        }
    }

    private static void await(BooleanSupplier condition) {
        var patience = Instant.now().plusSeconds(10);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(patience);
            Thread.onSpinWait();
        }
    }

    @Test
    void theMapTellsOfEveryColumn() {
        var owner = people.signUp().api();
        var seen = new ArrayList<String>();
        for (var next = "/api/v1/data-map?limit=200&total=true"; !next.isEmpty();) {
            var page = owner.get(next).expect(200);
            page.json().at("/results").forEach(entry -> seen.add(name(entry)));
            next = page.at("/paging/next/link");
        }
        var csv = owner.get("/api/v1/data-map/export").expect(200).text();

        assertThat(seen).hasSize(catalog.columns().size()).doesNotHaveDuplicates();
        assertThat(csv.lines()).hasSize(seen.size() + 1);
        assertThat(csv).contains("contacts,email,pii,", "integrations,credentials,restricted,");
        var secrets = owner.get("/api/v1/data-map?level=restricted&encrypted=true&table=workflow_variables");
        assertThat(secrets.expect(200).json().at("/results")).hasSize(1);
        assertThat(secrets.at("/results/0/columnName")).isEqualTo("sealed");
        assertThat(secrets.json().at("/results/0/maskedIn").toString())
                .isEqualTo("[\"audit-storage\",\"audit-log\",\"record-exports\"]");
        owner.get("/api/v1/data-map?level=odd").expect(400);
        assertThat(owner.get("/api/v1/data-map?table=nix").expect(400).at("/errors/0/field")).isEqualTo("table");
        assertThat(owner.get("/api/v1/data-map/export?tag=nix").expect(400).at("/errors/0/field")).isEqualTo("tag");
    }

    @ParameterizedTest
    @CsvSource({"contacts, email, internal, below-floor", "workflow_variables, sealed, pii, below-floor",
        "contacts, nowhere, pii, unknown", "nowhere, email, pii, unknown"})
    void refusesWhatIsLessThanTheLeast(String table, String column, String level, String code) {
        var refused = people.signUp().api().post(CLASSIFICATIONS, body(table, column, level, "")).expect(422);

        assertThat(refused.at("/errors/0/code")).isEqualTo(code);
    }

    @Test
    void whatAnOrganizationSaysHoldsForIt() {
        var one = people.signUp().api();
        var other = people.signUp().api();

        var made = one.post(CLASSIFICATIONS, body("contacts", "name", "restricted", "")).expect(201);
        one.post(CLASSIFICATIONS, body("contacts", "name", "pci", "")).expect(409);
        one.post("/api/v1/contacts", "{\"name\": \"Zora\"}").expect(201);
        other.post("/api/v1/contacts", "{\"name\": \"Zora\"}").expect(201);

        assertThat(one.get(LOG + "contact").at("/results/0/newValues/name")).isEqualTo("[restricted]");
        assertThat(other.get(LOG + "contact").at("/results/0/newValues/name")).isEqualTo("Zora");
        assertThat(one.get("/api/v1/data-map?overridden=true").at("/results/0/classificationId")).isEqualTo(made.id());
        assertThat(other.get("/api/v1/data-map?overridden=true").json().at("/results")).isEmpty();
        one.put(CLASSIFICATIONS + "/" + made.id(), body("contacts", "name", "confidential", "")).expect(200);
        one.post("/api/v1/contacts", "{\"name\": \"Zoe\"}").expect(201);
        var log = one.get(LOG + "contact").expect(200);
        assertThat(log.at("/results/0/newValues/name")).isEqualTo("Zoe");
        assertThat(log.at("/results/1/newValues/name")).as("what was not stored").isEqualTo("[restricted]");
        one.delete(CLASSIFICATIONS + "/" + made.id()).expect(204);
        assertThat(one.get("/api/v1/data-map?overridden=true").json().at("/results")).isEmpty();
        assertThat(one.get(LOG + "data-classification").json().at("/results")).hasSize(3);
    }

    @Test
    void whatHasToBeEncryptedIsNotCopied() {
        var owner = people.signUp().api();
        owner.post(CLASSIFICATIONS, body("contacts", "job_title", "pii", ", \"encryptionRequired\": true")).expect(201);

        owner.post("/api/v1/contacts", "{\"name\": \"Ada\", \"jobTitle\": \"Countess\"}").expect(201);

        var log = owner.get(LOG + "contact").expect(200);
        assertThat(log.at("/results/0/newValues/jobTitle")).isEqualTo("[restricted]");
        assertThat(log.at("/results/0/newValues/name")).isEqualTo("Ada");
        assertThat(log.json().at("/results/0/lacking").isMissingNode()).isTrue();
    }

    /** Of all addresses, and not of what a super admin may not take either. */
    @Test
    void whatIsKeptApartIsInNoFileOfRecords() {
        var owner = people.signUp();
        owner.api()
                .post("/api/v1/contacts",
                        """
                {"name": "Zora", "jobTitle": "Chief", "emails": [{"address": "z1@example.test"}, {"address": "z2@example.test"}]}""")
                .expect(201);
        var acting = api.bearer(people.superAdmin()
                .api()
                .post("/admin/users/" + owner.userId() + "/impersonation", "{\"reason\": \"ticket 4711: a file\"}")
                .expect(201)
                .at("/accessToken"));
        assertThat(owner.api().get("/api/v1/contacts/export").expect(200).text()).contains("z1@", "z2@", "Zora");

        owner.api().post(CLASSIFICATIONS, body("contacts", "email", "restricted", "")).expect(201);

        assertThat(owner.api().get("/api/v1/contacts/export").expect(200).text())
                .contains("Zora", "Chief", "[restricted]")
                .doesNotContain("z1@", "z2@");
        owner.api().post(CLASSIFICATIONS, body("crm_events", "place", "restricted", "")).expect(201);
        var event = owner.api()
                .post("/api/v1/events",
                        """
                        {"title": "Lunch", "place": "Hidden cellar", "startAt": "2026-11-30T10:00:00Z", "endAt": "2026-11-30T11:00:00Z"}""")
                .expect(201)
                .id();
        assertThat(owner.api().get("/api/v1/events/" + event + "/ics").expect(200).text()).contains("Lunch")
                .doesNotContain("cellar");
        assertThat(acting.get("/api/v1/contacts/export?columns=id,name,emails,version").expect(200).text())
                .contains(",[pii],[restricted],0")
                .doesNotContain("Zora", "z1@");
        owner.api()
                .post("/api/v1/contacts", """
                {"name": "Ada", "emails": [{"address": "a1@example.test"}, {"address": "a2@example.test"}]}""")
                .expect(201);
        assertThat(owner.api().get(LOG + "contact&limit=1").expect(200).text()).contains("Ada")
                .doesNotContain("a1@", "a2@");
        assertThat(owner.api().get("/api/v1/data-map?table=contacts&overridden=true").expect(200).text())
                .contains("\"other_emails\"", "\"email_key\"")
                .doesNotContain("\"phone\"");
    }

    /** What is less strict holds for what has the same values alone. */
    @Test
    void whatHasValuesAmongOthersIsAsStrictAsTheirColumn() {
        var owner = people.signUp();
        var answers = Map.<String, @Nullable Object>of("answers", Map.of("mail", "zora@example.test"));
        assertThat(masks.stored(owner.organizationId(), "form-submission", answers)).isEqualTo(answers);

        owner.api().post(CLASSIFICATIONS, body("form_submissions", "email", "restricted", "")).expect(201);
        owner.api().post(CLASSIFICATIONS, body("leads", "email", "restricted", "")).expect(201);
        owner.api().post(CLASSIFICATIONS, body("contacts", "email", "confidential", "")).expect(201);

        assertThat(masks.stored(owner.organizationId(), "form-submission", answers))
                .isEqualTo(Map.of("answers", "[restricted]"));
        assertThat(levels(owner, "form_submissions")).containsEntry("answers", "restricted")
                .containsEntry("email_key", "restricted")
                .containsEntry("submitted_from", "pii");
        assertThat(levels(owner, "leads")).containsEntry("search_text", "restricted").containsEntry("phone", "pii");
        assertThat(levels(owner, "contacts")).containsEntry("search_text", "pii")
                .containsEntry("email_key", "confidential");
    }

    @Test
    void everyLineOfWhatColumnsHoldIsAboutSome() throws IOException {
        var all = catalog.columns().keySet();

        assertThat(new ClassPathResource("audit/classification.txt").getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .filter(HeldColumns::isOne)).isNotEmpty()
                .allMatch(line -> all.stream()
                        .anyMatch(column -> HeldColumns.parse(line).of(column, all).findAny().isPresent()));
    }

    private static Map<String, String> levels(Person owner, String table) {
        var levels = new HashMap<String, String>();
        owner.api()
                .get("/api/v1/data-map?limit=200&table=" + table)
                .expect(200)
                .json()
                .path("results")
                .forEach(entry -> levels.put(entry.path("columnName").asString(),
                        entry.path("sensitivityLevel").asString()));
        return levels;
    }

    /** Nor is it found by, searched for, or written back as its mask; what is personal by itself is shown, as the person sees it. */
    @Test
    void whatIsKeptApartIsInNoRecordForWhoActsAsSomebody() {
        var owner = people.signUp();
        var contact = "/api/v1/contacts/" + owner.api()
                .post("/api/v1/contacts",
                        "{\"name\": \"Zora\", \"jobTitle\": \"Chief\", \"emails\": [{\"address\": \"z1@example.test\"}]}")
                .expect(201)
                .id();
        var acting = api.bearer(people.superAdmin()
                .api()
                .post("/admin/users/" + owner.userId() + "/impersonation", "{\"reason\": \"ticket 4711: a record\"}")
                .expect(201)
                .at("/accessToken"));
        assertThat(acting.get(contact).expect(200).text()).contains("Zora", "Chief", "z1@");

        owner.api().post(CLASSIFICATIONS, body("contacts", "email", "restricted", "")).expect(201);
        owner.api().post(CLASSIFICATIONS, body("contacts", "job_title", "restricted", "")).expect(201);

        for (var shown : List.of(acting.get(contact), acting.get("/api/v1/contacts"),
                acting.post("/api/v1/contacts/search", "{}"), acting.get("/api/v1/contacts?sort=-name"))) {
            assertThat(shown.expect(200).text()).contains("\"Zora\"", "\"jobTitle\":\"[restricted]\"")
                    .doesNotContain("z1@", "Chief");
        }
        assertThat(acting.get(contact).header("ETag")).isEqualTo(owner.api().get(contact).header("ETag"));
        for (var refused : List.of(acting.get("/api/v1/contacts?sort=jobTitle"), acting.get("/api/v1/contacts?q=z1"),
                acting.get("/api/v1/contacts?filter=jobTitle%5Beq%5D:Chief"),
                acting.get("/api/v1/contacts/export?filter=jobTitle%5Beq%5D:Chief"),
                acting.post("/api/v1/contacts/search", "{\"sort\": \"-jobTitle\"}"),
                acting.patch(contact, "{\"jobTitle\": \"[restricted]\"}"),
                acting.put(contact, "{\"name\": \"Zora\"}"), acting.post("/api/v1/contacts", "{\"name\": \"Ada\"}"),
                acting.post("/api/v1/contacts/batch/update", "{\"inputs\": []}"))) {
            assertThat(refused.expect(403).at("/code")).isEqualTo("impersonated");
        }
        acting.post("/api/v1/companies", "{\"name\": \"Acme\"}").expect(201);
        assertThat(owner.api().get(contact).expect(200).text()).contains("Chief", "z1@");
        owner.api().patch(contact, "{\"jobTitle\": \"Head\"}").expect(200);
    }

    /** What is made of the record, or of others, is named here; whatever else is shown is in a column by which it is masked. */
    @Test
    void everyPropertyOfAFileIsOfAColumn() {
        var unknown = new TreeSet<String>();
        for (var service : services) {
            RecordService<?, ?, ?> records = AopTestUtils.getTargetObject(service);
            for (var component : records.shows().getRecordComponents()) {
                if (columns.of(records.type(), component.getName()) == null) {
                    unknown.add(records.type() + "." + component.getName());
                }
            }
        }

        assertThat(unknown).isEqualTo(new TreeSet<>(MADE));
    }

    private static String body(String table, String column, String level, String more) {
        return """
                {"tableName": "%s", "columnName": "%s", "sensitivityLevel": "%s", "classificationReason": "So it was agreed"%s}"""
                .formatted(table, column, level, more);
    }

    private static String name(JsonNode entry) {
        return entry.path("tableName").asString() + "." + entry.path("columnName").asString();
    }
}
