package dev.tenantry.automation;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** What an API key leaves to a workflow that it publishes is told, and stays. */
class PublishedScopesTests extends ApiTest {

    private static final String MANUAL = "{\"type\":\"manual\"}";
    private static final String TASK = "[{\"type\":\"create_task\",\"config\":{\"title\":\"%s\"}}]";
    private static final String CALL = "[{\"type\":\"sub_workflow\",\"config\":{\"workflowId\":\"%s\"}}]";

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
    void areShownWhereverItSaysWhoPublished() {
        var id = workflows.draft(MANUAL, TASK.formatted("x"));
        var key = key("tasks:create");

        var activated = activate(key, id);
        var run = workflows.ended(workflows.start(id, "{}"));

        for (var shown : new Answer[]{activated, api.get("/api/v1/workflows/" + id), run,
            api.get("/api/v1/workflows/" + id + "/versions/1")}) {
            assertThat(shown.at("/publishedBy")).isEqualTo(owner.userId().toString());
            assertThat(shown.json().path("publishedScopes").valueStream().map(one -> one.asString()).toList())
                    .isEqualTo(workflowScopesAnd("tasks:create").stream().toList());
        }
        assertThat(api.get("/api/v1/workflows/" + id + "/versions").json().at("/results/0/publishedScopes")).hasSize(4);
        assertThat(api.get("/api/v1/workflows").json().at("/results/0/publishedScopes")).hasSize(4);
        assertThat(activated.json().path("warnings")).isEmpty();
        api.put("/api/v1/workflows/" + id + "/activation", "").expect(200);
        assertThat(api.get("/api/v1/workflows/" + id).json().has("publishedScopes")).isFalse();
        assertThat(api.get("/api/v1/workflow-runs/" + run.id()).json().path("publishedScopes")).hasSize(4);
        api.delete("/api/v1/workflows/" + id + "/activation").expect(200);
        assertThat(api.get("/api/v1/workflows/" + id + "/versions/1").json().has("publishedBy")).isFalse();
    }

    /** As of a request: what a run may not read it does not refer to, nor learn whether there is any. */
    @Test
    void boundWhatRunsReferTo() {
        var company = api.post("/api/v1/companies", "{\"name\":\"Acme\"}").expect(201).id();
        var trashed = api.post("/api/v1/companies", "{\"name\":\"Gone\"}").expect(201).id();
        api.delete("/api/v1/companies/" + trashed).expect(204);
        var id = workflows.draft(MANUAL, """
                [{"type":"create_task","config":{"title":"x","companyId":"{{trigger.id}}"}}]""");
        activate(key("tasks:create"), id);

        var told = Stream.of(company, trashed, "999999999")
                .map(one -> workflows.ended(workflows.start(id, "{\"id\":\"%s\"}".formatted(one))).at("/errorDetails"))
                .toList();

        assertThat(told).allSatisfy(one -> assertThat(one).contains("companies:read").isEqualTo(told.getFirst()));
        activate(api, id);
        assertThat(workflows.ended(workflows.start(id, "{\"id\":\"%s\"}".formatted(company))).at("/status"))
                .isEqualTo("succeeded");
    }

    @Test
    void warnWhereTheyLeaveLessThanThereWas() {
        var id = workflows.manual(TASK.formatted("x"));
        var wide = key("tasks:create", "contacts:read");
        var narrow = key("tasks:create");
        var workflow = "/api/v1/workflows/" + id;

        assertThat(warned(activate(wide, id))).isTrue();
        assertThat(warned(activate(wide, id))).isFalse();
        assertThat(warned(narrow.patch(workflow, steps("y")).expect(200))).isTrue();
        assertThat(warned(activate(wide, id))).isFalse();
        assertThat(warned(activate(api, id))).isFalse();
        assertThat(warned(narrow.patch(workflow, "{\"description\":\"not published\"}").expect(200))).isFalse();
        narrow.put(workflow + "/draft", "{\"trigger\":%s,\"steps\":%s}".formatted(MANUAL, TASK.formatted("z")))
                .expect(200);
        assertThat(warned(narrow.post(workflow + "/draft/publication", "").expect(200))).isTrue();
        assertThat(warned(api.get(workflow).expect(200))).isFalse();
        assertThat(api.get(workflow).json().path("publishedScopes")).hasSize(4);
    }

    /** A run that failed is tried again with what it began with; one that is done again has what the workflow has by then. */
    @Test
    void stayWithARunThatIsTriedAgain() {
        var called = workflows.manual(TASK.formatted("x"));
        var id = workflows.draft(MANUAL, CALL.formatted(called));
        activate(key("tasks:create"), id);
        api.patch("/api/v1/workflows/" + called, """
                {"steps":[{"type":"find_records","config":{"type":"contact"}}]}""").expect(200);
        var run = workflows.ended(workflows.start(id, "{}"));
        assertThat(run.at("/errorDetails")).contains("API key", "contacts:read");

        activate(api, id);
        api.post("/api/v1/workflow-runs/" + run.id() + "/retries", "").expect(201);
        var retried = workflows.ended(run.id());
        var again = workflows.ended(
                api.post("/api/v1/workflow-runs/" + run.id() + "/restarts", "").expect(201).id());

        assertThat(retried.at("/status")).isEqualTo("failed");
        assertThat(retried.at("/errorDetails")).contains("API key", "contacts:read");
        assertThat(retried.json().has("publishedScopes")).isTrue();
        assertThat(again.at("/status")).as(again.text()).isEqualTo("succeeded");
        assertThat(again.json().has("publishedScopes")).isFalse();
    }

    /** What a run has read is not handed to a workflow that could not have read it. */
    @Test
    void boundWhatIsDoneAgainOnceAKeyHasPublished() {
        var id = workflows.manual("[{\"type\":\"find_records\",\"config\":{\"type\":\"contact\"}}]");
        var run = workflows.ended(workflows.start(id, "{}"));
        assertThat(run.at("/status")).isEqualTo("succeeded");
        api.patch("/api/v1/workflows/" + id, steps("x")).expect(200);
        activate(key("tasks:create"), id);

        for (var how : new String[]{"restarts", "replays"}) {
            assertThat(api.post("/api/v1/workflow-runs/" + run.id() + "/" + how, "{}").expect(409).at("/detail"))
                    .endsWith("needs contacts:read");
        }
        activate(api, id);
        api.post("/api/v1/workflow-runs/" + run.id() + "/restarts", "").expect(201);
    }

    private static String steps(String title) {
        return "{\"steps\":%s}".formatted(TASK.formatted(title));
    }

    private static Answer activate(Api by, String workflow) {
        return by.put("/api/v1/workflows/" + workflow + "/activation", "").expect(200);
    }

    private static boolean warned(Answer published) {
        return published.json().path("warnings").findValuesAsString("field").contains("publishedScopes");
    }

    private static Set<String> workflowScopesAnd(String... more) {
        var scopes = new TreeSet<>(Set.of("workflows:read", "workflows:update", "workflows:run"));
        scopes.addAll(Set.of(more));
        return scopes;
    }

    private Api key(String... more) {
        var made = api.post("/api/v1/api-keys", "{\"name\":\"program\",\"scopes\":[\"%s\"]}"
                .formatted(String.join("\",\"", workflowScopesAnd(more)))).expect(201);
        return Api.at(port()).bearer(made.at("/key"));
    }
}
