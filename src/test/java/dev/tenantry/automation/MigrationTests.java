package dev.tenantry.automation;

import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs find the steps that they have come to wherever these stand in the version that they are taken to. */
class MigrationTests extends ApiTest {

    private static final String TASK = """
            {"id":"%s","type":"create_task","config":{"title":"%s"}}""";
    private static final String WAIT = """
            {"id":"%s","type":"delay","config":{"duration":"PT1H"}}""";

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

    /** The first and the third step of the new version nobody comes to; the others have changed their places, two of them with one another. */
    @Test
    void goesOnAtItsStepWhereverThatStands() {
        var workflow = workflows.manual(steps(task("one", "one"), task("two", "two"), wait("rest"), task("last", "x")));
        var run = waiting(workflow);
        var keys = List.of(run.at("/steps/0/idempotencyKey"), run.at("/steps/1/idempotencyKey"));
        change(workflow, steps(task("new", "new"), task("two", "zwei"), task("newer", "newer"), task("one", "eins"),
                wait("rest"), task("late", "{{steps.one.result.taskId}}"),
                task("last", "{{steps.two.result.taskId}}")));

        var preview = migrate(workflow, "?dryRun=true");
        var done = migrate(workflow, "");
        Workflows.elapse(run.id());
        var ended = workflows.ended(run.id());

        for (var answer : List.of(preview, done)) {
            assertThat(answer.at("/keepsWaiting/0/stepId") + answer.at("/keepsWaiting/0/runs")).isEqualTo("rest1");
            assertThat(answer.at("/keepsWaiting/0/until")).isEqualTo(run.at("/waitingUntil"));
            assertThat(answer.at("/migrated")).isEqualTo("1");
            assertThat(answer.json().at("/left")).isEmpty();
            assertThat(answer.json().at("/skipped").toString())
                    .isEqualTo("[{\"stepId\":\"new\",\"runs\":1},{\"stepId\":\"newer\",\"runs\":1}]");
        }
        assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
        assertThat(ended.json().at("/steps").valueStream().map(step -> step.path("stepId").asString()))
                .containsExactly("two", "one", "rest", "late", "last");
        assertThat(ended.at("/steps/3/stepConfig/title")).isEqualTo(ended.at("/steps/1/result/taskId"));
        assertThat(ended.at("/steps/4/stepConfig/title")).isEqualTo(ended.at("/steps/0/result/taskId"));
        assertThat(List.of(ended.at("/steps/1/idempotencyKey"), ended.at("/steps/0/idempotencyKey"))).isEqualTo(keys);
        assertThat(api.get("/api/v1/tasks?total=true").at("/total")).isEqualTo("4");
    }

    /** What stands within a step goes along: items that are done, and those under way, of branches within items as well. */
    @Test
    void stepsWithinStepsGoAlong() {
        var inner = """
                {"id":"both","type":"parallel","config":{"branches":[{"steps":[%s]},{"steps":[%s]}]}}""";
        var each = """
                {"id":"each","type":"for_each","config":{"items":["a","b"],"concurrency":2,"steps":[%s]}}""";
        var workflow = workflows.manual(steps(each.formatted(
                String.join(",", task("begin", "{{item}}"), inner.formatted(task("left", "l"), wait("right"))))));
        var run = workflows.start(workflow, "{}");
        Workflows.await(() -> resting().size() == 2, "they do not wait");
        change(workflow, steps(task("new", "new"), each.formatted(String.join(",", task("newer", "newer"),
                task("begin", "{{item}}"),
                inner.formatted(task("left", "l"),
                        String.join(",", task("newest", "newest"), wait("right"),
                                task("last", "{{steps.begin.result.taskId}}")))))));

        var done = migrate(workflow, "");
        resting().forEach(Workflows::elapse);
        var ended = workflows.ended(run);

        assertThat(done.at("/migrated")).as(done.text()).isEqualTo("1");
        assertThat(done.json().at("/skipped").valueStream().map(step -> step.path("stepId").asString()))
                .containsExactly("new", "newer", "newest");
        assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
        assertThat(ended.at("/steps/0/stepId") + ended.at("/steps/0/result/succeeded")).isEqualTo("each2");
        assertThat(api.get("/api/v1/tasks?total=true").at("/total")).isEqualTo("6");
        assertThat(api.get("/api/v1/workflow-runs?filter=workflowVersion[eq]:1&total=true").at("/total"))
                .isEqualTo("0");
    }

    @Test
    void staysWithTheWholeWhereAStepWithinAStepIsUnderWayOrGone() throws SQLException {
        var each = """
                {"id":"each","type":"for_each","config":{"items":["a"],"steps":[%s]}}""";
        var workflow = workflows.manual(steps(each.formatted(wait("rest"))));
        workflows.start(workflow, "{}");
        Workflows.await(() -> parts("path[eq]:each.0,status[eq]:waiting").size() == 1, "it does not wait");
        change(workflow, steps(each.formatted(wait("other"))));
        var gone = migrate(workflow, "");
        change(workflow, steps(each.formatted(wait("rest"))));

        var part = parts("path[eq]:each.0").getFirst();
        hold(part, "gen_random_uuid()");
        var leased = migrate(workflow, "");
        hold(part, "null");

        assertThat(gone.at("/left/0/reason")).isEqualTo("the step rest is gone");
        assertThat(leased.at("/left/0/reason")).isEqualTo("a step is under way");
        assertThat(migrate(workflow, "").at("/migrated")).isEqualTo("1");
    }

    @Test
    void staysWhereItWouldComeToAStepAgain() {
        var workflow = workflows.manual(steps(task("one", "one"), wait("rest")));
        waiting(workflow);
        change(workflow, steps(wait("rest"), task("one", "one")));

        var done = migrate(workflow, "");

        assertThat(done.at("/migrated")).isEqualTo("0");
        assertThat(done.at("/left/0/reason")).isEqualTo("the step one comes later than the one where the run is");
    }

    /** Their steps are found by the places that these have now. */
    @Test
    void peopleAndOtherWorkflowsAnswerWhereTheRunIs() {
        var other = workflows.manual(steps(wait("rest")));
        var ask = """
                {"id":"ask","type":"approval","config":{"assignees":{"members":["%s"]},"message":"?","timeout":"P1D"}}"""
                .formatted(owner.userId());
        var call = """
                {"id":"call","type":"sub_workflow","config":{"workflowId":"%s"}}""".formatted(other);
        var asking = workflows.manual(steps(ask));
        var calling = workflows.manual(steps(call));
        var asked = waiting(asking).id();
        var called = workflows.start(calling, "{}");
        Workflows.await(() -> parts("workflowId[eq]:" + other + ",status[eq]:waiting").size() == 1,
                "it is not called");
        for (var workflow : List.of(asking, calling)) {
            change(workflow, steps(task("new", "new"), workflow.equals(asking) ? ask : call));
            assertThat(migrate(workflow, "").at("/migrated")).isEqualTo("1");
        }

        var approval = api.get("/api/v1/approvals").at("/results/0/id");
        api.post("/api/v1/approvals/" + approval + "/approve", "").expect(200);
        Workflows.elapse(parts("workflowId[eq]:" + other).getFirst());

        assertThat(workflows.ended(asked).at("/steps/0/result/outcome")).isEqualTo("approved");
        assertThat(workflows.ended(called).at("/steps/0/status")).isEqualTo("succeeded");
    }

    /** Whoever sends it looks for the run where that was. */
    @Test
    void staysWhileAMailOfItIsOnItsWay() throws SQLException {
        var workflow = workflows.manual(steps(wait("rest")));
        var run = waiting(workflow).id();
        change(workflow, steps(task("new", "new"), wait("rest")));
        superuser("""
                insert into outbound_emails (organization_id, id, execution_log_id, workflow_id, step_index, message_id, sender, recipients,
                    recipient_keys, subject, body, status, max_attempts, retry_after, due_at)
                select organization_id, gen_random_uuid(), id, workflow_id, 0, '<x>', 'a@example.com', '{}', '{}', 'x', 'x', 'pending', 1, 1,
                    now() + interval '1 day' from workflow_execution_logs where id = """ + run);
        var pending = migrate(workflow, "");
        superuser("update outbound_emails set status = 'sent', due_at = null where execution_log_id = " + run);

        var sent = migrate(workflow, "");

        assertThat(pending.json().at("/left").toString())
                .isEqualTo("[{\"reason\":\"a mail of it is on its way\",\"runs\":1}]");
        assertThat(sent.at("/migrated")).isEqualTo("1");
        assertThat(superuser(
                "update outbound_emails set step_index = 7 where step_index = 1 and execution_log_id = " + run))
                .isOne();
    }

    private Answer waiting(String workflow) {
        var run = workflows.start(workflow, "{}");
        Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "it does not wait");
        return workflows.run(run);
    }

    private List<String> parts(String filter) {
        return api.get("/api/v1/workflow-runs?filter=" + filter)
                .expect(200)
                .json()
                .at("/results")
                .valueStream()
                .map(run -> run.path("id").asString())
                .toList();
    }

    private List<String> resting() {
        return List.of("each.0.both.1", "each.1.both.1")
                .stream()
                .flatMap(path -> parts("status[eq]:waiting,path[eq]:" + path).stream())
                .toList();
    }

    private void change(String workflow, String steps) {
        api.patch("/api/v1/workflows/" + workflow, "{\"steps\":%s}".formatted(steps)).expect(200);
    }

    private Answer migrate(String workflow, String parameters) {
        return api.post("/api/v1/workflows/" + workflow + "/versions/1/migrations" + parameters, "").expect(200);
    }

    private static void hold(String run, String holder) throws SQLException {
        superuser("update workflow_run_queue set leased_by = %s where id = %s".formatted(holder, run));
    }

    private static int superuser(String sql) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static String steps(String... steps) {
        return "[" + String.join(",", steps) + "]";
    }

    private static String task(String id, String title) {
        return TASK.formatted(id, title);
    }

    private static String wait(String id) {
        return WAIT.formatted(id);
    }
}
