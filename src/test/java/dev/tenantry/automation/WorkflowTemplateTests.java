package dev.tenantry.automation;

import java.sql.SQLException;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What workflows are made of. */
class WorkflowTemplateTests extends ApiTest {

    private static final String TEMPLATES = "/api/v1/workflow-templates";

    private Api api = Api.at(0);
    private Workflows workflows = Workflows.of(api);

    @BeforeEach
    void somebody() {
        api = people.signUp().api();
        workflows = Workflows.of(api);
    }

    @Test
    void whatTheApplicationBringsAlongWorks() {
        var company = api.post("/api/v1/companies", "{\"name\":\"Engines\"}").expect(201).id();
        var contact = api
                .post("/api/v1/contacts", "{\"name\":\"Ada\",\"email\":\"ada@example.test\",\"companyId\":\"%s\"}"
                        .formatted(company))
                .expect(201)
                .id();
        var opportunity = api.post("/api/v1/opportunities",
                "{\"name\":\"Engine\",\"contactId\":\"%s\",\"amount\":{\"amount\":\"20000\",\"currency\":\"EUR\"}}"
                        .formatted(contact))
                .expect(201)
                .id();
        var input = "{\"contactId\":\"%s\",\"opportunityId\":\"%s\",\"title\":\"t\",\"subject\":\"s\",\"urgent\":true}"
                .formatted(contact, opportunity);

        var templates = api.get(TEMPLATES + "?limit=50").expect(200).json().path("results");

        assertThat(templates).hasSizeGreaterThanOrEqualTo(12);
        assertThat(templates.valueStream().map(template -> template.path("category").asString()).distinct())
                .hasSize(5);
        for (var template : templates) {
            var workflow = api.post(TEMPLATES + "/" + template.path("id").asString() + "/workflows", values(template))
                    .expect(201)
                    .id();
            api.put("/api/v1/workflows/" + workflow + "/activation", "").expect(200);
            assertThat(outcome(workflows.start(workflow, input))).as(template.path("name").asString())
                    .isEqualTo("succeeded");
        }
        assertThat(api.get(TEMPLATES + "?limit=50&filter=useCount[eq]:1").json().path("results"))
                .hasSize(templates.size());
    }

    /** What needs more refuses it before anything is done. */
    @Test
    void whatTheApplicationBringsAlongTakesAContactAlone() {
        var contact = api.post("/api/v1/contacts", "{\"name\":\"Alan\",\"email\":\"alan@example.test\"}")
                .expect(201)
                .id();

        for (var template : api.get(TEMPLATES + "?limit=50")
                .expect(200)
                .json()
                .path("results")) {
            var name = template.path("name").asString();
            var workflow = api.post(TEMPLATES + "/" + template.path("id").asString() + "/workflows", values(template))
                    .expect(201)
                    .id();
            api.put("/api/v1/workflows/" + workflow + "/activation", "").expect(200);
            var run = workflows.start(workflow, "{\"contactId\":\"%s\"}".formatted(contact));
            if (!outcome(run).equals("succeeded")) {
                assertThat(workflows.run(run)
                        .json()
                        .path("steps")
                        .valueStream()
                        .filter(step -> step.path("status").asString().equals("succeeded"))
                        .map(step -> step.path("stepType").asString())
                        .filter(type -> type.startsWith("send_") || type.startsWith("create_")))
                        .as(name)
                        .isEmpty();
            }
            if (template.path("category").asString().equals("marketing")) {
                assertThat(template.at("/templateJson/steps")
                        .valueStream()
                        .filter(step -> step.path("type").asString().startsWith("send_"))
                        .map(step -> step.at("/config/purpose").asString("")))
                        .as(name)
                        .isNotEmpty()
                        .containsOnly("marketing");
            }
        }
    }

    @Test
    void whatIsLackingOrUnknownIsNamed() {
        var welcome = api.get(TEMPLATES + "?filter=name[eq]:Welcome%20a%20new%20contact")
                .expect(200)
                .at("/results/0/id");
        var use = TEMPLATES + "/" + welcome + "/workflows";

        assertThat(api.post(use, "{\"variables\":{\"motto\":\"x\"}}").expect(422).text())
                .contains("variables.signature", "variables.motto");
        assertThat(api.post(use, "{\"variables\":{\"signature\":7}}").expect(422).at("/errors/0/field"))
                .isEqualTo("variables.signature");
        assertThat(api.get("/api/v1/workflows").json().path("results")).isEmpty();
        api.delete(TEMPLATES + "/" + welcome).expect(409);
        people.signUp().api().get(TEMPLATES + "/" + welcome).expect(404);
    }

    /** What a workflow is made of stays what it was. */
    @Test
    void staysAsItIsWhereAWorkflowIsMadeOfIt() throws SQLException {
        var workflow = workflows.draft("{\"type\":\"manual\"}",
                "[{\"type\":\"create_task\",\"config\":{\"title\":\"x\"}}]");
        var own = api
                .post(TEMPLATES,
                        "{\"workflowId\":\"%s\",\"name\":\"Ours\",\"category\":\"support\"}".formatted(workflow))
                .expect(201)
                .id();
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(
                        "update workflow_templates set template_json = template_json #- '{steps,0,id}' where id = ?::uuid")) {
            statement.setString(1, own);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }

        api.post(TEMPLATES + "/" + own + "/workflows", "{}").expect(201);

        var template = api.get(TEMPLATES + "/" + own).expect(200).json();
        assertThat(template.at("/templateJson/steps/0/type").asString()).isEqualTo("create_task");
        assertThat(template.at("/templateJson/steps/0").has("id")).isFalse();
    }

    /** Nobody could change it. */
    @Test
    void isUsedThoughWhatItNamesIsGone() {
        var tag = api.post("/api/v1/tags", "{\"name\":\"Passing\"}").expect(201).id();
        var workflow = workflows.draft("{\"type\":\"manual\"}",
                "[{\"type\":\"add_tag\",\"config\":{\"type\":\"contact\",\"tag\":\"Passing\"}}]");
        var own = api
                .post(TEMPLATES,
                        "{\"workflowId\":\"%s\",\"name\":\"Ours\",\"category\":\"support\"}".formatted(workflow))
                .expect(201)
                .id();
        api.delete("/api/v1/tags/" + tag + "?permanent=true").expect(204);

        var made = api.post(TEMPLATES + "/" + own + "/workflows", "{}").expect(201);

        assertThat(made.at("/warnings/0/field")).isEqualTo("steps[0].config.tag");
        api.put("/api/v1/workflows/" + made.id() + "/activation", "").expect(409);
        api.post("/api/v1/tags", "{\"name\":\"Passing\"}").expect(201);
        api.put("/api/v1/workflows/" + made.id() + "/activation", "").expect(200);
    }

    @Test
    void anOrganizationKeepsItsOwn() {
        var workflow = api.post("/api/v1/workflows", """
                {"name":"Mine","trigger":{"type":"manual"},
                 "variables":[{"name":"limit","type":"number","value":7,"required":true},
                    {"name":"token","type":"secret","value":"hush","allowedHosts":["api.example.com"]}],
                 "steps":[{"type":"create_task","config":{"title":"{{variables.limit}}"}}]}""").expect(201).id();

        var own = api
                .post(TEMPLATES,
                        "{\"workflowId\":\"%s\",\"name\":\"Ours\",\"category\":\"support\"}".formatted(workflow))
                .expect(201);
        var made = api.post(TEMPLATES + "/" + own.id() + "/workflows",
                "{\"name\":\"Other\",\"variables\":{\"limit\":8,\"token\":\"more\"}}").expect(201);

        assertThat(own.text()).doesNotContain("hush").contains("\"builtIn\":false");
        assertThat(made.at("/name")).isEqualTo("Other");
        assertThat(api.get("/api/v1/workflows/" + made.id() + "/variables?filter=name[eq]:token").at("/results/0/set"))
                .isEqualTo("true");
        api.post(TEMPLATES + "/" + own.id() + "/workflows", "{}").expect(422);
        api.delete(TEMPLATES + "/" + own.id()).expect(204);
        api.get(TEMPLATES + "/" + own.id()).expect(404);
    }

    private static String values(JsonNode template) {
        return template.path("variables")
                .valueStream()
                .filter(variable -> !variable.has("defaultValue"))
                .map(variable -> "\"%s\":\"one@example.test\"".formatted(variable.path("name").asString()))
                .collect(Collectors.joining(",", "{\"variables\":{", "}}"));
    }

    private String outcome(String run) {
        while (true) {
            Workflows.await(() -> !workflows.run(run).at("/status").matches("queued|running"), "run " + run + " rests");
            if (!workflows.run(run).at("/status").equals("waiting")) {
                return workflows.run(run).at("/status");
            }
            Workflows.elapse(run);
            var step = workflows.run(run).json().path("steps").size();
            Workflows.await(() -> workflows.run(run).json().path("steps").size() > step
                    || !workflows.run(run).at("/status").equals("waiting"), "run " + run + " waits");
        }
    }
}
