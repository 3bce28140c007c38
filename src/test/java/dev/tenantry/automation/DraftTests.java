package dev.tenantry.automation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What a workflow is to become stands beside what it does, and does nothing. */
class DraftTests extends ApiTest {

    private static final String MANUAL = "{\"type\":\"manual\"}";
    private static final String TASK = "[{\"id\":\"call\",\"type\":\"create_task\",\"config\":{\"title\":\"%s\"}}]";

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
    void doesNothingUntilItIsPublished() {
        var id = workflows.manual(TASK.formatted("before"));

        var kept = draft(id, MANUAL, TASK.formatted("after"), ",\"changeSummary\":\"other words\"").expect(200);

        assertThat(kept.at("/baseVersion") + kept.at("/currentVersion")).isEqualTo("11");
        assertThat(kept.json().path("problems")).isEmpty();
        assertThat(kept.json().path("warnings").isArray()).isTrue();
        assertThat(kept.at("/changedBy")).isEqualTo(owner.userId().toString());
        assertThat(title(workflows.ended(workflows.start(id, "{}")))).isEqualTo("before");
        var diff = api.get(path(id) + "/diff").expect(200);
        assertThat(diff.at("/from") + diff.at("/changed/0/changes/0/path") + diff.at("/changed/0/changes/0/after"))
                .isEqualTo("1config.titleafter");

        var published = publish(api, id, "").expect(200);

        assertThat(published.at("/currentVersion") + published.at("/active") + published.at("/steps/0/config/title"))
                .isEqualTo("2trueafter");
        assertThat(title(workflows.ended(workflows.start(id, "{}")))).isEqualTo("after");
        assertThat(api.get("/api/v1/workflows/" + id + "/versions/2").at("/changeSummary")).isEqualTo("other words");
        api.get(path(id)).expect(404);
        api.get(path(id) + "/diff").expect(404);
        publish(api, id, "").expect(404);
        assertThat(audited(id)).containsExactlyInAnyOrder("workflow-draft.created", "workflow-draft.purged");
    }

    @Test
    void isToldAndFound() {
        var id = workflows.manual(TASK.formatted("before"));
        var other = workflows.manual(TASK.formatted("before"));
        assertThat(publish(api, id, "").expect(404).at("/detail")).isEqualTo("the workflow has no draft");
        assertThat(api.get(path(id)).expect(404).at("/detail")).isEqualTo("the workflow has no draft");
        assertThat(api.post("/api/v1/workflows/" + id + "/dry-runs", "{\"draft\":true}").expect(404).at("/detail"))
                .isEqualTo("the workflow has no draft");
        var tag = api.get("/api/v1/workflows/" + id).header("ETag");

        draft(id, MANUAL, "[{\"type\":\"sub_workflow\",\"config\":{\"workflowId\":\"" + other + "\"}}]", "")
                .expect(200);

        var shown = api.get("/api/v1/workflows/" + id).expect(200);
        assertThat(shown.at("/hasDraft")).isEqualTo("true");
        api.with("If-Match", tag).patch("/api/v1/workflows/" + id, "{\"description\":\"x\"}").expect(200);
        assertThat(found("hasDraft[eq]:true")).containsExactly(id);
        assertThat(found("hasDraft[eq]:false")).containsExactly(other);
        assertThat(found("names[eq]:" + other)).containsExactly(id);
        assertThat(publish(api, id, "").expect(200).at("/hasDraft")).isEqualTo("false");
        assertThat(found("hasDraft[eq]:true")).isEmpty();
    }

    private List<String> found(String filter) {
        return api.get("/api/v1/workflows?filter=" + filter)
                .expect(200)
                .json()
                .path("results")
                .valueStream()
                .map(one -> one.path("id").asString())
                .toList();
    }

    /** As a PUT does: the trigger that is in force is another one, and what is not active is not activated. */
    @Test
    void isPublishedAsAWorkflowIsReplaced() {
        var active = workflows.onEvent("contact.created", TASK.formatted("x"));
        var inactive = workflows.draft(MANUAL, TASK.formatted("x"));
        draft(active, "{\"type\":\"event\",\"event\":\"company.created\"}", TASK.formatted("y"), "").expect(200);
        draft(inactive, MANUAL, TASK.formatted("y"), "").expect(200);
        assertThat(inForce(active)).isEqualTo("contact.created");

        publish(api, active, "").expect(200);
        var published = publish(api, inactive, "").expect(200);

        assertThat(inForce(active)).isEqualTo("company.created");
        assertThat(published.at("/active") + published.at("/currentVersion")).isEqualTo("false2");
    }

    @Test
    void replacesNoVersionThatItWasNotMadeFrom() {
        var id = workflows.manual(TASK.formatted("one"));
        draft(id, MANUAL, TASK.formatted("draft"), "").expect(200);
        api.patch("/api/v1/workflows/" + id, "{\"steps\":%s}".formatted(TASK.formatted("two"))).expect(200);

        var shown = api.get(path(id)).expect(200);
        assertThat(shown.at("/baseVersion") + shown.at("/currentVersion")).isEqualTo("12");
        assertThat(publish(api, id, "").expect(409).at("/detail")).contains("the current version is 2 and not 1");
        publish(api, id, "{\"baseVersion\":1}").expect(409);
        assertThat(draft(id, MANUAL, TASK.formatted("again"), "").expect(200).at("/baseVersion")).isEqualTo("1");
        assertThat(draft(id, MANUAL, TASK.formatted("again"), ",\"baseVersion\":3").expect(422).at("/errors/0/field"))
                .isEqualTo("baseVersion");
        assertThat(api.get("/api/v1/workflows/" + id).at("/steps/0/config/title")).isEqualTo("two");

        assertThat(publish(api, id, "{\"baseVersion\":2}").expect(200).at("/currentVersion")).isEqualTo("3");
        draft(id, MANUAL, TASK.formatted("further"), "").expect(200);
        api.patch("/api/v1/workflows/" + id, "{\"steps\":%s}".formatted(TASK.formatted("four"))).expect(200);
        draft(id, MANUAL, TASK.formatted("further"), ",\"baseVersion\":4").expect(200);
        publish(api, id, "").expect(200);
        draft(id, MANUAL, TASK.formatted("further"), "").expect(200);
        assertThat(publish(api, id, "").expect(409).at("/detail")).isEqualTo("the workflow does what the draft says");
        api.get(path(id)).expect(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'type':'create_task','config':{'title':'{{variables.none}}'}}                        | steps[0].config.title
            {'type':'find_records','config':{'type':'contact','filter':'nothing[eq]:1'}}           | steps[0].config.filter
            {'type':'create_task','config':{'title':'x','contactId':'471147114711'}}               | steps[0].config.contactId
            {'type':'create_task','config':{'title':'x'},'next':'nowhere'}                         | steps[0].next
            {'type':'sub_workflow','config':{'workflowId':'01a2225e-b3a5-7820-bd0f-243ef37e5579'}} | steps[0].config.workflowId""")
    void mayBeWrongAndSaysWhereUntilItIsPublished(String step, String place) {
        var id = workflows.manual(TASK.formatted("x"));

        var kept = draft(id, MANUAL, "[" + step.replace('\'', '"') + "]", "").expect(200);

        assertThat(kept.at("/problems/0/field")).as(kept.text()).isEqualTo(place);
        assertThat(api.get(path(id)).expect(200).json().path("problems")).isEqualTo(kept.json().path("problems"));
        assertThat(publish(api, id, "").expect(422).json().path("errors")).isEqualTo(kept.json().path("problems"));
        assertThat(api.get("/api/v1/workflows/" + id).at("/currentVersion")).isEqualTo("1");
        draft(id, MANUAL, TASK.formatted("y"), "").expect(200);
        publish(api, id, "").expect(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'type':'manual'}                     | {'type':'nothing','config':{}}                   | steps[0].type
            {'type':'manual','event':'x'}         | {'type':'stop','config':{}}                      | trigger.event
            {'type':'manual'}                     | {'type':'delay','config':{'duration':'P2000D'}}  | steps[0].config.duration
            {'type':'schedule','cron':'0 9 * * *','zone':'Nowhere'} | {'type':'stop','config':{}}    | trigger.zone""")
    void isOfTheDocumentsForm(String trigger, String step, String place) {
        var id = workflows.manual(TASK.formatted("x"));

        var refused = draft(id, trigger.replace('\'', '"'), "[" + step.replace('\'', '"') + "]", "").expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo(place);
        api.get(path(id)).expect(404);
    }

    /** It runs nothing; but what it names is looked for for nobody who may not see such things. */
    @Test
    void lendsNobodyWhatTheyMayNotDo() {
        var id = workflows.manual(TASK.formatted("x"));
        var contact = api.post("/api/v1/contacts", "{\"name\":\"Grace Hopper\"}").expect(201).id();
        var key = key("workflows:read", "workflows:update");
        var reader = key("workflows:read");
        var named = "[{\"type\":\"create_task\",\"config\":{\"title\":\"x\",\"contactId\":\"%s\"}}]";

        var problems = Stream.of(contact, "471147114711")
                .map(one -> draft(key, id, MANUAL, named.formatted(one), "").expect(200).json().path("problems"))
                .toList();
        var refused = publish(key, id, "").expect(403);

        assertThat(problems.getFirst()).isEqualTo(problems.getLast());
        assertThat(problems.getFirst().findValuesAsString("code")).containsOnly("forbidden");
        assertThat(refused.json().path("errors")).isEqualTo(problems.getFirst());
        draft(id, MANUAL, TASK.formatted("y"), "").expect(200);
        assertThat(key.get(path(id)).expect(200).at("/problems/0/message"))
                .isEqualTo("this needs the permission tasks:create");
        publish(key, id, "").expect(403);
        assertThat(api.get(path(id)).expect(200).json().path("problems")).isEmpty();
        draft(reader, id, MANUAL, TASK.formatted("z"), "").expect(403);
        reader.delete(path(id)).expect(403);
        publish(reader, id, "").expect(403);
        reader.get(path(id)).expect(200);
        var stranger = people.signUp().api();
        stranger.get(path(id)).expect(404);
        draft(stranger, id, MANUAL, TASK.formatted("z"), "").expect(404);
        publish(stranger, id, "").expect(404);
        stranger.delete(path(id)).expect(404);
    }

    @Test
    void isGuardedByItsOwnTag() {
        var id = workflows.manual(TASK.formatted("x"));
        draft(api.with("If-Match", "\"1\""), id, MANUAL, TASK.formatted("y"), "").expect(412);
        var first = draft(api.with("If-None-Match", "*"), id, MANUAL, TASK.formatted("y"), "").expect(200)
                .header("ETag");
        draft(api.with("If-None-Match", "*"), id, MANUAL, TASK.formatted("z"), "").expect(412);
        var second = draft(api.with("If-Match", first), id, MANUAL, TASK.formatted("z"), "").expect(200).header("ETag");

        draft(api.with("If-Match", first), id, MANUAL, TASK.formatted("a"), "").expect(412);
        publish(api.with("If-Match", first), id, "").expect(412);
        api.with("If-Match", first).delete(path(id)).expect(412);

        assertThat(api.get(path(id)).header("ETag")).isEqualTo(second);
        publish(api.with("If-Match", second), id, "").expect(200);
    }

    @Test
    void goesWithItsWorkflowAndLeavesWhatElseIsDoneWithThat() throws SQLException {
        var id = workflows.manual(TASK.formatted("one"));
        var workflow = "/api/v1/workflows/" + id;
        api.patch(workflow, "{\"steps\":%s}".formatted(TASK.formatted("two"))).expect(200);
        draft(id, MANUAL, TASK.formatted("draft"), "").expect(200);

        api.post(workflow + "/versions/1/rollback", "").expect(200);
        assertThat(api.get(workflow + "/export").expect(200).text()).doesNotContain("draft\"");
        assertThat(api.get(path(id)).expect(200).at("/steps/0/config/title")).isEqualTo("draft");
        api.delete(workflow).expect(204);
        api.get(path(id)).expect(404);
        draft(id, MANUAL, TASK.formatted("y"), "").expect(404);
        publish(api, id, "").expect(404);
        api.put("/api/v1/workflows/trash/" + id + "/restoration", "").expect(200);
        api.get(path(id)).expect(200);
        api.delete(workflow).expect(204);
        api.delete("/api/v1/workflows/trash/" + id).expect(204);

        try (var connection = TestDatabase.server().connectAsSuperuser();
                var left = connection.prepareStatement("select from workflow_drafts where id = ?")) {
            left.setObject(1, UUID.fromString(id));
            assertThat(left.executeQuery().next()).isFalse();
        }
    }

    @Test
    void thatOfARuleIsTheRules() {
        var rule = api.post("/api/v1/automations", """
                {"name":"Call","event":"contact.created","action":{"type":"create_task","config":{"title":"x"}}}""")
                .expect(201);

        assertThat(draft(rule.at("/workflowId"), MANUAL, TASK.formatted("y"), "").expect(409).at("/detail"))
                .contains(rule.id());
    }

    @Test
    void canBeForgotten() {
        var id = workflows.manual(TASK.formatted("x"));
        draft(id, MANUAL, TASK.formatted("y"), "").expect(200);

        api.delete(path(id)).expect(204);

        api.get(path(id)).expect(404);
        api.delete(path(id)).expect(404);
    }

    @Test
    void isTriedBeforeItIsPublished() {
        var id = workflows.manual(TASK.formatted("x"));
        var dry = "/api/v1/workflows/" + id + "/dry-runs";
        api.post(dry, "{\"draft\":true}").expect(404);
        draft(id, MANUAL, TASK.formatted("{{trigger.word}}"), "").expect(200);

        var tried = api.post(dry, "{\"draft\":true,\"input\":{\"word\":\"after\"}}").expect(200);

        assertThat(tried.at("/steps/0/stepConfig/title")).isEqualTo("after");
        assertThat(tried.json().has("version")).isFalse();
        assertThat(api.post(dry, "{}").expect(200).at("/version")).isEqualTo("1");
        assertThat(api.post(dry, "{\"draft\":true,\"version\":1}").expect(422).at("/errors/0/code"))
                .isEqualTo("excluded");
        key("workflows:read", "workflows:update").post(dry, "{\"draft\":true}").expect(403);
        draft(id, MANUAL, TASK.formatted("{{variables.none}}"), "").expect(200);
        assertThat(api.post(dry, "{\"draft\":true}").expect(409).at("/errors/0/field"))
                .isEqualTo("steps[0].config.title");
        assertThat(api.get("/api/v1/tasks").expect(200).json().path("results")).isEmpty();
    }

    @Test
    void tellsWhatItsRunsWouldFailOf() {
        var id = workflows.manual(TASK.formatted("x"));

        var kept = draft(id, MANUAL, """
                [{"type":"post_message","config":{"text":"x"}},
                 {"type":"create_task","config":{"title":"x","companyId":"471147114711"}}]""", "").expect(200);

        assertThat(kept.json().path("problems").findValuesAsString("field"))
                .containsExactly("steps[1].config.companyId");
        assertThat(kept.json().path("warnings").findValuesAsString("field"))
                .containsExactly("steps[0].config", "steps[1].config.companyId");
    }

    /** A tag that a filter calls by its name is kept by its id once it is published. */
    @Test
    void namesTagsAsAWorkflowDoes() {
        var id = workflows.manual(TASK.formatted("x"));
        var trigger = """
                {"type":"event","event":"contact.tagged","filter":[{"field":"trigger.tagId","operator":"eq","value":"Key account"}]}""";
        assertThat(draft(id, trigger, TASK.formatted("y"), "").expect(200).at("/problems/0/field"))
                .isEqualTo("trigger.filter[0].value");
        var tag = api.post("/api/v1/tags", "{\"name\":\"Key account\"}").expect(201).id();

        assertThat(api.get(path(id)).expect(200).json().path("problems")).isEmpty();
        assertThat(publish(api, id, "").expect(200).at("/trigger/filter/0/value")).isEqualTo(tag);
    }

    @Test
    void isPublishedOnce() throws Exception {
        var id = workflows.manual(TASK.formatted("x"));
        draft(id, MANUAL, TASK.formatted("y"), "").expect(200);

        try (var threads = Executors.newFixedThreadPool(4)) {
            var answers = threads.invokeAll(Stream.generate(() -> (Callable<Integer>) () -> publish(api,
                    id, "").status()).limit(4).toList());
            var statuses = new ArrayList<Integer>();
            for (var answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsExactlyInAnyOrder(200, 404, 404, 404);
        }
        assertThat(api.get("/api/v1/workflows/" + id).at("/currentVersion")).isEqualTo("2");
    }

    private static String path(String workflow) {
        return "/api/v1/workflows/" + workflow + "/draft";
    }

    private Answer draft(String workflow, String trigger, String steps, String more) {
        return draft(api, workflow, trigger, steps, more);
    }

    private static Answer draft(Api by, String workflow, String trigger, String steps, String more) {
        return by.put(path(workflow), "{\"trigger\":%s,\"steps\":%s%s}".formatted(trigger, steps, more));
    }

    private static Answer publish(Api by, String workflow, String request) {
        return by.post(path(workflow) + "/publication", request);
    }

    private static String title(Answer run) {
        return run.at("/steps/0/stepConfig/title");
    }

    private String inForce(String workflow) {
        return api.get("/api/v1/workflows/" + workflow + "/triggers?filter=active[is]:true")
                .expect(200)
                .at("/results/0/eventName");
    }

    private List<String> audited(String workflow) {
        return api.get("/api/v1/audit-logs?filter=resourceId[eq]:" + workflow + ",resourceType[eq]:workflow-draft")
                .expect(200)
                .json()
                .path("results")
                .findValuesAsString("actionType");
    }

    private Api key(String... scopes) {
        var made = api.post("/api/v1/api-keys", "{\"name\":\"program\",\"scopes\":[\"%s\"]}"
                .formatted(String.join("\",\"", Set.of(scopes)))).expect(201);
        return Api.at(port()).bearer(made.at("/key"));
    }
}
