package dev.tenantry.automation;

import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What a workflow did, and how it gets back to that, or elsewhere. */
class VersionTests extends ApiTest {

    private static final String WAIT_AND_CALL = """
            [{"id":"wait","type":"delay","config":{"duration":"PT1H"}},{"id":"call","type":"create_task","config":{"title":"%s"}}]""";

    private Api api = Api.at(0);
    private Workflows workflows = Workflows.of(api);

    @BeforeEach
    void somebody() {
        api = people.signUp().api();
        workflows = Workflows.of(api);
    }

    @Test
    void showsWhatDiffersAndGoesBack() {
        var id = workflows.manual(WAIT_AND_CALL.formatted("one"));
        var workflow = "/api/v1/workflows/" + id;
        var stale = api.get(workflow).header("ETag");
        steps(workflow, WAIT_AND_CALL.formatted("two"));

        var diff = api.get(workflow + "/versions/1/diff?with=2").expect(200);
        api.with("If-Match", stale).post(workflow + "/versions/1/rollback", "").expect(412);
        var back = api.with("If-Match", api.get(workflow).header("ETag"))
                .post(workflow + "/versions/1/rollback", "")
                .expect(200);

        assertThat(diff.at("/changed/0/changes/0/path")).isEqualTo("config.title");
        assertThat(diff.at("/changed/0/changes/0/after")).isEqualTo("two");
        assertThat(back.at("/currentVersion")).isEqualTo("3");
        assertThat(back.at("/steps/1/config/title")).isEqualTo("one");
        assertThat(api.get(workflow + "/versions/1/diff").expect(200).json().at("/changed")).isEmpty();
        api.post(workflow + "/versions/1/rollback", "").expect(409);
        api.get(workflow + "/versions/9/diff").expect(404);
        assertThat(api.get(workflow + "/versions/3").at("/changeSummary")).isEqualTo("back to version 1");
    }

    /** What it named is gone meanwhile. */
    @Test
    void anEarlierVersionIsCheckedAnew() {
        var made = api.post("/api/v1/workflows", """
                {"name":"x","trigger":{"type":"manual"},"variables":[{"name":"limit","type":"number","value":7}],
                 "steps":[{"type":"create_task","config":{"title":"{{variables.limit}}"}}]}""").expect(201);
        var workflow = "/api/v1/workflows/" + made.id();
        steps(workflow, WAIT_AND_CALL.formatted("one"));
        api.delete(workflow + "/variables/" + api.get(workflow + "/variables").at("/results/0/id")).expect(204);

        assertThat(api.post(workflow + "/versions/1/rollback", "").expect(422).at("/errors/0/field"))
                .isEqualTo("steps[0].config.title");
    }

    @Test
    void isCarriedElsewhereWithoutItsSecrets() {
        var made = api.post("/api/v1/workflows", """
                {"name":"Carried","description":"far","trigger":{"type":"event","event":"contact.created"},
                 "variables":[{"name":"limit","type":"number","value":7},
                    {"name":"token","type":"secret","value":"hush","allowedHosts":["api.example.com"]}],
                 "steps":[{"type":"create_task","config":{"title":"{{variables.limit}}"}}]}""").expect(201);

        var exported = api.get("/api/v1/workflows/" + made.id() + "/export").expect(200).text();
        var elsewhere = people.signUp().api();
        var imported = elsewhere.post("/api/v1/workflows/import", exported).expect(201);
        var again = elsewhere.get("/api/v1/workflows/" + imported.id() + "/export").expect(200).text();

        assertThat(exported).contains("\"format\":\"tenantry.workflow/1\"", "\"value\":7", "\"name\":\"token\"")
                .doesNotContain("hush", made.id(), made.at("/createdBy"));
        assertThat(again).isEqualTo(exported);
        assertThat(imported.at("/active")).isEqualTo("false");
        assertThat(elsewhere.post("/api/v1/workflows/import", exported.replace("variables.limit", "variables.most"))
                .expect(422)
                .at("/errors/0/field")).isEqualTo("steps[0].config.title");
        elsewhere.post("/api/v1/workflows/import", exported.replace("workflow/1", "workflow/2")).expect(400);
        assertThat(elsewhere.post("/api/v1/workflows/import", exported.replace("\"limit\"", "\"token\""))
                .expect(422)
                .at("/errors/0/field")).isEqualTo("variables[1].name");
    }

    /** It is refused as a whole, unless it is to be finished there. */
    @Test
    void isCarriedElsewhereWithWhatIsNotThere() {
        var tag = api.post("/api/v1/tags", "{\"name\":\"Very important\"}").expect(201).id();
        var me = api.get("/api/v1/organization/members").at("/results/0/userId");
        var exported = api.get("/api/v1/workflows/" + workflows.draft(
                """
                {"type":"event","event":"contact.tagged","filter":[{"field":"trigger.tagId","operator":"eq","value":"%s"}]}"""
                        .formatted(tag),
                """
                [{"type":"create_task","config":{"title":"x","assigneeId":"%s"}},
                 {"type":"approval","config":{"assignees":{"members":["%s"]},"message":"x","timeout":"P1D"}}]"""
                        .formatted(me, me))
                + "/export").expect(200).text();
        var elsewhere = people.signUp().api();
        var keep = "/api/v1/workflows/import?keepUnresolved=true";
        var calling = elsewhere
                .post(keep,
                        """
                {"format":"tenantry.workflow/1","name":"x","trigger":{"type":"manual"},"steps":[
                 {"type":"http_call","config":{"integration":"%s","operation":"find"}},{"type":"http_call","config":{"operation":"find"}}]}"""
                                .formatted(UUID.randomUUID()))
                .expect(201);
        assertThat(calling.json().path("warnings").findValuesAsString("field")).contains("steps[0].config.operation",
                "steps[1].config.operation");

        assertThat(elsewhere.post("/api/v1/workflows/import", exported)
                .expect(422)
                .json()
                .path("errors")
                .findValuesAsString("field"))
                .containsExactly("trigger.filter[0].value", "steps[0].config.assigneeId",
                        "steps[1].config.assignees.members[0]");
        assertThat(elsewhere.post(keep, exported.replace("\"P1D\"", "\"P2000D\"")).expect(422).at("/errors/0/field"))
                .isEqualTo("steps[1].config.timeout");
        var imported = elsewhere.post(keep, exported).expect(201);

        assertThat(imported.at("/active")).isEqualTo("false");
        assertThat(imported.json().path("warnings").findValuesAsString("field")).containsExactly(
                "trigger.filter[0].value", "steps[0].config.assigneeId", "steps[1].config.assignees.members[0]");
        var workflow = "/api/v1/workflows/" + imported.id();
        var refused = elsewhere.put(workflow + "/activation", "").expect(409);
        assertThat(refused.json().path("errors").findValuesAsString("field")).containsExactly("trigger.filter[0].value",
                "steps[0].config.assigneeId", "steps[1].config.assignees.members[0]");
        var there = elsewhere.post("/api/v1/tags", "{\"name\":\"Very important\"}").expect(201).id();
        assertThat(elsewhere.put(workflow + "/activation", "").expect(409).json().path("errors")).hasSize(2);
        elsewhere.patch(workflow, "{\"trigger\":{\"filter\":%s},\"steps\":%s}".formatted(
                imported.json().at("/trigger/filter"),
                "[{\"type\":\"create_task\",\"config\":{\"title\":\"x\"}}]")).expect(200);
        assertThat(elsewhere.put(workflow + "/activation", "").expect(200).at("/trigger/filter/0/value"))
                .isEqualTo(there);
    }

    /** As soon as there is what it calls by its name, nobody has to state it again. */
    @Test
    void namesTagsThatComeLater() {
        var imported = api
                .post("/api/v1/workflows/import?keepUnresolved=true",
                        """
                {"format":"tenantry.workflow/1","name":"Later",
                 "trigger":{"type":"event","event":"contact.tagged","filter":[{"field":"trigger.tagId","operator":"in","value":["Very late","name:7"]}]},
                 "steps":[{"type":"add_tag","config":{"type":"contact","tag":"Very late"}}],
                 "enrolment":{"goal":{"event":"contact.tagged","filter":[{"field":"trigger.tagId","operator":"eq","value":"Very late"}]}}}""")
                .expect(201);
        var workflow = "/api/v1/workflows/" + imported.id();
        var tags = Stream.of("very late", "7")
                .map(name -> api.post("/api/v1/tags", "{\"name\":\"%s\"}".formatted(name)).expect(201).id())
                .toList();

        var active = api.put(workflow + "/activation", "").expect(200);

        assertThat(active.json().at("/trigger/filter/0/value").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(tags);
        assertThat(active.at("/enrolment/goal/filter/0/value")).isEqualTo(tags.getFirst());
        assertThat(active.at("/currentVersion")).isEqualTo("2");
        api.delete(workflow + "/activation").expect(200);
        assertThat(api.put(workflow + "/activation", "").expect(200).at("/currentVersion")).isEqualTo("2");
    }

    @Test
    void runsThatWaitGoOnByTheCurrentVersionWhereWhatTheyCameToIsTheSame() {
        var id = workflows.manual(WAIT_AND_CALL.formatted("one"));
        var workflow = "/api/v1/workflows/" + id;
        var run = workflows.start(id, "{}");
        Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "it does not wait");
        steps(workflow, "[{\"id\":\"call\",\"type\":\"stop\",\"config\":{}}]");
        var refused = api.post(workflow + "/versions/1/migrations", "").expect(200);
        steps(workflow, WAIT_AND_CALL.formatted("two"));

        var preview = api.post(workflow + "/versions/1/migrations?dryRun=true", "").expect(200);
        assertThat(workflows.run(run).at("/workflowVersion")).isEqualTo("1");
        api.post(workflow + "/versions/1/migrations", "").expect(200);
        Workflows.elapse(run);

        assertThat(refused.at("/left/0/reason")).isEqualTo("the step wait is gone");
        assertThat(refused.at("/migrated")).isEqualTo("0");
        assertThat(preview.at("/migrated")).isEqualTo("1");
        assertThat(workflows.ended(run).at("/workflowVersion")).isEqualTo("3");
        assertThat(workflows.run(run).at("/steps/1/stepConfig/title")).isEqualTo("two");
        api.post(workflow + "/versions/3/migrations", "").expect(409);
    }

    /** More than a request takes cannot, and come before one that can. */
    @Test
    void runsThatStayDoNotHoldUpThoseThatGoOn() throws SQLException {
        var id = workflows.manual(WAIT_AND_CALL.formatted("one"));
        var migrations = "/api/v1/workflows/" + id + "/versions/1/migrations";
        var staying = workflows.start(id, "{}");
        Workflows.await(() -> workflows.run(staying).at("/status").equals("waiting"), "it does not wait");
        copyUnderWay(staying, 5_000);
        var going = workflows.start(id, "{}");
        Workflows.await(() -> workflows.run(going).at("/status").equals("waiting"), "it does not wait");
        api.put("/api/v1/workflow-runs/" + staying + "/cancellation", "").expect(200);
        steps("/api/v1/workflows/" + id, WAIT_AND_CALL.formatted("two"));

        var first = api.post(migrations, "").expect(200);
        var second = api.post(migrations + "?after=" + first.at("/after"), "").expect(200);

        assertThat(first.at("/migrated") + first.at("/left/0/runs") + first.at("/isComplete")).isEqualTo("05000false");
        assertThat(second.at("/migrated") + second.at("/isComplete") + second.at("/after")).isEqualTo("1true");
        assertThat(workflows.run(going).at("/workflowVersion")).isEqualTo("2");
        api.post(migrations + "?after=x", "").expect(400);
        api.delete("/api/v1/workflows/" + id).expect(204);
    }

    /** In the queue, behind a slot, locked, parked and with steps within a step: each goes or is told of, in the preview as well. */
    @Test
    void runsThatHaveNotBegunGoAndWhatStaysIsTold() throws SQLException {
        var id = workflows.active("{\"type\":\"manual\"}", WAIT_AND_CALL.formatted("one"),
                "{\"concurrency\":{\"limit\":1}}");
        var workflow = "/api/v1/workflows/" + id;
        var waiting = workflows.start(id, "{}");
        Workflows.await(() -> workflows.run(waiting).at("/status").equals("waiting"), "it does not wait");
        var behind = workflows.start(id, "{}");
        var queued = copy(waiting, "queued", true);
        var locked = copy(waiting, "queued", true);
        copy(waiting, "parked", false);
        steps(workflow, "[{\"id\":\"other\",\"type\":\"delay\",\"config\":{\"duration\":\"PT2H\"}}]");

        try (var holder = TestDatabase.server().connectAsSuperuser(); var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select from workflow_run_queue where id = %s for update".formatted(locked));
            var preview = api.post(workflow + "/versions/1/migrations?dryRun=true", "").expect(200);
            var done = api.post(workflow + "/versions/1/migrations", "").expect(200);
            holder.rollback();

            assertThat(done.at("/migrated") + done.at("/isComplete")).isEqualTo("2true");
            assertThat(done.json().at("/left").toString()).isEqualTo("""
                    [{"reason":"it is being worked on","runs":1},{"reason":"it is parked","runs":1},\
                    {"reason":"the step wait is gone","runs":1}]""");
            assertThat(preview.at("/migrated")).isEqualTo(done.at("/migrated"));
            assertThat(preview.json().at("/left")).isEqualTo(done.json().at("/left"));
        }
        assertThat(workflows.run(behind).at("/workflowVersion")).isEqualTo("2");
        assertThat(workflows.run(queued).at("/workflowVersion")).isEqualTo("2");
        api.post(workflow + "/versions/1/migrations", "").expect(200);
        assertThat(workflows.run(locked).at("/workflowVersion")).isEqualTo("2");
        api.delete(workflow).expect(204);
    }

    /** One that has not begun, due tomorrow where it is in the queue. */
    private static String copy(String run, String status, boolean isQueued) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var id = statement.executeQuery("""
                        with copy as (
                            insert into workflow_execution_logs (organization_id, workflow_id, version_number, published_by, root_id, status)
                            select l.organization_id, l.workflow_id, l.version_number, l.published_by, l.root_id, '%s'
                            from workflow_execution_logs l where l.id = %s returning organization_id, id, root_id),
                        queued as (
                            insert into workflow_run_queue (organization_id, id, root_id, due_at)
                            select organization_id, id, root_id, now() + interval '1 day' from copy where %s)
                        select id::text from copy""".formatted(status, run, isQueued))) {
            id.next();
            return id.getString(1);
        }
    }

    private static void copyUnderWay(String run, int times) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("""
                    with copies as (
                        insert into workflow_execution_logs (organization_id, workflow_id, version_number, published_by, root_id, status, waiting_until)
                        select l.organization_id, l.workflow_id, l.version_number, l.published_by, l.root_id, l.status, l.waiting_until
                        from workflow_execution_logs l, generate_series(1, %d) where l.id = %s returning organization_id, id, root_id)
                    insert into workflow_run_queue (organization_id, id, root_id, due_at, leased_by)
                    select organization_id, id, root_id, now() + interval '1 day', gen_random_uuid() from copies"""
                    .formatted(times, run))).isEqualTo(times);
            statement.execute("analyze workflow_execution_logs, workflow_run_queue");
        }
    }

    private void steps(String workflow, String steps) {
        api.patch(workflow, "{\"steps\":%s}".formatted(steps)).expect(200);
    }
}
