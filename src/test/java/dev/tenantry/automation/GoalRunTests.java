package dev.tenantry.automation;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.HookReceiver;
import dev.tenantry.support.Parallel;

import static org.assertj.core.api.Assertions.assertThat;

/** Once its goal is met a run ends with all that is part of it, and nothing of it acts any more. */
class GoalRunTests extends ApiTest {

    private static final String ON_CREATION = "{\"type\":\"event\",\"event\":\"contact.created\"}";
    private static final String GOAL = "{\"goal\":{\"event\":\"contact.updated\"}}";
    private static final String WAIT = "{\"type\":\"delay\",\"config\":{\"duration\":\"P1D\"}}";
    private static final String TASK = "{\"type\":\"create_task\",\"config\":{\"title\":\"too late\"}}";

    private Api api = Api.at(0);
    private Workflows workflows = Workflows.of(api);

    @BeforeEach
    void somebody() {
        api = people.signUp().api();
        workflows = Workflows.of(api);
    }

    /** However a part of it ends, the whole would go on where it counted as a failed one. */
    @ParameterizedTest
    @ValueSource(strings = {
        """
                    {"type":"for_each","config":{"items":["a","b","c"],"concurrency":3,"onError":"continue","steps":[%s,%s]}}""",
        """
                    {"type":"parallel","config":{"branches":[{"steps":[%s]},{"steps":[{"type":"delay","config":{"duration":"P2D"}},%s]}]}}"""})
    void endsTheWholeWithItsParts(String block) {
        var workflow = workflows.active(ON_CREATION, "[" + block.formatted(WAIT, TASK) + "," + TASK + "]", GOAL);
        var contact = create();
        Workflows.await(() -> waiting() >= 2, "its parts do not wait");

        update(contact);

        var run = ended(workflow);
        assertThat(run.at("/status")).as(run.text()).isEqualTo("cancelled");
        assertThat(run.at("/errorDetails")).isEqualTo("the goal is met: contact.updated");
        var parts = api.get("/api/v1/workflow-runs?filter=parentRunId[eq]:" + run.id()).json().at("/results");
        assertThat(parts.findValuesAsString("status")).containsOnly("cancelled");
        assertThat(tasks()).isEmpty();
        assertThat(api.post("/api/v1/workflow-runs/redrives", "{\"workflowId\":\"%s\"}".formatted(workflow))
                .expect(200)
                .at("/redriven")).isEqualTo("0");
    }

    @Test
    void endsWhatItHasBegunOfAnotherWorkflow() {
        var other = workflows.manual("[" + WAIT + "," + TASK + "]");
        var workflow = workflows.active(ON_CREATION,
                "[{\"type\":\"sub_workflow\",\"config\":{\"workflowId\":\"%s\"}},%s]".formatted(other, TASK), GOAL);
        var contact = create();
        Workflows.await(() -> waiting() == 1, "the other one does not wait");

        update(contact);

        assertThat(ended(workflow).at("/status")).isEqualTo("cancelled");
        assertThat(ended(other).at("/status")).isEqualTo("cancelled");
        assertThat(tasks()).isEmpty();
    }

    /** What came of it is known, and the next step is not begun: of the run itself, and of a part. */
    @ParameterizedTest
    @ValueSource(strings = {"[%s]",
        """
            [{"type":"parallel","id":"both","config":{"branches":[{"steps":[%s]},{"steps":[{"type":"delay","config":{"duration":"P1D"}}]}]}}]"""})
    void letsAStepUnderWayComeToItsEnd(String around) {
        try (var receiver = new HookReceiver()) {
            receiver.holdAnswers();
            var hook = "{\"type\":\"webhook\",\"config\":{\"url\":\"%s\"}}".formatted(receiver.url("/"));
            var workflow = workflows.active(ON_CREATION, around.formatted(hook + "," + TASK), GOAL);
            var contact = create();
            Workflows.await(() -> !receiver.deliveries().isEmpty(), "nothing is sent");

            update(contact);
            var run = ended(workflow);
            receiver.releaseAnswers();

            var acting = around.contains("parallel")
                    ? api.get("/api/v1/workflow-runs?filter=parentRunId[eq]:" + run.id() + ",path[eq]:both.0")
                            .at("/results/0/id")
                    : run.id();
            Workflows.await(() -> workflows.run(acting).json().at("/steps/0/result").has("status"),
                    "nobody notes what came of it");
            assertThat(run.at("/status")).isEqualTo("cancelled");
            assertThat(workflows.run(acting).at("/status")).isEqualTo("cancelled");
            assertThat(workflows.run(acting).at("/steps/0/status")).isEqualTo("succeeded");
            assertThat(receiver.deliveries()).hasSize(1);
            assertThat(tasks()).isEmpty();
        }
    }

    @Test
    void isToldByWhy() {
        var workflow = workflows.active(ON_CREATION,
                "[{\"type\":\"for_each\",\"config\":{\"items\":[1],\"steps\":[" + WAIT + "]}}]", GOAL);
        var contact = create();
        Workflows.await(() -> waiting() == 1, "its part does not wait");
        update(contact);
        var run = ended(workflow);

        var results = api.get("/api/v1/workflows/" + workflow + "/why?record=contact/" + contact)
                .expect(200)
                .json()
                .at("/results");

        assertThat(results.size()).as(results.toString()).isEqualTo(2);
        var stages = results.at("/1/stages");
        assertThat(stages.get(stages.size() - 1).path("reason").asString())
                .isEqualTo("the run is cancelled: it has ended by its goal, event %s (contact.updated)"
                        .formatted(results.at("/0/eventId").asString()));
        assertThat(run.at("/resultSummary/goal/eventId")).isEqualTo(results.at("/0/eventId").asString());
    }

    @Test
    void isMetHoweverSoonTheEventComes() {
        isMet(40);
    }

    @Test
    @Tag("stress")
    void isMetHoweverSoonTheEventsOfManyCome() {
        isMet(1_000);
    }

    /** Each run is somewhere else by then: not begun, at its first step, or waiting. */
    private void isMet(int many) {
        var workflow = workflows.active(ON_CREATION, "[" + TASK + "," + WAIT + "]",
                GOAL);
        var number = new AtomicInteger();

        Parallel.times(8, () -> {
            for (var n = number.getAndIncrement(); n < many; n = number.getAndIncrement()) {
                var contact = create();
                Thread.sleep(n % 8 * 10);
                update(contact);
            }
            return true;
        });

        Workflows.await(() -> total(workflow, "cancelled") == many, "not all have ended: " + runs(workflow));
        assertThat(total(workflow, "")).isEqualTo(many);
    }

    /** The only run of the workflow, without its parts, once it has ended. */
    private Answer ended(String workflow) {
        Workflows.await(() -> workflows.runs(workflow).json().at("/results").size() == 1, "no run was started");
        return workflows.ended(workflows.runs(workflow).at("/results/0/id"));
    }

    private JsonNode runs(String workflow) {
        return workflows.runs(workflow).json().at("/results");
    }

    private int total(String workflow, String status) {
        return api.get("/api/v1/workflow-runs?total=true&limit=1&filter=workflowId[eq]:%s%s".formatted(workflow,
                status.isEmpty() ? "" : ",status[eq]:" + status)).expect(200).json().at("/total").asInt();
    }

    private String create() {
        return api.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();
    }

    private void update(String contact) {
        api.patch("/api/v1/contacts/" + contact, "{\"jobTitle\":\"Countess\"}").expect(200);
    }

    private int waiting() {
        return api.get("/api/v1/workflow-runs?filter=status[eq]:waiting").json().at("/results").size();
    }

    private JsonNode tasks() {
        return api.get("/api/v1/tasks").expect(200).json().at("/results");
    }
}
