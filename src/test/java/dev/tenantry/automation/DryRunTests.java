package dev.tenantry.automation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.HookReceiver;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** What a workflow would do, while nothing is done. */
class DryRunTests extends ApiTest {

    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api api = Api.at(0);
    private Workflows workflows = Workflows.of(api);

    @BeforeEach
    void somebody() {
        owner = people.signUp();
        api = owner.api();
        workflows = Workflows.of(api);
    }

    @Test
    void evaluatesEveryStepAndDoesNothing() {
        try (var receiver = new HookReceiver()) {
            var contact = contact("Ada");
            var workflow = workflows.manual("""
                    [{"id":"is-lead","type":"condition","config":{"field":"contact.name","operator":"eq","value":"ada","onFalse":"end"}},
                     {"id":"wait","type":"delay","config":{"duration":"P1D"}},
                     {"id":"tell","type":"webhook","config":{"url":"%s","payload":{"name":"{{contact.name}}"}}},
                     {"id":"answered","type":"condition","config":{"field":"steps.tell.result.status","operator":"eq","value":200,"onFalse":"end"}},
                     {"id":"mail","type":"send_email","config":{"to":["{{contact.email}}"],"subject":"Hello {{contact.name}}","text":"{{contact.phone}}!"}},
                     {"id":"change","type":"update_contact","config":{"fields":{"jobTitle":"CEO"}}},
                     {"id":"task","type":"create_task","config":{"title":"Call {{contact.name}}"},"next":"end"},
                     {"id":"never","type":"stop","config":{}}]"""
                    .formatted(receiver.url("/hook")));

            var told = dry(workflow,
                    "{\"record\":\"contact/%s\",\"results\":{\"tell\":{\"status\":200}}}".formatted(contact))
                    .expect(200);

            assertThat(told.at("/outcome")).as(told.text()).isEqualTo("succeeded");
            assertThat(told.json().path("steps").valueStream().map(step -> step.path("stepId").asString()).toList())
                    .containsExactly("is-lead", "wait", "tell", "answered", "mail", "change", "task");
            assertThat(told.at("/steps/4/stepConfig/subject")).isEqualTo("Hello Ada");
            assertThat(told.at("/steps/4/unresolved/0")).isEqualTo("contact.phone");
            assertThat(told.at("/steps/1/waitsUntil")).isEqualTo(told.at("/endsAt"));
            assertThat(told.at("/notReached/0")).isEqualTo("never");
            assertThat(receiver.deliveries()).isEmpty();
            assertThat(api.get("/api/v1/contacts/" + contact).json().path("jobTitle").asString("")).isEmpty();
            for (var kind : List.of("tasks", "outbound-emails", "workflow-runs")) {
                assertThat(api.get("/api/v1/" + kind).expect(200).json().path("results")).as(kind).isEmpty();
            }
            assertThat(dry(workflow, "{\"record\":\"contact/%s\"}".formatted(contact("Bob"))).expect(200)
                    .json()
                    .path("steps")).hasSize(1);
        }
    }

    @Test
    void goesIntoWhatStandsWithinSteps() {
        var workflow = workflows.manual("""
                [{"id":"each","type":"for_each","config":{"items":"trigger.lines","as":"line","steps":[
                   {"id":"large","type":"condition","config":{"expression":"line.price > 10 && now > timestamp('2026-01-01T00:00:00Z')","onFalse":"end"}},
                   {"id":"wait","type":"delay","config":{"duration":"P1D"}},
                   {"id":"sides","type":"parallel","config":{"branches":[
                     {"steps":[{"id":"pack","type":"create_task","config":{"title":"{{index}} {{line.name}} {{steps.large.result.holds}}"}}]},
                     {"name":"other","steps":[{"id":"ill","type":"stop","config":{"outcome":"failed","reason":"no"}}]}],"join":"any"}}]}},
                 {"id":"after","type":"create_task","config":{"title":"Done"}}]""");
        var lines = IntStream.range(0, 7)
                .mapToObj("{\"name\":\"n%1$d\",\"price\":1%1$d}"::formatted)
                .collect(Collectors.joining(","));

        var told = dry(workflow, "{\"input\":{\"lines\":[%s]}}".formatted(lines)).expect(200);

        assertThat(told.at("/outcome")).as(told.text()).isEqualTo("succeeded");
        assertThat(told.json()
                .path("steps")
                .valueStream()
                .map(step -> (step.path("path").asString("") + " " + step.path("stepId").asString()).strip())
                .toList())
                .startsWith("each", "each.0 large", "each.1 large", "each.1 wait", "each.1 sides",
                        "each.1.sides.0 pack", "each.1.sides.1 ill", "each.2 large")
                .endsWith("each.4.sides.1 ill", "after");
        assertThat(told.at("/steps/0/omitted")).isEqualTo("2");
        assertThat(told.at("/steps/5/stepConfig/title")).isEqualTo("1 n1 true");
        assertThat(told.json().at("/steps/2/result").has("now")).isTrue();
        assertThat(Duration.between(Instant.now(), Instant.parse(told.at("/endsAt"))).toHours()).isBetween(94L, 96L);
        assertThat(api.get("/api/v1/tasks").expect(200).json().path("results")).isEmpty();
        assertThat(told.json().path("notReached")).isEmpty();
    }

    /** What many steps come to is told of each. */
    @Test
    void comesToAnEndWhereResultsAreTooLongTogether() {
        var workflow = workflows.manual("""
                [{"type":"for_each","config":{"items":"trigger.lines","steps":[
                   {"type":"for_each","config":{"items":"trigger.lines","steps":[
                     {"id":"tell","type":"webhook","config":{"url":"https://example.test/"}}]}}]}}]""");

        var told = dry(workflow, "{\"input\":{\"lines\":[1,2,3,4]},\"results\":{\"tell\":{\"a\":\"%s\"}}}"
                .formatted("x".repeat(200_000))).expect(200);

        assertThat(told.at("/outcome")).isEqualTo("failed");
        assertThat(told.at("/error")).contains("too long to be shown");
        assertThat(told.text().length()).isBetween(1_700_000, 2_400_000);
    }

    /** An item is known to the steps that are carried out for it, and nothing that their step would name. */
    @Test
    void knowsItemsWhereTheyAre() {
        var workflow = workflows.manual("""
                [{"id":"each","type":"for_each","config":{"items":"{{trigger.lines}}","steps":[
                   {"id":"pack","type":"create_task","config":{"title":"{{item.name}} {{item.price}}"}}]}},
                 {"id":"sides","type":"parallel","config":{"branches":[
                   {"steps":[{"id":"one","type":"create_task","config":{"title":"{{trigger.nothing}}"}}]},
                   {"steps":[{"id":"two","type":"create_task","config":{"title":"x"}}]}]}}]""");

        var told = dry(workflow, "{\"input\":{\"lines\":[{\"name\":\"a\",\"price\":1},{\"name\":\"b\"}]}}").expect(200);

        assertThat(told.json().at("/steps/0/unresolved")).as(told.text()).isEmpty();
        assertThat(told.json().at("/steps/1/unresolved")).isEmpty();
        assertThat(told.at("/steps/2/unresolved/0")).isEqualTo("item.price");
        assertThat(told.json().at("/steps/3/unresolved")).isEmpty();
        assertThat(told.at("/steps/4/unresolved/0")).isEqualTo("trigger.nothing");
    }

    @Test
    void goesIntoOtherWorkflows() {
        var inner = workflows
                .manual("""
                [{"id":"wait","type":"delay","config":{"duration":"PT2H"}},
                 {"id":"task","type":"create_task","config":{"title":"For {{trigger.who}}"}},
                 {"id":"answer","type":"respond","config":{"body":{"greeting":"Hello {{trigger.who}}"}}},
                 {"id":"last","type":"condition","config":{"field":"trigger.who","operator":"exists","onFalse":"end"}}]""");
        var workflow = workflows.manual("""
                [{"id":"call","type":"sub_workflow","config":{"workflowId":"%1$s","input":{"who":"{{trigger.name}}"}}},
                 {"id":"task","type":"create_task","config":{"title":"{{steps.call.result.result.greeting}} {{steps.call.result.status}}"}},
                 {"id":"forget","type":"sub_workflow","config":{"workflowId":"%1$s","wait":false}}]"""
                .formatted(inner));

        var told = dry(workflow, "{\"input\":{\"name\":\"Ada\"}}").expect(200);

        assertThat(told.at("/outcome")).as(told.text()).isEqualTo("succeeded");
        assertThat(told.json()
                .path("steps")
                .valueStream()
                .map(step -> (step.path("path").asString("") + " " + step.path("stepId").asString()).strip())
                .toList())
                .containsExactly("call", "call wait", "call task", "call answer", "call last", "task", "forget",
                        "forget wait", "forget task", "forget answer", "forget last");
        assertThat(told.at("/steps/2/stepConfig/title")).isEqualTo("For Ada");
        assertThat(told.at("/steps/2/workflowId")).isEqualTo(inner);
        assertThat(told.at("/steps/5/stepConfig/title")).isEqualTo("Hello Ada succeeded");
        assertThat(Duration.between(Instant.now(), Instant.parse(told.at("/endsAt"))).toMinutes()).isBetween(118L,
                120L);
        assertThat(told.json().path("notReached")).isEmpty();
        assertThat(dry(workflow, "{\"results\":{\"call\":{\"result\":{\"greeting\":\"Hi\"}}}}").expect(200)
                .at("/steps/1/stepConfig/title")).isEqualTo("Hi ");
        assertThat(api.get("/api/v1/workflow-runs").json().path("results")).isEmpty();
    }

    /** What the API would refuse a run would fail of; of what nobody has told yet that is not known. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"type\":\"create_task\",\"config\":{\"title\":\"{{contact.jobTitle}}\"}}|title",
        "{\"type\":\"update_contact\",\"config\":{\"fields\":{\"email\":\"{{trigger.told}}\"}}}|email",
        "{\"type\":\"update_contact\",\"config\":{\"fields\":{\"ownerId\":\"{{trigger.member}}\"}}}|ownerId",
        "{\"type\":\"update_contact\",\"config\":{\"contactId\":\"{{trigger.id}}\",\"fields\":{\"jobTitle\":\"x\"}}}|no such",
        "{\"type\":\"create_record\",\"config\":{\"type\":\"task\",\"fields\":{\"title\":\"x\",\"companyId\":\"{{trigger.id}}\"}}}|companyId",
        "{\"type\":\"upsert_record\",\"config\":{\"type\":\"contact\",\"by\":\"email\",\"fields\":{\"name\":\"x\",\"email\":\"{{trigger.told}}\"}}}|email",
        "{\"type\":\"create_record\",\"config\":{\"type\":\"opportunity\",\"fields\":{\"name\":\"x\",\"stage\":\"{{trigger.told}}\"}}}|the pipeline has the stages",
        "{\"type\":\"create_record\",\"config\":{\"type\":\"opportunity\",\"fields\":{\"name\":\"x\",\"amountSource\":\"line_items\",\"amount\":{\"amount\":\"5\",\"currency\":\"USD\"}}}}|sum of the line items",
        "{\"type\":\"add_tag\",\"config\":{\"type\":\"contact\",\"tag\":\"{{trigger.told}}\"}}|there is no tag"})
    void failsWhereARunWouldBeRefused(String step, String why) {
        var workflow = workflows.manual("[" + step + "]");
        var about = "\"contactId\":\"" + contact("Ann") + "\"";

        var input = """
                {%s,"told":"nonsense","id":"999999999","member":"01890a5d-ac96-774b-bcce-b302099a8057"}"""
                .formatted(about);

        var told = dry(workflow, "{\"input\":" + input + "}").expect(200);

        assertThat(told.at("/outcome")).as(told.text()).isEqualTo("failed");
        assertThat(told.at("/error")).containsIgnoringCase(why);
        var ended = workflows.ended(workflows.start(workflow, input));
        assertThat(ended.at("/errorDetails")).endsWith(told.at("/error"));
        if (step.contains("trigger.")) {
            assertThat(dry(workflow, "{\"record\":\"contact/" + contact("Ann") + "\"}").expect(200).at("/outcome"))
                    .isEqualTo("succeeded");
        }
    }

    /** As the deal stands before the first step that changes it: what comes behind goes by that one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{\"stage\":\"Nowhere\"}|the pipeline has the stages",
        "{\"amount\":{\"amount\":\"5\",\"currency\":\"USD\"}}|sum of the line items",
        "{\"amountSource\":\"manual\",\"amount\":{\"amount\":\"5\",\"currency\":\"USD\"}}|"})
    void failsWhereTheDealWouldRefuseIt(String fields, @Nullable String why) {
        var deal = api.post("/api/v1/opportunities", "{\"name\":\"Loom\",\"amountSource\":\"line_items\"}")
                .expect(201)
                .id();
        var change = """
                {"type":"update_record","config":{"type":"opportunity","id":"%s","fields":%s}}""".formatted(deal,
                fields);
        var again = """
                {"type":"update_record","config":{"type":"opportunity","id":"%s","fields":{"amount":{"amount":"6","currency":"USD"}}}}"""
                .formatted(deal);
        var workflow = workflows.manual("[" + change + "," + again + "]");

        var told = dry(workflow, "{}").expect(200);

        assertThat(told.at("/outcome")).as(told.text()).isEqualTo(why == null ? "succeeded" : "failed");
        assertThat(told.at("/error")).contains(why == null ? "" : why);
        var ended = workflows.ended(workflows.start(workflow, "{}"));
        assertThat(ended.at("/errorDetails")).endsWith(told.at("/error"));
    }

    /** The same request, by the same path. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"type\":\"update_record\",\"config\":{\"type\":\"opportunity\",\"fields\":{\"name\":\"x\"}}}|there is no opportunity that this run is about",
        "{\"type\":\"add_tag\",\"config\":{\"type\":\"opportunity\",\"tag\":\"Known\"}}|there is no opportunity that this run is about",
        "{\"type\":\"remove_tag\",\"config\":{\"type\":\"task\",\"tag\":\"Known\"}}|there is no task that this run is about",
        "{\"type\":\"associate\",\"config\":{\"type\":\"contact\",\"with\":\"company\"}}|there is no company to associate with",
        "{\"type\":\"upsert_record\",\"config\":{\"type\":\"company\",\"by\":\"name\",\"fields\":{\"name\":\"{{trigger.none}}\"}}}|there is no name to find",
        "{\"type\":\"create_task\",\"config\":{\"title\":\"{{opportunity.name}}\"}}|title",
        "{\"type\":\"add_note\",\"config\":{\"body\":\"{{trigger.none}}\"}}|body",
        "{\"type\":\"send_email\",\"config\":{\"to\":[\"a@example.test\"],\"subject\":\"{{trigger.none}}\",\"text\":\"x\"}}|the subject is empty",
        "{\"type\":\"send_email\",\"config\":{\"to\":[\"a@example.test\"],\"subject\":\"x\",\"text\":\"{{trigger.none}}\u200b\"}}|the text is empty"})
    void failsWhereARunLacksWhatItNeeds(String step, String why) {
        api.post("/api/v1/tags", "{\"name\":\"Known\"}").expect(201);
        var workflow = workflows.manual("[" + step + "]");
        var input = "{\"input\":{\"contactId\":\"" + contact("Ann") + "\"}}";

        var told = dry(workflow, input).expect(200);

        assertThat(told.at("/outcome")).as(told.text()).isEqualTo("failed");
        assertThat(told.at("/error")).contains(why);
        var run = api.post("/api/v1/workflows/" + workflow + "/runs", input).expect(201).id();
        assertThat(workflows.ended(run).at("/errorDetails")).endsWith(told.at("/error"));
        assertThat(dry(workflow, "{}").expect(200).at("/outcome")).isEqualTo("succeeded");
    }

    /** What a step before has come to nobody knows, nor what its record belongs to by then. */
    @Test
    void leavesOpenWhatAStepBeforeMayHaveMade() {
        var workflow = workflows
                .manual("""
                [{"id":"company","type":"create_record","config":{"type":"company","fields":{"name":"Engines"}}},
                 {"type":"associate","config":{"type":"contact","with":"company","withId":"{{steps.company.result.companyId}}"}},
                 {"type":"update_record","config":{"type":"company","fields":{"name":"Machines"}}},
                 {"type":"send_email","config":{"to":["a@example.test"],"subject":"{{steps.company.result.companyId}}","text":"x"}}]""");

        var told = dry(workflow, "{\"input\":{\"contactId\":\"" + contact("Ann") + "\"}}").expect(200);

        assertThat(told.at("/outcome")).as(told.text()).isEqualTo("succeeded");
    }

    /** As runs do. */
    @Test
    void failsWhereAnotherWorkflowIsToBeAboutARecordThatIsNotThere() {
        var inner = workflows.manual("[{\"type\":\"stop\",\"config\":{}}]");
        var workflow = workflows.manual("""
                [{"type":"sub_workflow","config":{"workflowId":"%s","input":{"contactId":"{{trigger.whom}}"}}}]"""
                .formatted(inner));

        var told = dry(workflow, "{\"input\":{\"whom\":\"999999999\"}}").expect(200);

        assertThat(told.at("/outcome")).as(told.text()).isEqualTo("failed");
        assertThat(told.at("/error")).startsWith("input.contactId: there is no such contact");
        assertThat(dry(workflow, "{\"input\":{\"whom\":\"%s\"}}".formatted(contact("Ann"))).expect(200)
                .at("/outcome")).isEqualTo("succeeded");
        assertThat(dry(workflow, "{}").expect(200).at("/outcome")).isEqualTo("succeeded");
    }

    /** As runs do: one that is not active fails, and so does what is too deep; and it has an end. */
    @Test
    void goesNoDeeperThanRunsDo() {
        var none = "{\"type\":\"stop\",\"config\":{}}";
        var last = workflows.manual("[" + none + "]");
        var outer = last;
        for (var depth = 0; depth < 7; depth++) {
            outer = workflows.manual(
                    "[{\"id\":\"call\",\"type\":\"sub_workflow\",\"config\":{\"workflowId\":\"%s\"}}]"
                            .formatted(outer));
        }
        assertThat(dry(outer, "{}").expect(200).at("/outcome")).isEqualTo("succeeded");
        var deeper = workflows.manual(
                "[{\"id\":\"call\",\"type\":\"sub_workflow\",\"config\":{\"workflowId\":\"%s\"}}]".formatted(outer));
        assertThat(dry(deeper, "{}").expect(200).at("/error")).contains("8 automations caused one another");

        var many = """
                [{"id":"each","type":"for_each","config":{"items":["a","b","c","d","e"],"steps":[
                   {"id":"call","type":"sub_workflow","config":{"workflowId":"%s"}}]}}]""";
        var wide = last;
        for (var depth = 0; depth < 6; depth++) {
            wide = workflows.manual(many.formatted(wide));
        }
        var cut = dry(wide, "{}").expect(200);
        assertThat(cut.json().path("steps").size()).isLessThanOrEqualTo(1_000);
        assertThat(cut.json().path("steps").valueStream())
                .filteredOn(step -> step.path("stepType").asString().equals("sub_workflow") && step.has("omitted"))
                .isNotEmpty()
                .noneMatch(step -> step.has("result"));

        api.delete("/api/v1/workflows/" + last + "/activation?evenIfUsed=true").expect(200);
        assertThat(dry(wide, "{}").expect(200).at("/error")).endsWith("the other workflow is not active");
    }

    @Test
    void doesNotTellWhetherThereIsARecordThatTheCallerMayNotRead() {
        var workflow = workflows.manual("[{\"type\":\"stop\",\"config\":{}}]");
        var key = Api.at(port())
                .bearer(api.post("/api/v1/api-keys",
                        "{\"name\":\"k\",\"scopes\":[\"workflows:read\",\"workflows:update\",\"companies:read\"]}")
                        .expect(201)
                        .at("/key"));

        for (var contact : new String[]{contact("Ada"), "999999999"}) {
            var refused = key.post("/api/v1/workflows/" + workflow + "/dry-runs",
                    "{\"record\":\"contact/%s\"}".formatted(contact)).expect(403);
            assertThat(refused.at("/detail")).contains("contacts:read");
        }
        key.post("/api/v1/workflows/" + workflow + "/dry-runs", "{\"record\":\"company/999999999\"}").expect(422);
    }

    /** Nor does what another workflow is to be about. */
    @Test
    void looksAtNothingThatTheKeyMayNotReadWhoeverMadeIt() {
        var other = workflows.manual("[{\"type\":\"stop\",\"config\":{}}]");
        var workflow = workflows.draft("{\"type\":\"manual\"}", """
                [{"type":"sub_workflow","config":{"workflowId":"%s","input":{"contactId":"{{trigger.id}}"}}}]"""
                .formatted(other));
        var key = Api.at(port())
                .bearer(api.post("/api/v1/api-keys",
                        "{\"name\":\"k\",\"scopes\":[\"workflows:read\",\"workflows:update\",\"workflows:create\",\"workflows:run\"]}")
                        .expect(201)
                        .at("/key"));

        for (var contact : new String[]{contact("Zoe"), "999999999"}) {
            var told = key.post("/api/v1/workflows/" + workflow + "/dry-runs",
                    "{\"input\":{\"id\":\"%s\"}}".formatted(contact)).expect(200);
            assertThat(told.at("/outcome")).as(told.text()).isEqualTo("succeeded");
        }
    }

    @Test
    void takesAnEventOfThePastAndTellsWhetherItStarts() {
        var workflow = workflows.draft(
                "{\"type\":\"event\",\"event\":\"contact.created\",\"filter\":[{\"field\":\"trigger.name\",\"operator\":\"eq\",\"value\":\"Ada\"}]}",
                "[{\"type\":\"create_task\",\"config\":{\"title\":\"{{event.name}} {{trigger.name}}\"}}]");
        var reacting = workflows.onEvent("contact.created", "[{\"type\":\"stop\",\"config\":{}}]");
        contact("Bob");
        var event = workflows.onlyRun(reacting).at("/eventId");

        var told = dry(workflow, "{\"eventId\":\"%s\"}".formatted(event)).expect(200);

        assertThat(told.at("/starts")).isEqualTo("false");
        assertThat(told.at("/steps/0/stepConfig/title")).isEqualTo("contact.created Bob");
        dry(workflow, "{\"eventId\":\"999999999\"}").expect(422);
        dry(workflow, "{\"eventId\":\"%s\",\"record\":\"contact/1\"}".formatted(event)).expect(422);
        dry(workflow, "{\"record\":\"task/1\"}").expect(422);
        dry(workflow, "{\"record\":\"contact/999999999\"}").expect(422);
        dry(workflow, "{\"version\":2}").expect(404);
        dry(workflows.manual("[{\"type\":\"stop\",\"config\":{}}]"), "{\"eventId\":\"%s\"}".formatted(event))
                .expect(422);
    }

    /** What its event would tell is what it is; and what no record tells is named. */
    @Test
    void takesOfARecordWhatItsEventWouldTell() {
        var steps = """
                [{"type":"condition","config":{"field":"trigger.amount.amount","operator":"gte","value":1000,"onFalse":"end"}},
                 {"type":"condition","config":{"field":"trigger.%s","operator":"eq","value":"Engaging","onTrue":2}},
                 {"type":"create_task","config":{"title":"{{trigger.name}} {{trigger.%1$s}}"}}]""";
        var deal = api.post("/api/v1/opportunities", """
                {"name":"Engine","amount":{"amount":"1500.00","currency":"USD"}}""").expect(201).id();
        var filter = """
                {"type":"event","event":"%s","filter":[{"field":"trigger.name","operator":"eq","value":"%s"}]}""";
        var record = "{\"record\":\"opportunity/" + deal + "\"}";

        var created = dry(workflows.draft(filter.formatted("opportunity.created", "Engine"), steps.formatted("stage")),
                record)
                .expect(200);
        var moved = dry(
                workflows.draft(filter.formatted("opportunity.stage-changed", "Loom"), steps.formatted("fromStage")),
                record).expect(200);
        var other = dry(
                workflows.draft(filter.formatted("task.completed", "x").replace("trigger.name", "trigger.title"),
                        "[{\"type\":\"stop\",\"config\":{}}]"),
                record).expect(200);

        assertThat(created.at("/starts")).as(created.text()).isEqualTo("true");
        assertThat(created.at("/triggerData/event/aggregateId")).isEqualTo(deal);
        assertThat(created.at("/steps/2/stepConfig/title")).isEqualTo("Engine Prospecting");
        assertThat(moved.at("/starts")).isEqualTo("false");
        assertThat(moved.at("/reason"))
                .isEqualTo("the filter's trigger.name eq \"Loom\" does not hold: it is \"Engine\"");
        assertThat(moved.at("/steps/1/unresolved/0") + moved.at("/steps/2/unresolved/0"))
                .isEqualTo("trigger.fromStagetrigger.fromStage");
        assertThat(other.at("/reason")).endsWith("does not hold: nothing is told of it");
    }

    @Test
    void takesWhatTheWorkflowDoesAndTellsWhyItWouldFail() {
        var workflow = workflows.manual("""
                [{"type":"stop","config":{"outcome":"failed","reason":"{{contact.name}}"}}]""");
        var contact = contact("Ada");

        var told = dry(workflow, "{\"record\":\"contact/%s\"}".formatted(contact)).expect(200);

        assertThat(told.at("/outcome")).isEqualTo("failed");
        assertThat(told.at("/error")).isEqualTo("Ada");
        people.signUpInto(owner, "viewer").api().post("/api/v1/workflows/" + workflow + "/dry-runs", "{}").expect(403);
        people.signUp().api().post("/api/v1/workflows/" + workflow + "/dry-runs", "{}").expect(404);
    }

    private Answer dry(String workflow, String request) {
        return api.post("/api/v1/workflows/" + workflow + "/dry-runs", request);
    }

    private String contact(String name) {
        return api.post("/api/v1/contacts", "{\"name\":\"%s\",\"email\":\"%s@example.test\"}".formatted(name, name))
                .expect(201)
                .id();
    }
}
