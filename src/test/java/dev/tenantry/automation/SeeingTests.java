package dev.tenantry.automation;

import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** What people see of workflows and runs: pictures, progress and figures. */
class SeeingTests extends ApiTest {

    private static final String STEPS = """
            [{"id":"ask","type":"condition","name":"</text><script>alert(1)</script>\\"]","config":{"field":"trigger.go","operator":"eq","value":true,"onFalse":"end"}},
             {"id":"wait","type":"delay","config":{"duration":"PT1H"}},{"id":"stop","type":"stop","config":{}}]""";

    @SuppressWarnings("NullAway.Init")
    private Person person;
    private Api api = Api.at(0);
    private Workflows workflows = Workflows.of(api);

    @BeforeEach
    void somebody() {
        person = people.signUp();
        api = person.api();
        workflows = Workflows.of(api);
    }

    @Test
    void drawsWorkflowsAndRunsWithoutMarkupOfTheirs() throws Exception {
        var workflow = workflows.manual(STEPS);
        var run = workflows.start(workflow, "{\"go\":false}");
        workflows.ended(run);

        var mermaid = api.with("Accept", "text/vnd.mermaid, image/svg+xml;q=0.5")
                .get("/api/v1/workflows/" + workflow + "/graph")
                .expect(200);
        var svg = api.with("Accept", "image/svg+xml").get("/api/v1/workflow-runs/" + run + "/graph").expect(200);

        assertThat(mermaid.header("Content-Type")).startsWith("text/vnd.mermaid");
        assertThat(mermaid.text()).startsWith("flowchart TD\n")
                .contains("n1 -->|yes| n2", "n1 -->|no| n4", "n2 --> n3", "n3 --> n4",
                        "#60;#47;text#62;".replace("#47;", "/"))
                .doesNotContain("<script", "\"]\"");
        assertThat(svg.header("Content-Type")).startsWith("image/svg+xml");
        var drawn = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg.text())));
        assertThat(drawn.getElementsByTagName("script").getLength()).isZero();
        assertThat(drawn.getElementsByTagName("rect").getLength()).isEqualTo(5);
        assertThat(svg.text()).contains("condition&#58; succeeded");
        api.with("Accept", "image/png").get("/api/v1/workflows/" + workflow + "/graph").expect(406);
        people.signUp().api().get("/api/v1/workflow-runs/" + run + "/graph").expect(404);
    }

    @Test
    void drawsWhatStandsWithinStepsAndWhereverTheyLead() throws Exception {
        var workflow = workflows.manual("""
                [{"type":"for_each","config":{"items":["a"],"as":"line","steps":[
                    {"type":"wait_for_event","config":{"event":"contact.updated","match":{"field":"event.aggregateId","value":"1"},"timeout":"PT0S","onTimeout":"end"}},
                    {"type":"parallel","config":{"branches":[{"name":"one","steps":[{"type":"stop","config":{}}]},{"steps":[{"type":"stop","config":{}}]}]}}]}},
                 {"type":"approval","config":{"assignees":{"role":"owner"},"message":"Well?","timeout":"P1D","onReject":3}},
                 {"type":"stop","config":{}},
                 {"type":"stop","config":{}}]""");
        var run = workflows.start(workflow, "{}");
        Workflows.await(() -> api.get("/api/v1/workflow-runs?filter=parentRunId[eq]:" + run)
                .expect(200)
                .at("/results/0/status")
                .equals("succeeded"), "the part has not ended");
        var part = api.get("/api/v1/workflow-runs?filter=parentRunId[eq]:" + run).at("/results/0/id");

        var drawn = api.get("/api/v1/workflows/" + workflow + "/graph").expect(200).text();
        var svg = api.with("Accept", "image/svg+xml")
                .get("/api/v1/workflows/" + workflow + "/graph")
                .expect(200)
                .text();
        var ofPart = api.get("/api/v1/workflow-runs/" + part + "/graph").expect(200).text();

        assertThat(drawn.lines().map(String::strip)).containsSubsequence("subgraph b0[\"each line\"]",
                "n2[\"step-4<br/>wait_for_event\"]", "subgraph b1[\"one\"]", "end", "subgraph b2[\"branch 1\"]", "end",
                "end", "n9[\"step-1<br/>approval\"]")
                .contains("n1 --> n2", "n1 --> n9", "n2 --> n3", "n2 -->|onTimeout| n8", "n3 --> n8", "n3 --> n4",
                        "n3 --> n6", "n4 --> n5", "n6 --> n7", "n9 --> n10", "n9 -->|onReject| n11", "n10 --> n12");
        assertThat(api.get("/api/v1/workflow-runs/" + run + "/graph").expect(200).text()).contains("style n1 fill",
                "style n2 fill:#bbf7d0").doesNotContain("style n4");
        assertThat(svg.split("stroke-dasharray", -1)).hasSize(4);
        assertThat(ofPart).contains("n1[\"step-4<br/>wait_for_event\"]", "n1 -->|onTimeout| n7", "style n1 fill");
    }

    @Test
    void sendsARunsProgressUntilItsEnd() throws Exception {
        var run = workflows.start(workflows.manual(STEPS), "{\"go\":true}");
        Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "it does not wait");
        var request = HttpRequest
                .newBuilder(URI.create(api.get("/api/v1/workflow-runs/" + run).response().uri() + "/events"))
                .header("Authorization", "Bearer " + person.accessToken());
        try (var client = HttpClient.newHttpClient()) {
            var stream = client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
            Workflows.elapse(run);
            var lines = stream.body().collect(Collectors.toList());

            assertThat(lines).filteredOn(line -> line.startsWith("data:"))
                    .first()
                    .asString()
                    .contains("\"status\":\"waiting\"");
            assertThat(lines).filteredOn(line -> line.startsWith("data:"))
                    .last()
                    .asString()
                    .contains("\"status\":\"succeeded\"");
            var last = lines.stream().filter(line -> line.startsWith("id: ")).reduce((_, next) -> next).orElseThrow();
            var again = client.send(request.header("Last-Event-ID", last.substring(4)).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(again.body()).doesNotContain("data:");
        }
        people.signUp().api().get("/api/v1/workflow-runs/" + run + "/events").expect(404);
    }

    @Test
    void tellsHowRunsWent() {
        var workflow = workflows.manual("""
                [{"type":"condition","config":{"field":"trigger.go","operator":"eq","value":true,"onTrue":"end"}},
                 {"type":"stop","config":{"outcome":"failed"}}]""");
        for (var go : new boolean[]{true, true, true, false}) {
            workflows.ended(workflows.start(workflow, "{\"go\":%s}".formatted(go)));
        }

        var metrics = api.get("/api/v1/workflows/" + workflow + "/metrics").expect(200);

        assertThat(metrics.at("/total")).isEqualTo("4");
        assertThat(metrics.at("/runs/succeeded")).isEqualTo("3");
        assertThat(metrics.at("/successRate")).isEqualTo("0.75");
        assertThat(List.of(metrics.at("/durationP50"), metrics.at("/durationP95"), metrics.at("/waitP95")))
                .allSatisfy(milliseconds -> assertThat(milliseconds).matches("[0-9]+"));
        var path = "/api/v1/workflows/" + workflow + "/metrics?from=";
        assertThat(api.get(path + "yesterday").expect(400).at("/errors/0/message")).startsWith("this must be a time");
        assertThat(api.get(path + "2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z").expect(400).at("/errors/0/message"))
                .isEqualTo("this is not before to, 2026-01-01T00:00:00Z");
        assertThat(api.get(path + "2025-01-02T00:00:00Z&to=2026-01-01T00:00:00Z").expect(400).at("/errors/0/message"))
                .startsWith("this is more than 92 days before to");
        assertThat(Double.parseDouble(metrics.at("/durationP95")))
                .isGreaterThanOrEqualTo(Double.parseDouble(metrics.at("/durationP50")));
        assertThat(
                api.get("/api/v1/workflows/" + workflow + "/metrics?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z")
                        .expect(200)
                        .at("/total"))
                .isEqualTo("0");
        api.get("/api/v1/workflows/" + workflow + "/metrics?from=2020-01-01T00:00:00Z").expect(400);
        people.signUp().api().get("/api/v1/workflows/" + workflow + "/metrics").expect(404);
    }
}
