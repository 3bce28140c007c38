package dev.tenantry.automation;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

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

    private void steps(String workflow, String steps) {
        api.patch(workflow, "{\"steps\":%s}".formatted(steps)).expect(200);
    }
}
