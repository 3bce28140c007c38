package dev.tenantry.automation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.automation.definition.Scope;
import dev.tenantry.shared.journal.EventTypes;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What a workflow does, nobody has it do who may not do it. */
class RightsTests extends ApiTest {

    private static final String MANUAL = "{\"type\":\"manual\"}";
    private static final String WORKFLOWS = "\"workflows:read\",\"workflows:create\",\"workflows:update\",\"workflows:run\"";

    @Autowired
    private EventTypes events;
    @Autowired
    private RecordPermissions permissions;
    private Person owner;

    @BeforeEach
    void somebody() {
        owner = people.signUp();
    }

    /** Every kind of steps that has texts × every record that texts can name, and every kind that writes. */
    static Stream<Arguments> steps() {
        var needs = new ArrayList<Arguments>();
        for (var root : Scope.RECORDS) {
            var read = root.replaceAll("y$", "ie") + "s:read";
            needs.add(arguments(condition(root), Set.of(read)));
            needs.add(arguments(mail("Hello {{%s.name}}".formatted(root)), Set.of(read)));
            needs.add(arguments(mail("All: {{ %s }}".formatted(root)), Set.of(read)));
            needs.add(arguments(hook("{\"a\":[{\"b\":\"{{%s.id}}\"}]}".formatted(root)), Set.of(read)));
            needs.add(arguments(task("{{%s.name}}".formatted(root)), Set.of(read, "tasks:create")));
            needs.add(arguments(update("\"contactId\":\"1{{^run.id}}0{{/run.id}}\",", "{{%s.name}}".formatted(root)),
                    Set.of(read, "contacts:update")));
        }
        needs.add(arguments(mail("Hello {{contactOwner.name}}"), Set.of("contacts:read", "members:read")));
        needs.add(arguments(condition("opportunityOwner"), Set.of("opportunities:read", "members:read")));
        needs.add(arguments(task("x"), Set.of("tasks:create")));
        needs.add(arguments(update("\"contactId\":\"1{{^run.id}}0{{/run.id}}\",", "x"), Set.of("contacts:update")));
        needs.add(arguments(update("", "x"), Set.of("contacts:update", "contacts:read")));
        needs.add(arguments(record("create_record", "\"fields\":{\"body\":\"x\"}"), Set.of("notes:create")));
        needs.add(arguments(record("update_record", "\"fields\":{\"body\":\"x\"}"), Set.of("notes:update")));
        needs.add(arguments(record("add_tag", "\"tag\":\"{{run.id}}\""), Set.of("notes:update", "tags:read")));
        needs.add(arguments(record("remove_tag", "\"tag\":\"{{run.id}}\""), Set.of("notes:update", "tags:read")));
        needs.add(arguments(record("associate", "\"with\":\"company\""), Set.of("notes:update", "companies:read")));
        needs.add(arguments(
                """
                {"type":"wait_for_event","config":{"event":"contact.updated","match":{"field":"event.aggregateId","value":"1"},"timeout":"P1D"}}""",
                Set.of("contacts:read")));
        needs.add(arguments(delay(), Set.of()));
        needs.add(arguments(hook("{\"run\":\"{{run.id}}\"}"), Set.of()));
        return needs.stream();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void nobodySavesPublishesOrStartsWhatGoesBeyond(String step, Set<String> needs) {
        var own = Workflows.of(owner.api()).manual("[" + step + "]");
        var drafted = Workflows.of(owner.api()).draft(MANUAL, "[" + step + "]");
        var other = Workflows.of(owner.api()).draft(MANUAL, "[" + delay() + "]");
        var enough = key(needs);

        assertThat(Workflows.of(enough).create(MANUAL, "[" + step + "]").status()).isEqualTo(201);
        enough.put("/api/v1/workflows/" + drafted + "/activation", "").expect(200);
        enough.post("/api/v1/workflows/" + own + "/runs", "{}").expect(201);
        for (var missing : needs) {
            var fewer = new TreeSet<>(needs);
            fewer.remove(missing);
            var poor = key(fewer);
            for (var refused : List.of(Workflows.of(poor).create(MANUAL, "[" + step + "]"),
                    poor.patch("/api/v1/workflows/" + other, "{\"steps\":[" + step + "]}"),
                    poor.patch("/api/v1/workflows/" + own, "{\"name\":\"Mine\"}"),
                    poor.put("/api/v1/workflows/" + own + "/activation", ""),
                    poor.post("/api/v1/workflows/" + own + "/runs", "{}"))) {
                assertThat(refused.status()).as(refused.text()).isEqualTo(403);
                assertThat(refused.at("/errors/0/message")).contains(missing);
                assertThat(refused.at("/errors/0/field")).isEqualTo("steps[0]");
            }
        }
    }

    @Test
    void whatStandsWithinAStepTakesTheSame() {
        var nested = "[{\"type\":\"for_each\",\"config\":{\"items\":\"contact.name\",\"steps\":[" + task("x") + "]}}]";

        var writes = Workflows.of(key(Set.of("contacts:read"))).create(MANUAL, nested);
        var reads = Workflows.of(key(Set.of("tasks:create"))).create(MANUAL, nested);

        assertThat(writes.at("/errors/0/field") + writes.at("/errors/0/message"))
                .contains("steps[0].config.steps[0]", "tasks:create");
        assertThat(reads.at("/errors/0/field") + reads.at("/errors/0/message")).contains("steps[0]", "contacts:read");
    }

    /** By another workflow, by one that that one carries out, and by two that carry out one another. */
    @Test
    void whatAnotherWorkflowDoesTakesTheSame() {
        var contact = owner.api().post("/api/v1/contacts", "{\"name\":\"Ada Lovelace\"}").expect(201).id();
        var workflows = Workflows.of(owner.api());
        var reads = workflows.manual("[{\"type\":\"stop\",\"config\":{\"reason\":\"{{contact.name}}\"}}]");
        var between = workflows.manual("[" + sub(reads) + "]");
        var round = workflows.draft(MANUAL, "[" + delay() + "]");
        var other = workflows.manual("[" + sub(round) + "," + sub(reads) + "]");
        owner.api().patch("/api/v1/workflows/" + round, "{\"steps\":[" + sub(other) + "]}").expect(200);
        var poor = key(Set.of());
        for (var callee : List.of(reads, between, round)) {
            var steps = "[" + delay() + "," + sub(callee) + "]";
            var own = workflows.active("{\"type\":\"api_call\"}", steps);
            var manual = workflows.manual("[" + delay() + "," + sub(reads) + "]");
            var run = workflows
                    .ended(workflows.start(manual, "{\"contactId\":\"%s\"}".formatted(contact)));
            var path = "/api/v1/workflow-runs/" + run.id();
            for (var refused : List.of(Workflows.of(poor).create(MANUAL, steps),
                    poor.put("/api/v1/workflows/" + own + "/activation", ""),
                    poor.post("/api/v1/workflows/" + manual + "/runs", "{}"),
                    poor.post("/api/v1/workflows/" + own + "/calls", "{}"),
                    poor.post("/api/v1/workflows/" + manual + "/dry-runs", "{}"),
                    poor.post(path + "/retries", ""), poor.post(path + "/restarts", ""),
                    poor.post(path + "/replays", "{}"))) {
                assertThat(refused.status()).as(refused.text()).isEqualTo(403);
                assertThat(refused.at("/errors/0/field") + refused.at("/errors/0/message"))
                        .contains("steps[1]", "contacts:read");
            }
            var seen = poor.get(path).expect(200);
            assertThat(seen.text() + poor.get("/api/v1/workflow-runs").text()).doesNotContain("Ada");
            assertThat(seen.at("/lacking/0")).isEqualTo("contacts:read");
            var enough = key(Set.of("contacts:read"));
            assertThat(Workflows.of(enough).create(MANUAL, steps).status()).isEqualTo(201);
            assertThat(enough.get(path).expect(200).text()).contains("Ada").doesNotContain("lacking");
        }
    }

    @Test
    void everyEventTakesTheRightToReadWhatItTellsOf() {
        for (var event : events.all()) {
            var trigger = "{\"type\":\"event\",\"event\":\"%s\"}".formatted(event.name());
            var read = permissions.of(event.aggregateType(), "read");

            var refused = Workflows.of(key(Set.of())).create(trigger, "[" + delay() + "]");

            assertThat(refused.status()).as(event.name() + refused.text()).isEqualTo(403);
            assertThat(refused.at("/errors/0/field")).isEqualTo("trigger");
            assertThat(refused.at("/errors/0/message")).endsWith(" " + read);
            assertThat(Workflows.of(key(Set.of(read))).create(trigger, "[" + delay() + "]").status()).isEqualTo(201);
        }
    }

    @Test
    void aRunHidesWhatItReadFromWhoMayNotReadIt() {
        var contact = owner.api().post("/api/v1/contacts", "{\"name\":\"Ada Lovelace\"}").expect(201).id();
        var workflows = Workflows.of(owner.api());
        var onEvent = workflows.onEvent("contact.updated", "[" + mail("Dear {{contact.name}}") + "]");
        var byHand = workflows.manual("[" + condition("contact") + "," + mail("Dear {{contact.name}}") + "]");
        owner.api().patch("/api/v1/contacts/" + contact, "{\"jobTitle\":\"Countess\"}").expect(200);
        var runs = List.of(workflows.onlyRun(onEvent).id(),
                workflows.ended(workflows.start(byHand, "{\"contactId\":\"%s\"}".formatted(contact))).id());
        var poor = key(Set.of());

        for (var run : runs) {
            var hidden = poor.get("/api/v1/workflow-runs/" + run).expect(200);
            var shown = key(Set.of("contacts:read")).get("/api/v1/workflow-runs/" + run).expect(200);

            assertThat(hidden.text()).doesNotContain("Ada");
            assertThat(hidden.at("/lacking/0")).isEqualTo("contacts:read");
            assertThat(hidden.at("/status")).isEqualTo("succeeded");
            assertThat(shown.text()).contains("Ada").doesNotContain("lacking");
        }
        assertThat(poor.get("/api/v1/workflow-runs").expect(200).text()).doesNotContain("Ada");
        assertThat(poor.post("/api/v1/workflow-runs/search", "{}").expect(200).text()).doesNotContain("Ada");
        assertThat(poor.get("/api/v1/workflows/" + onEvent + "/runs").expect(200).text()).doesNotContain("Ada");
        assertThat(poor.get("/api/v1/outbound-emails").expect(200).text()).contains("contacts:read")
                .doesNotContain("Ada");
        assertThat(poor.get("/api/v1/outbound-emails?filter=subject[contains]:Ada").expect(200).at("/results/0"))
                .isEmpty();
    }

    @Test
    void anErrorTellsWhereItWasToWhoMayNotReadWhatTheRunDid() {
        var contact = owner.api().post("/api/v1/contacts", "{\"name\":\"Ada Lovelace\"}").expect(201).id();
        var workflows = Workflows.of(owner.api());
        var run = workflows.ended(workflows.start(workflows.manual("["
                + "{\"type\":\"stop\",\"config\":{\"outcome\":\"failed\",\"reason\":\"of {{contact.name}}\"}}]"),
                "{\"contactId\":\"%s\"}".formatted(contact)));
        assertThat(run.at("/errorDetails")).contains("Ada Lovelace");

        var one = key(Set.of()).get("/api/v1/workflow-runs/" + run.id()).expect(200);
        var all = key(Set.of()).get("/api/v1/workflow-runs").expect(200);

        var failed = "/api/v1/workflow-runs?total=true&errorContains=";
        for (var runs : List.of(failed,
                failed.replace("workflow-runs", "workflows/" + run.at("/workflowId") + "/runs"))) {
            assertThat(owner.api().get(runs + "of%20adA").expect(200).at("/results/0/id")).isEqualTo(run.id());
            assertThat(owner.api().get(runs + "of%25").expect(200).at("/total")).isEqualTo("0");
            assertThat(key(Set.of("contacts:read")).get(runs + "ada").expect(200).at("/total")).isEqualTo("1");
            assertThat(key(Set.of()).get(runs + "ada").expect(200).at("/total")).isEqualTo("0");
            assertThat(key(Set.of()).get(runs + "stop").expect(200).at("/total")).isEqualTo("0");
            owner.api().get(runs + "x".repeat(201)).expect(400);
        }
        var search = "/api/v1/workflow-runs/search?errorContains=";
        assertThat(owner.api().post(search + "of%20adA", "{\"total\":true}").expect(200).at("/results/0/id"))
                .isEqualTo(run.id());
        assertThat(owner.api().post(search + "of%25", "{\"total\":true}").expect(200).at("/total")).isEqualTo("0");
        assertThat(one.text() + all.text()).doesNotContain("Ada");
        assertThat(one.at("/errorDetails")).isEqualTo("step 0 (stop)");
        assertThat(all.at("/results/0/errorDetails")).isEqualTo("step 0 (stop)");
    }

    /** The key of a limit can be made of what a record says. */
    @Test
    void whatARunWaitsForTellsItsKeyToWhoMayReadWhatStartedIt() {
        var api = owner.api();
        var workflows = Workflows.of(api);
        var contact = api.post("/api/v1/contacts", "{\"name\":\"Grace Hopper\"}").expect(201).id();
        var workflow = workflows.active("{\"type\":\"event\",\"event\":\"contact.updated\"}",
                "[{\"type\":\"delay\",\"config\":{\"duration\":\"P1D\"}}]",
                "{\"concurrency\":{\"by\":\"{{trigger.name}}\",\"limit\":1}}");
        api.patch("/api/v1/contacts/" + contact, "{\"jobTitle\":\"x\"}").expect(200);
        Workflows.await(() -> workflows.runs(workflow).json().path("results").size() == 1, "no run was started");
        var first = workflows.runs(workflow).at("/results/0/id");
        api.patch("/api/v1/contacts/" + contact, "{\"jobTitle\":\"y\"}").expect(200);
        Workflows.await(() -> workflows.runs(workflow).text().contains("waitsFor"), "none waits");

        var all = "/api/v1/workflows/" + workflow + "/runs?filter=status[eq]:queued";
        var seen = api.get(all).expect(200).json().at("/results/0/waitsFor");
        var bare = key(Set.of()).get(all).expect(200).json().at("/results/0/waitsFor");
        var why = "/api/v1/workflows/" + workflow + "/why?record=contact/" + contact;

        assertThat(seen.path("byValue").asString()).isEqualTo("Grace Hopper");
        assertThat(seen.at("/heldBy/0").asString()).isEqualTo(first);
        assertThat(bare.has("byValue")).isFalse();
        assertThat(bare.path("by").asString()).isEqualTo("{{trigger.name}}");
        assertThat(bare.at("/heldBy/0").asString()).isEqualTo(first);
        assertThat(api.get(why).expect(200).text()).contains("which is \\\"Grace Hopper\\\"; run " + first + " has it");
    }

    @Test
    void aRunEndsWherePublishersHaveLostTheRightOrLeft() {
        var manager = people.signUpInto(owner, "manager");
        var demoted = Workflows.of(manager.api()).manual("[" + task("x") + "]");
        var workflows = Workflows.of(owner.api());
        assertThat(workflows.ended(workflows.start(demoted, "{}")).at("/status")).isEqualTo("succeeded");
        assertThat(owner.api().get("/api/v1/workflows/" + demoted).at("/publishedBy"))
                .isEqualTo(manager.userId().toString());

        owner.api().put(member(manager) + "/role", "{\"role\":\"viewer\"}").expect(200);
        var refused = workflows.ended(workflows.start(demoted, "{}"));
        owner.api().delete(member(manager)).expect(200);
        owner.api().post("/api/v1/workflows/" + demoted + "/runs", "{}").expect(409);
        owner.api().post("/api/v1/workflow-runs/" + refused.id() + "/retries", "").expect(201);
        var left = workflows.ended(refused.id());

        assertThat(refused.at("/status")).isEqualTo("failed");
        assertThat(refused.at("/errorDetails")).isEqualTo(
                "step 0 (create_task): whoever published the workflow no longer has the permission tasks:create");
        assertThat(left.at("/errorDetails")).contains("no longer a member");
        owner.api().put("/api/v1/workflows/" + demoted + "/activation", "").expect(200);
        assertThat(workflows.ended(workflows.start(demoted, "{}")).at("/status")).isEqualTo("succeeded");
    }

    @Test
    void aRunKeepsTheRightsThatItBeganWith() {
        var manager = people.signUpInto(owner, "manager");
        var workflows = Workflows.of(owner.api());
        var workflow = Workflows.of(manager.api()).manual("[" + task("x") + "]");
        owner.api().put(member(manager) + "/role", "{\"role\":\"viewer\"}").expect(200);
        var failed = workflows.ended(workflows.start(workflow, "{}")).id();

        owner.api().put("/api/v1/workflows/" + workflow + "/activation", "").expect(200);
        owner.api().post("/api/v1/workflow-runs/" + failed + "/retries", "").expect(201);
        assertThat(workflows.ended(failed).at("/status")).isEqualTo("failed");
        owner.api().put(member(manager) + "/role", "{\"role\":\"member\"}").expect(200);
        owner.api().post("/api/v1/workflow-runs/" + failed + "/retries", "").expect(201);

        assertThat(workflows.ended(failed).at("/status")).isEqualTo("succeeded");
        key(Set.of()).post("/api/v1/workflow-runs/" + failed + "/retries", "").expect(403);
    }

    @Test
    void aTaskIsAboutWhatThePublisherMayReadAndNothingElse() {
        var contact = owner.api().post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();
        var writer = key(Set.of("tasks:create"));
        var workflow = Workflows.of(writer).manual("[" + task("x") + "]");

        var run = Workflows.of(owner.api())
                .ended(Workflows.of(owner.api()).start(workflow, "{\"contactId\":\"%s\"}".formatted(contact)));

        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
    }

    /** What another workflow is changed to later is not lent to a key, by whatever stands between; the member makes it theirs. */
    @Test
    void whatAKeyPublishedActsWithNoMoreThanTheKeyHad() {
        var contact = owner.api().post("/api/v1/contacts", "{\"name\":\"Grace Hopper\"}").expect(201).id();
        var workflows = Workflows.of(owner.api());
        var changed = workflows.manual("[" + delay() + "]");
        var between = workflows.manual("[" + sub(changed) + "]");
        var key = key(Set.of());
        var direct = Workflows.of(key).manual("[" + sub(changed) + "]");
        var indirect = Workflows.of(key).manual("[" + sub(between) + "]");
        owner.api().patch("/api/v1/workflows/" + changed, """
                {"steps":[{"type":"stop","config":{"reason":"{{contact.name}}"}}]}""").expect(200);
        var input = "{\"contactId\":\"%s\"}".formatted(contact);

        owner.api()
                .get("/api/v1/api-keys")
                .json()
                .at("/results")
                .forEach(one -> owner.api()
                        .delete("/api/v1/api-keys/" + one.at("/id").asString()));
        var runs = List.of(workflows.ended(workflows.start(direct, input)),
                workflows.ended(workflows.start(indirect, input)));
        owner.api().put("/api/v1/workflows/" + indirect + "/activation", "").expect(200);
        var own = workflows.ended(workflows.start(indirect, input));

        assertThat(runs).allSatisfy(run -> {
            assertThat(run.at("/status")).isEqualTo("failed");
            assertThat(run.at("/errorDetails")).contains("API key", "contacts:read");
        });
        assertThat(own.at("/status")).as(own.text()).isEqualTo("succeeded");
    }

    /** Something that a document names, with a place for it, and what a key has but the right to see such things. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            TAG          | contacts:update contacts:read | {'type':'add_tag','config':{'type':'contact','tag':'%s'}}
            CONTACT      | contacts:update               | {'type':'update_contact','config':{'contactId':'%s','fields':{'name':'x'}}}
            CONTACT      | tasks:create                  | {'type':'create_task','config':{'title':'x','contactId':'%s'}}
            CONTACT      | notes:create                  | {'type':'create_record','config':{'type':'note','fields':{'body':'x','contactId':'%s'}}}
            MEMBER       | tasks:create                  | {'type':'create_task','config':{'title':'x','assigneeId':'%s'}}
            MEMBER       |                               | {'type':'approval','config':{'assignees':{'members':['%s']},'message':'x','timeout':'P1D'}}
            INTEGRATION  |                               | {'type':'send_email','config':{'to':['a@b.example'],'subject':'x','text':'x','integration':'%s'}}
            OPERATION    |                               | {'type':'http_call','config':{'operation':'%s'}}
            SOURCE       |                               | {'type':'webhook','integrationId':'%s'}""")
    void nobodyIsToldWhetherThereIsWhatTheyMayNotSee(String kind, String scopes, String named) {
        var made = owner.api();
        var integration = made.post("/api/v1/integrations", """
                {"name":"Ours","provider":"smtp","configuration":{"host":"mail.example.com","from":"a@b.example"}}""")
                .expect(201)
                .id();
        var there = switch (kind) {
            case "TAG" -> made.post("/api/v1/tags", "{\"name\":\"Layoff list\"}").expect(201).at("/name");
            case "CONTACT" -> made.post("/api/v1/contacts", "{\"name\":\"Grace Hopper\"}").expect(201).id();
            case "MEMBER" -> owner.userId().toString();
            case "OPERATION" -> "getPerson";
            default -> integration;
        };
        var absent = switch (kind) {
            case "TAG", "OPERATION" -> "nothing of the kind";
            case "CONTACT" -> "4711471147";
            default -> UUID.randomUUID().toString();
        };
        var key = key(scopes == null ? Set.of() : Set.of(scopes.split(" ")));

        var answers = Stream.of(there, absent)
                .map(one -> create(key, kind, named.replace('\'', '"').formatted(one)))
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).as(answer.text()).isEqualTo(403));
        assertThat(answers.getFirst().json().at("/errors")).isEqualTo(answers.getLast().json().at("/errors"));
        var unknown = create(owner.api(), kind, named.replace('\'', '"').formatted(absent)).expect(422);
        assertThat(unknown.at("/errors/0/code")).startsWith("unknown");
    }

    private static Answer create(Api by, String kind, String named) {
        var workflows = Workflows.of(by);
        return kind.equals("SOURCE")
                ? workflows.create(named, "[" + delay() + "]")
                : workflows.create(MANUAL, "[" + named + "]");
    }

    private Api key(Set<String> scopes) {
        var all = new ArrayList<>(List.of(WORKFLOWS));
        scopes.forEach(scope -> all.add("\"" + scope + "\""));
        var made = owner.api().post("/api/v1/api-keys", """
                {"name":"program","scopes":[%s]}""".formatted(String.join(",", all))).expect(201);
        return api.bearer(made.at("/key"));
    }

    private static String member(Person person) {
        return "/api/v1/organization/members/" + person.userId();
    }

    private static String condition(String root) {
        return "{\"type\":\"condition\",\"config\":{\"field\":\"%s.name\",\"operator\":\"neq\",\"value\":\"x\"}}"
                .formatted(root);
    }

    private static String mail(String text) {
        return "{\"type\":\"send_email\",\"config\":{\"to\":[\"a@example.test\"],\"subject\":\"%s\",\"text\":\"x\"}}"
                .formatted(text);
    }

    private static String hook(String payload) {
        return "{\"type\":\"webhook\",\"retryConfig\":{\"maxRetries\":0},\"config\":{\"url\":\"https://example.invalid/\",\"payload\":%s}}"
                .formatted(payload);
    }

    private static String task(String title) {
        return "{\"type\":\"create_task\",\"config\":{\"title\":\"%s\"}}".formatted(title);
    }

    private static String update(String contact, String value) {
        return "{\"type\":\"update_contact\",\"config\":{%s\"fields\":{\"jobTitle\":\"%s\"}}}".formatted(contact,
                value);
    }

    private static String record(String type, String config) {
        return "{\"type\":\"%s\",\"config\":{\"type\":\"note\",%s}}".formatted(type, config);
    }

    private static String sub(String workflow) {
        return "{\"type\":\"sub_workflow\",\"config\":{\"workflowId\":\"%s\",\"input\":{\"contactId\":\"{{trigger.contactId}}\"}}}"
                .formatted(workflow);
    }

    private static String delay() {
        return "{\"type\":\"delay\",\"config\":{\"duration\":\"PT0.1S\"}}";
    }
}
