package dev.tenantry.automation;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.validation.constraints.Email;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.util.AopTestUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.record.RecordAccess;
import dev.tenantry.shared.record.RecordService;
import dev.tenantry.shared.record.TextUse;
import dev.tenantry.shared.web.HostName;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Sample;

import static org.assertj.core.api.Assertions.assertThat;

/** What workflows write is written, and what they compare is compared, as everywhere else in the organization. */
class ConventionTests extends ApiTest {

    private static final ZoneId ZONE = ZoneId.of("Pacific/Auckland");
    private static final List<String> SPELLINGS = List.of("José Straße", "jose strasse", "JOSÉ STRASSE",
            "Jose\u0301 Stra\u00dfe", "İSTANBUL", "istanbul", "ı", "Łódź  Ørsted", "lodz orsted", "ﬁ", "FI", "A\u200bB",
            "ab",
            "Ⅷ", "viii", "O’Hara", "o'hara", "Ёлка", "елка", "ΣΊΣΥΦΟΣ", "σίσυφος", "a b");
    private static final List<String> PARTS = List.of("jose", "STRASSE", "ß", "ist", "İST", "od", "i", "ΣΥ", "’h", "ёл",
            " ");
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private List<RecordAccess> all;
    private Api host = Api.at(0);
    private Workflows workflows = Workflows.of(host);

    @BeforeEach
    void somebody() {
        host = people.signUp().api();
        workflows = Workflows.of(host);
        host.patch("/api/v1/organization/settings", """
                {"currency":"EUR","dateFormat":"dd/MM/yyyy","locale":"de-DE","timezone":"Pacific/Auckland"}""")
                .expect(200);
    }

    /** However JSON has them. */
    @Test
    void numbersAreWrittenWithoutDigitsThatNobodyWrote() {
        var workflow = workflows
                .manual("""
                [{"type":"stop","config":{"reason":"[{{trigger.a}}] [{{trigger.b}}] [{{trigger.c}}] [{{trigger.d}}] [{{trigger.e}}] [{{trigger.f}}] [{{trigger.g}}] [{{trigger.h}}] [{{trigger.i}} {{trigger.i.amount}}]"}}]""");

        var run = workflows.ended(workflows.start(workflow,
                "{\"a\":1000.0,\"b\":0.0,\"c\":1000.5,\"d\":1e-7,\"e\":1e3,\"f\":2026,\"g\":5.00,\"h\":0.3333333333333333,"
                        + "\"i\":{\"amount\":\"1234.10000\",\"currency\":\"EUR\"}}"));

        assertThat(plain(run.at("/steps/0/stepConfig/reason"))).isEqualTo(
                "[1000] [0] [1000,5] [0,0000001] [1000] [2026] [5] [0,3333333333] [1.234,10 € 1.234,10]");
    }

    @Test
    void textsForPeopleAreWrittenAsTheOrganizationWrites() {
        var contact = host.post("/api/v1/contacts", "{\"name\":\"2026-01-31\"}").expect(201).id();
        var deal = host
                .post("/api/v1/opportunities",
                        """
                {"name":"Ø","amount":{"amount":"1234.50","currency":"EUR"},"expectedCloseOn":"2026-11-28","contactId":"%s"}"""
                                .formatted(contact))
                .expect(201)
                .id();
        var workflow = workflows
                .manual("""
                [{"type":"send_email","config":{"to":["a@example.test"],"subject":"{{opportunity.amount}}",
                  "text":"{{contact.name}} {{opportunity.amount}} {{opportunity.amount.amount}} {{opportunity.expectedCloseOn}} {{opportunity.createdAt}}"}},
                 {"type":"create_task","config":{"title":"{{opportunity.amount}}","description":"by {{opportunity.expectedCloseOn}}",
                  "companyId":"{{opportunity.companyId}}","contactId":"{{opportunity.contactId}}"}},
                 {"type":"update_contact","config":{"fields":{"jobTitle":"{{opportunity.amount}}","company":"{{opportunity.expectedCloseOn}}"}}},
                 {"type":"create_task","config":{"title":"x {{opportunity}} {{opportunity.amount}}","tooLong":"cut"}}]""");

        var run = workflows.ended(workflows.start(workflow, "{\"opportunityId\":\"%s\"}".formatted(deal)));

        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        var today = LocalDate.now(ZONE).format(DateTimeFormatter.ofPattern("dd/MM/yyyy"));
        assertThat(plain(run.at("/steps/0/stepConfig/subject"))).isEqualTo("1.234,50 €");
        assertThat(plain(run.at("/steps/0/stepConfig/text")))
                .startsWith("2026-01-31 1.234,50 € 1.234,50 28/11/2026 " + today)
                .endsWith("(Pacific/Auckland)");
        assertThat(plain(run.at("/steps/1/stepConfig/title"))).isEqualTo("1.234,50 €");
        assertThat(run.at("/steps/1/stepConfig/description")).isEqualTo("by 28/11/2026");
        var task = host.get("/api/v1/tasks/" + run.at("/steps/1/result/taskId")).expect(200);
        assertThat(task.at("/contactId")).isEqualTo(contact);
        var changed = host.get("/api/v1/contacts/" + contact);
        assertThat(plain(changed.at("/jobTitle"))).isEqualTo("1.234,50 €");
        assertThat(changed.at("/company")).isEqualTo("28/11/2026");
        assertThat(run.at("/steps/3/stepConfig/title")).doesNotContain("{", "\"");
    }

    @Test
    void whatSomethingIsFoundByIsWrittenAsTheApiHasIt() {
        var contact = host.post("/api/v1/contacts", "{\"name\":\"A\"}").expect(201).id();
        var inputs = Map.of("1234.5", "1234.5", "\"2026-12-31\"", "2026-12-31");
        var workflow = workflows
                .manual("""
                [{"type":"update_contact","config":{"fields":{"externalId":"{{trigger.ref}}","phone":"+{{trigger.ref}}",
                  "name":"{{trigger.ref}}"}}},
                 {"type":"update_contact","config":{"fields":{"externalId":"ref-{{trigger.ref}}","email":"{{trigger.ref}}@example.test"}}},
                 {"type":"send_email","config":{"to":["{{trigger.ref}}@example.test"],"subject":"{{trigger.ref}}","text":"x"}}]""");

        inputs.forEach((input, written) -> {
            var run = workflows.ended(workflows.start(workflow,
                    "{\"contactId\":\"%s\",\"ref\":%s}".formatted(contact, input)));

            assertThat(run.at("/steps/0/stepConfig/fields/externalId")).as(run.text()).isEqualTo(written);
            assertThat(run.at("/steps/0/stepConfig/fields/phone")).isEqualTo("+" + written);
            assertThat(run.at("/steps/0/stepConfig/fields/name")).isNotEqualTo(written);
            assertThat(run.at("/steps/1/stepConfig/fields/externalId")).isEqualTo("ref-" + written);
            assertThat(run.at("/steps/1/stepConfig/fields/email")).isEqualTo(written + "@example.test");
            assertThat(run.at("/steps/2/stepConfig/to/0")).isEqualTo(written + "@example.test");
            assertThat(run.at("/steps/2/stepConfig/subject")).isNotEqualTo(written);
        });
    }

    /** Whatever is declared to be found by, or has the form of an address. */
    @Test
    void everyKeyAndAddressIsDeclaredAsSuch() {
        for (var access : all) {
            RecordService<?, ?, ?> records = AopTestUtils.getTargetObject(access);
            for (var component : records.requestType().getRecordComponents()) {
                var name = component.getName();
                if (List.of("externalId", "phone").contains(name)
                        || component.getAccessor().isAnnotationPresent(Email.class)
                        || component.getAccessor().isAnnotationPresent(HostName.class)
                        || component.isAnnotationPresent(HostName.class)) {
                    assertThat(records.use(name)).as(records.type() + "." + name).isEqualTo(TextUse.COMPARED);
                }
            }
        }
    }

    @Test
    void theZoneOfWhoPublishedItIsNobodyElses() {
        host.patch("/api/v1/profile", "{\"timezone\":\"Pacific/Pago_Pago\"}").expect(200);
        var workflow = workflows.onEvent("contact.created", """
                [{"type":"create_task","config":{"title":"at {{event.occurredAt}}"}}]""");

        host.post("/api/v1/contacts", "{\"name\":\"A\"}").expect(201);

        assertThat(workflows.onlyRun(workflow).at("/steps/0/stepConfig/title")).endsWith("(Pacific/Auckland)");
    }

    @Test
    void conditionsAndListsAgreeWhatIsTheSameText() {
        var ids = new ArrayList<String>();
        for (var name : SPELLINGS) {
            ids.add(host.post("/api/v1/companies", JSON.writeValueAsString(Map.of("name", name))).expect(201).id());
        }
        var asked = new ArrayList<JsonNode>();
        SPELLINGS.forEach(
                value -> List.of("eq", "in", "lte").forEach(operator -> asked.add(condition(operator, value))));
        PARTS.forEach(
                part -> List.of("contains", "startsWith").forEach(operator -> asked.add(condition(operator, part))));
        var chosen = Sample.fewOf("spellings that conditions are asked about", 24, asked);
        var listed = chosen.stream().map(condition -> listed(condition.path("config"))).toList();
        var workflow = workflows.manual(chosen.toString());

        var runs = ids.stream().map(id -> workflows.start(workflow, "{\"companyId\":\"%s\"}".formatted(id))).toList();

        for (var one = 0; one < ids.size(); one++) {
            var run = workflows.ended(runs.get(one));
            assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
            for (var index = 0; index < chosen.size(); index++) {
                assertThat(run.json().at("/steps/" + index + "/result/holds").asBoolean())
                        .as("%s %s", SPELLINGS.get(one), chosen.get(index))
                        .isEqualTo(listed.get(index).contains(ids.get(one)));
            }
        }
    }

    @Test
    void filtersOfEventsFindWhatListsFind() {
        var filters = List.of(filter("contains", "\"istanbul\""), filter("startsWith", "\"ist\""),
                filter("eq", "\"İstanbul\""),
                filter("in", "[\"ISTANBUL\"]"));
        var started = filters.stream().map(filter -> workflows.active(filter, task())).toList();
        var refusing = List.of(filter("neq", "\"ISTANBUL\""), filter("nin", "[\"istanbul\"]"))
                .stream()
                .map(filter -> workflows.active(filter, task()))
                .toList();

        host.post("/api/v1/companies", "{\"name\":\"İSTANBUL\"}").expect(201);

        started.forEach(workflows::onlyRun);
        refusing.forEach(workflow -> assertThat(workflows.runs(workflow).json().at("/results")).isEmpty());
    }

    @Test
    void keysOfOtherSystemsAreComparedExactlyAndAddressesByTheirForm() {
        var contact = host
                .post("/api/v1/contacts", "{\"name\":\"A\",\"email\":\"Ada@Example.test\",\"externalId\":\"A1\"}")
                .expect(201)
                .id();
        var run = workflows.ended(workflows.start(workflows.manual("[" + String.join(",", List.of(
                question("contact.externalId", "eq", "\"a1\""), question("contact.externalId", "eq", "\"A1\""),
                question("contact.email", "eq", "\"ada@example.TEST\""), question("contact.email", "exists", null)))
                + "]"),
                "{\"contactId\":\"%s\"}".formatted(contact)));

        assertThat(run.json().at("/steps").findValuesAsString("holds")).containsExactly("false", "true", "true",
                "true");
    }

    @Test
    void aMailWithoutASubjectIsNotSent() {
        for (var subject : List.of("{{trigger.nope}}", " {{trigger.nope}} ", "{{trigger.blank}}")) {
            var run = workflows.ended(workflows.start(workflows.manual("""
                    [{"type":"send_email","config":{"to":["a@example.test"],"subject":"%s","text":"x"}}]"""
                    .formatted(subject)), "{\"blank\":\"  \"}"));

            assertThat(run.at("/status")).as(run.text()).isEqualTo("failed");
            assertThat(run.at("/errorDetails")).contains("the subject is empty");
        }
    }

    @Test
    void codesOfCurrenciesAreComparedAsListsDo() {
        var deal = host.post("/api/v1/opportunities",
                "{\"name\":\"A\",\"amount\":{\"amount\":\"5\",\"currency\":\"TRY\"}}").expect(201).id();
        var run = workflows.ended(workflows.start(workflows.manual("[" + String.join(",", List.of(
                question("opportunity.amount.currency", "eq", "\"try\""),
                question("opportunity.amount.currency", "eq", "\"TRY\""),
                question("opportunity.amount.currency", "in", "[\"Try\"]"))) + "]"),
                "{\"opportunityId\":\"%s\"}".formatted(deal)));

        assertThat(run.json().at("/steps").findValuesAsString("holds")).containsExactly("false", "true", "false");
        assertThat(host.get("/api/v1/opportunities?filter=currency[eq]:try").json().at("/results")).isEmpty();
        assertThat(host.get("/api/v1/opportunities?filter=currency[eq]:TRY").json().at("/results")).hasSize(1);
    }

    /** In one of the two zones it is another day than UTC's at any time. */
    @ParameterizedTest
    @ValueSource(strings = {"Pacific/Kiritimati", "Pacific/Pago_Pago"})
    void aDayBesideATimeIsYoursInEveryList(String zone) {
        var somebody = people.signUp();
        var own = somebody.api();
        own.patch("/api/v1/profile", "{\"timezone\":\"%s\"}".formatted(zone)).expect(200);
        own.post("/api/v1/contacts", "{\"name\":\"A\"}").expect(201);
        var today = LocalDate.now(ZoneId.of(zone));

        for (var list : List.of("contacts", "sessions", "organizations",
                "organization/members/" + somebody.userId() + "/sessions")) {
            var since = "/api/v1/" + list + "?filter=createdAt[gte]:";
            assertThat(own.get(since + today).expect(200).json().at("/results")).as(list).isNotEmpty();
            assertThat(own.get(since + today.plusDays(1)).expect(200).json().at("/results")).as(list).isEmpty();
        }
    }

    @Test
    void aDayBesideATimeIsTheOrganizationsForListsSearchesAndFiltersAlike() {
        var tomorrow = LocalDate.now(ZONE).plusDays(1);
        var today = LocalDate.now(ZONE);
        var deal = host.post("/api/v1/opportunities", "{\"name\":\"A\"}").expect(201).id();

        assertThat(host.get("/api/v1/opportunities?filter=createdAt[gte]:" + today).json().at("/results")).hasSize(1);
        assertThat(host.get("/api/v1/opportunities?filter=createdAt[gte]:" + tomorrow).json().at("/results")).isEmpty();
        assertThat(host.post("/api/v1/opportunities/search", """
                {"filterGroups":[{"filters":[{"field":"createdAt","operator":"between","values":["%s","%s"]}]}]}"""
                .formatted(today, tomorrow)).expect(200).json().at("/results")).hasSize(1);
        var run = workflows.ended(workflows.start(
                workflows.manual("[" + question("opportunity.createdAt", "gte", "\"" + today + "\"")
                        + "," + question("opportunity.createdAt", "gte", "\"" + tomorrow + "\"") + "]"),
                "{\"opportunityId\":\"%s\"}".formatted(deal)));
        assertThat(run.json().at("/steps").findValuesAsString("holds")).containsExactly("true", "false");
        assertThat(workflows
                .create("{\"type\":\"manual\"}", "[" + question("opportunity.createdAt", "gte", "\"soon\"") + "]")
                .expect(422)
                .at("/errors/0/field")).isEqualTo("steps[0].config.value");
    }

    @Test
    void dealsThatCloseWithinSomeDaysAreToldByOneExpression() {
        var closing = deal(LocalDate.now(ZONE).plusDays(7));
        var later = deal(LocalDate.now(ZONE).plusDays(8));
        var start = LocalDate.now(ZONE).plusDays(7).atStartOfDay(ZONE).toInstant();
        var workflow = workflows
                .manual("""
                [{"type":"condition","config":{"expression":"has(opportunity.expectedCloseOn) && date(opportunity.expectedCloseOn) <= now + duration('168h')"}},
                 {"type":"condition","config":{"field":"opportunity.expectedCloseOn","operator":"lte","value":"%s"}},
                 {"type":"condition","config":{"field":"opportunity.expectedCloseOn","operator":"lt","value":"%1$s"}}]"""
                        .formatted(start));

        assertThat(List.of(closing, later, deal(null)))
                .extracting(
                        deal -> workflows.ended(workflows.start(workflow, "{\"opportunityId\":\"%s\"}".formatted(deal)))
                                .json()
                                .at("/steps")
                                .findValuesAsString("holds"))
                .containsExactly(List.of("true", "true", "false"), List.of("false", "false", "false"),
                        List.of("false", "false", "false"));
        assertThat(workflows
                .create("{\"type\":\"manual\"}",
                        "[" + question("opportunity.expectedCloseOn", "gt", "\"{{now}}\"") + "]")
                .expect(422)
                .at("/errors/0/message")).contains("a value is meant as it stands");
    }

    private String deal(@Nullable LocalDate closing) {
        return host
                .post("/api/v1/opportunities",
                        closing == null
                                ? "{\"name\":\"A\"}"
                                : "{\"name\":\"A\",\"expectedCloseOn\":\"%s\"}".formatted(closing))
                .expect(201)
                .id();
    }

    @Test
    void aDealThatBeginsAsWonIsWon() {
        var workflow = workflows.active(
                """
                {"type":"event","event":"opportunity.closed","filter":[{"field":"trigger.status","operator":"eq","value":"won"}]}""",
                "[" + condition("trigger.fromStage") + "]");
        var moved = host.post("/api/v1/opportunities", "{\"name\":\"moved\"}").expect(201).id();

        host.post("/api/v1/opportunities", "{\"name\":\"made\",\"stage\":\"Won\"}").expect(201);
        host.post("/api/v1/opportunities/batch/create",
                """
                {"inputs":[{"properties":{"name":"batch","stage":"Won"}},{"properties":{"name":"open"}},{"properties":{"name":"lost","stage":"Lost"}}]}""")
                .expect(200);
        host.put("/api/v1/opportunities/" + moved + "/stage", "{\"stage\":\"Won\"}").expect(200);
        host.patch("/api/v1/opportunities/" + moved, "{\"name\":\"won already\"}").expect(200);

        Workflows.await(() -> workflows.runs(workflow).json().at("/results").size() == 3, "not each win was told");
        assertThat(workflows.runs(workflow)
                .json()
                .at("/results")
                .valueStream()
                .map(run -> run.at("/triggerData/trigger/name").asString()))
                .containsExactlyInAnyOrder("moved", "made", "batch");
    }

    private static String condition(String field) {
        return question(field, "exists", null);
    }

    private static String question(String field, String operator, @Nullable String value) {
        return "{\"type\":\"condition\",\"config\":{\"field\":\"%s\",\"operator\":\"%s\"%s}}".formatted(field, operator,
                value == null ? "" : ",\"value\":" + value);
    }

    private static JsonNode condition(String operator, String value) {
        var text = JSON.writeValueAsString(value);
        return JSON.readTree(question("company.name", operator, operator.equals("in") ? "[" + text + "]" : text));
    }

    private static String filter(String operator, String value) {
        return "{\"type\":\"event\",\"event\":\"company.created\",\"filter\":[{\"field\":\"trigger.name\",\"operator\":\"%s\",\"value\":%s}]}"
                .formatted(operator, value);
    }

    private static String task() {
        return "[{\"type\":\"delay\",\"config\":{\"duration\":\"PT0S\"}}]";
    }

    private List<String> listed(JsonNode condition) {
        var value = condition.path("value");
        var filter = "name[%s]:%s".formatted(condition.path("operator").asString(),
                (value.isArray() ? value.path(0) : value).toString());
        return host.get("/api/v1/companies?limit=100&filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8))
                .expect(200)
                .json()
                .at("/results")
                .findValuesAsString("id");
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ');
    }
}
