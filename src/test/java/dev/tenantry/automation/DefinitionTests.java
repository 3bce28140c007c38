package dev.tenantry.automation;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.web.AssembledSchema;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class DefinitionTests {

    private static final String MANUAL = "{\"type\":\"manual\"}";
    private static final String DELAY = """
            [{"type":"delay","config":{"duration":"PT1S"}}]""";

    @Autowired
    private List<AssembledSchema> schemas;
    @LocalServerPort
    private int port;
    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api api = Api.at(0);
    private Workflows workflows = Workflows.of(api);

    @BeforeEach
    void somebody() {
        owner = People.at(port).signUp();
        api = owner.api();
        workflows = Workflows.of(api);
    }

    /** What a pattern wants is told in words, and so for every pattern that there is. */
    @Test
    void everyPatternHasWords() throws IOException {
        try (var settings = Objects.requireNonNull(
                DefinitionTests.class.getResourceAsStream("/tenancy/organization-settings.schema.json"))) {
            var all = Stream.concat(schemas.stream().map(AssembledSchema::content),
                    Stream.of(new JsonMapper().readTree(settings)));

            assertThat(all.flatMap(schema -> schema.findParents("pattern").stream()))
                    .hasSizeGreaterThan(3)
                    .allSatisfy(holder -> assertThat(holder.path("description").asString("")).isNotBlank());
        }
    }

    @Test
    void aPatternIsToldInWords() {
        var refused = workflows.create("{\"type\":\"manual\"}", """
                [{"type":"delay","config":{"duration":"P1W"}},{"type":"webhook","config":{"url":"http://a b"}}]""")
                .expect(422);

        assertThat(refused.text()).contains("must be a duration of days", "must be a URL that begins with https://")
                .doesNotContain("regex", "(?=");
        assertThat(api.patch("/api/v1/organization/settings", "{\"branding\":{\"primaryColour\":\"red\"}}")
                .expect(422)
                .text())
                .contains("must be a colour, such as #1A2B3C")
                .doesNotContain("regex");
    }

    @Test
    void keepsWhatWasAuthored() {
        var created = api
                .post("/api/v1/workflows",
                        """
                {"name":"Welcome","description":"Greets","trigger":{"type":"event","event":"contact.created","filter":[{"field":"trigger.email","operator":"exists","value":true}]},
                 "steps":[{"type":"delay","name":"Wait","config":{"duration":"P1DT2H"},"retryConfig":{"maxRetries":3,"retryDelaySeconds":1}}]}""")
                .expect(201);

        var read = api.get(created.header("Location")).expect(200);

        assertThat(read.json()).isEqualTo(created.json());
        assertThat(read.at("/trigger/event")).isEqualTo("contact.created");
        assertThat(read.at("/trigger/filter/0/operator")).isEqualTo("exists");
        assertThat(read.at("/steps/0/config/duration")).isEqualTo("P1DT2H");
        assertThat(read.json().at("/active").asBoolean()).isFalse();
        assertThat(read.json().at("/currentVersion").asInt()).isEqualTo(1);
        assertThat(read.at("/createdBy")).isEqualTo(owner.userId().toString());
        assertThat(read.header("ETag")).isNotEmpty();
    }

    @Test
    void makesAVersionOfEachChangeOfWhatItDoesAndOfNoOther() {
        var id = workflows.draft(MANUAL, DELAY);

        api.patch("/api/v1/workflows/" + id, "{\"name\":\"Renamed\"}").expect(200);
        var changed = api.patch("/api/v1/workflows/" + id, """
                {"steps":[{"type":"delay","config":{"duration":"PT2S"}}],"changeSummary":"slower"}""").expect(200);

        assertThat(changed.json().at("/currentVersion").asInt()).isEqualTo(2);
        var versions = api.get("/api/v1/workflows/" + id + "/versions").expect(200);
        assertThat(versions.json().at("/results").findValuesAsString("versionNumber")).containsExactly("2", "1");
        assertThat(versions.at("/results/0/changeSummary")).isEqualTo("slower");
        assertThat(api.get("/api/v1/workflows/" + id + "/versions/1").at("/workflowJson/steps/0/config/duration"))
                .isEqualTo("PT1S");
        api.get("/api/v1/workflows/" + id + "/versions/3").expect(404);
    }

    @Test
    void refusesASummaryOfNoChange() {
        var id = workflows.draft(MANUAL, DELAY);
        var path = "/api/v1/workflows/" + id;

        for (var fields : List.of("", "\"name\":\"Renamed\",", "\"steps\":%s,".formatted(DELAY))) {
            var refused = api.patch(path, "{%s\"changeSummary\":\"slower\"}".formatted(fields)).expect(422);
            assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/code"))
                    .isEqualTo("changeSummary no-version");
        }

        api.patch(path, "{\"name\":\"Renamed\",\"changeSummary\":null}").expect(200);
        assertThat(api.get(path).at("/name")).isEqualTo("Renamed");
        assertThat(api.get(path + "/versions").json().at("/results")).hasSize(1);
    }

    @Test
    void refusesAStaleChange() {
        var id = workflows.draft(MANUAL, DELAY);
        var etag = api.get("/api/v1/workflows/" + id).header("ETag");

        api.with("If-Match", etag).patch("/api/v1/workflows/" + id, "{\"name\":\"First\"}").expect(200);

        var stale = api.with("If-Match", etag).put("/api/v1/workflows/" + id + "/activation", "").expect(412);
        assertThat(stale.header("ETag")).isNotEqualTo(etag);
        assertThat(api.with("If-None-Match", stale.header("ETag")).get("/api/v1/workflows/" + id).status())
                .isEqualTo(304);
    }

    @Test
    void armsItsTriggerWhileItIsActive() {
        var id = workflows.onEvent("contact.created", DELAY);
        api.patch("/api/v1/workflows/" + id, "{\"trigger\":{\"event\":\"contact.updated\"}}").expect(200);

        var active = api.get("/api/v1/workflows/" + id + "/triggers?filter=active[is]:true").expect(200);
        assertThat(active.json().at("/results").findValuesAsString("eventName")).containsExactly("contact.updated");

        api.delete("/api/v1/workflows/" + id + "/activation").expect(200);
        assertThat(api.get("/api/v1/workflows/" + id + "/triggers?filter=active[is]:true").json().at("/results"))
                .isEmpty();
        assertThat(api.get("/api/v1/workflows/" + id + "/triggers").json().at("/results")).hasSize(2);
    }

    @Test
    void goesToTheTrashAndBackInactive() {
        var id = workflows.manual(DELAY);

        api.delete("/api/v1/workflows/" + id).expect(204);

        api.get("/api/v1/workflows/" + id).expect(404);
        api.post("/api/v1/workflows/" + id + "/runs", "{}").expect(404);
        assertThat(api.get("/api/v1/workflows/trash").json().at("/results").findValuesAsString("id")).contains(id);
        var restored = api.put("/api/v1/workflows/trash/" + id + "/restoration", "").expect(200);
        assertThat(restored.json().at("/active").asBoolean()).isFalse();
        api.put("/api/v1/workflows/trash/" + id + "/restoration", "").expect(404);
        api.delete("/api/v1/workflows/trash/" + id).expect(404);
        api.delete("/api/v1/workflows/" + id).expect(204);
        api.delete("/api/v1/workflows/trash/" + id).expect(204);
        assertThat(api.get("/api/v1/workflows/trash").text()).doesNotContain(id);
    }

    @Test
    void listsFiltersAndSorts() {
        workflows.manual(DELAY);
        var event = workflows.onEvent("contact.created", DELAY);

        var found = api.get("/api/v1/workflows?filter=triggerType[eq]:event&sort=name&total=true").expect(200);

        assertThat(found.json().at("/results")).hasSize(1);
        assertThat(found.at("/results/0/id")).isEqualTo(event);
        assertThat(found.json().at("/total").asInt()).isEqualTo(1);
        api.get("/api/v1/workflows?filter=nothing[eq]:1").expect(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'type':'delay','config':{'duration':'PT1S'},'colour':'red'} | steps[0].colour | additional-properties",
        "{'type':'dance','config':{}} | steps[0].type | enum",
        "{'type':'webhook','config':{}} | steps[0].config.url | required",
        "{'type':'webhook','config':{'url':'ftp://example.test/x'}} | steps[0].config.url | pattern",
        "{'type':'webhook','config':{'url':'https://user:word@example.test/'}} | steps[0].config.url | invalid-url",
        "{'type':'webhook','config':{'url':'http://127.0.0.1/'}} | steps[0].config.url | invalid-url",
        "{'type':'webhook','config':{'url':'https://example.test/','payload':{'a':['{{nobody.x}}']}}} | steps[0].config.payload.a[0] | invalid-template",
        "{'type':'webhook','config':{'url':'https://example.test/'},'timeoutSeconds':61} | steps[0].timeoutSeconds | maximum",
        "{'type':'delay','config':{'duration':'tomorrow'}} | steps[0].config.duration | pattern",
        "{'type':'delay','config':{'duration':'P9999999999999999999D'}} | steps[0].config.duration | out-of-range",
        "{'type':'delay','config':{'duration':'P2000D'}} | steps[0].config.duration | out-of-range",
        "{'type':'send_email','config':{'to':['nobody'],'subject':'x','text':'x'}} | steps[0].config.to[0] | invalid-email",
        "{'type':'send_email','config':{'to':['a@example.test'],'subject':'Hi {{contact.name','text':'x'}} | steps[0].config.subject | invalid-template",
        "{'type':'create_task','config':{'title':'{{contact.name + 1}}'}} | steps[0].config.title | invalid-template",
        "{'type':'create_task','config':{'title':7}} | steps[0].config.title | type",
        "{'type':'create_task','config':{'title':'x'},'next':0} | steps[0].next | minimum",
        "{'type':'create_task','config':{'title':'x'},'next':2} | steps[0].next | out-of-range",
        "{'type':'create_task','config':{'title':'%s'}} | steps[0].config.title | size",
        "{'type':'create_task','config':{'title':'x','assigneeId':'me'}} | steps[0].config.assigneeId | type-mismatch",
        "{'type':'create_task','config':{'title':'x','contactId':'me'}} | steps[0].config.contactId | type-mismatch",
        "{'type':'create_task','config':{'title':'x','companyId':'me'}} | steps[0].config.companyId | type-mismatch",
        "{'type':'create_task','config':{'title':'{{contact.nickname}}'}} | steps[0].config.title | invalid-template",
        "{'type':'create_task','config':{'title':'{{contact.name.first}}'}} | steps[0].config.title | invalid-template",
        "{'type':'create_task','config':{'title':'{{opportunity.amount.euros}}'}} | steps[0].config.title | invalid-template",
        "{'type':'create_task','config':{'title':'{{run.name}}'}} | steps[0].config.title | invalid-template",
        "{'type':'create_task','config':{'title':'{{event.payload}}'}} | steps[0].config.title | invalid-template",
        "{'type':'create_task','config':{'title':'x','tooLong':'maybe'}} | steps[0].config.tooLong | enum",
        "{'type':'update_contact','config':{'contactId':'me','fields':{'jobTitle':'x'}}} | steps[0].config.contactId | pattern",
        "{'type':'update_contact','config':{'fields':{'nickname':'x'}}} | steps[0].config.fields.nickname | unknown",
        "{'type':'update_contact','config':{'fields':{'nickname':'{{trigger.x}}'}}} | steps[0].config.fields.nickname | unknown",
        "{'type':'update_contact','config':{'fields':{'jobTitle':'%s'}}} | steps[0].config.fields.jobTitle | size",
        "{'type':'update_contact','config':{'fields':{'name':null}}} | steps[0].config.fields.name | not-blank",
        "{'type':'update_contact','config':{'fields':{'email':'nobody'}}} | steps[0].config.fields.email | email",
        "{'type':'update_contact','config':{'fields':{'ownerId':'me'}}} | steps[0].config.fields.ownerId | type-mismatch",
        "{'type':'update_contact','config':{'fields':{'name':{'first':'x'}}}} | steps[0].config.fields.name | type-mismatch",
        "{'type':'condition','config':{'field':'contact.nickname','operator':'eq','value':1}} | steps[0].config.field | unknown",
        "{'type':'condition','config':{'field':'contact.name','operator':'eq','value':true}} | steps[0].config.value | type-mismatch",
        "{'type':'condition','config':{'field':'contact.companyId','operator':'gt','value':'many'}} | steps[0].config.value | type-mismatch",
        "{'type':'condition','config':{'field':'opportunity.amount','operator':'gt','value':5}} | steps[0].config.value | type-mismatch",
        "{'type':'condition','config':{'field':'opportunity.status','operator':'in','value':['open','lukewarm']}} | steps[0].config.value[1] | type-mismatch",
        "{'type':'condition','config':{'field':'trigger..x','operator':'eq','value':1}} | steps[0].config.field | unknown",
        "{'type':'update_contact','config':{'fields':{}}} | steps[0].config.fields | min-properties",
        "{'type':'condition','config':{'field':'secrets.x','operator':'eq','value':1}} | steps[0].config.field | unknown",
        "{'type':'condition','config':{'field':'trigger.x','operator':'like','value':1}} | steps[0].config.operator | enum",
        "{'type':'condition','config':{'field':'trigger.x','operator':'in','value':1}} | steps[0].config.value | type-mismatch",
        "{'type':'condition','config':{'field':'trigger.x','operator':'eq','value':1,'onTrue':5}} | steps[0].config.onTrue | out-of-range"})
    void saysWhereAStepIsWrong(String step, String field, String code) {
        var refused = workflows
                .create(MANUAL, "[" + step.replace('\'', '"').replace("%s", "x".repeat(201)) + "]")
                .expect(422);

        assertThat(refused.at("/code")).isEqualTo("validation");
        assertThat(errors(refused)).as(refused.text()).contains(field + " " + code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'type':'event'} | trigger.event | required", "{'type':'weather'} | trigger.type | enum",
        "{'type':'event','event':'contact.renamed'} | trigger.event | unknown",
        "{'type':'event','event':'contact.created','filter':[{'field':'trigger.nickname','operator':'eq','value':'x'}]} | trigger.filter[0].field | unknown",
        "{'type':'event','event':'contact.created','filter':[{'field':'event.weather','operator':'eq','value':'x'}]} | trigger.filter[0].field | unknown",
        "{'type':'event','event':'contact.created','filter':[{'field':'trigger.contactId','operator':'gt','value':'many'}]} | trigger.filter[0].value | type-mismatch",
        "{'type':'event','event':'contact.created','filter':[{'field':'trigger.name','operator':'eq','value':true}]} | trigger.filter[0].value | type-mismatch",
        "{'type':'event','event':'Contact Created'} | trigger.event | pattern",
        "{'type':'manual','event':'contact.created'} | trigger.event | additional-properties",
        "{'type':'event','event':'contact.created','filter':[{'field':'contact.name','operator':'eq','value':'x'}]} | trigger.filter[0].field | unknown"})
    void saysWhereATriggerIsWrong(String trigger, String field, String code) {
        var refused = workflows.create(trigger.replace('\'', '"'), DELAY).expect(422);

        assertThat(errors(refused)).as(refused.text()).contains(field + " " + code);
    }

    @Test
    void saysWhatAnEmptyConditionLacks() {
        var condition = workflows.create(MANUAL, "[{\"type\":\"condition\",\"config\":{}}]").expect(422);
        var filter = workflows.create("{\"type\":\"event\",\"event\":\"contact.created\",\"filter\":[{}]}", DELAY)
                .expect(422);

        assertThat(errors(condition)).containsExactly("steps[0].config.field required",
                "steps[0].config.operator required");
        assertThat(errors(filter)).containsExactly("trigger.filter[0].field required",
                "trigger.filter[0].operator required");
        for (var refused : List.of(condition, filter)) {
            assertThat(refused.at("/errors/0/message"))
                    .isEqualTo("state field, operator and value, or an expression in their place");
        }
    }

    @Test
    void saysThatAMergePatchKeepsWhatTheTriggerBeforeHad() {
        var id = workflows.draft("{\"type\":\"event\",\"event\":\"contact.created\",\"filter\":[]}", DELAY);
        var workflow = "/api/v1/workflows/" + id;

        var refused = api.patch(workflow, "{\"trigger\":{\"type\":\"manual\"}}").expect(422);

        assertThat(errors(refused)).containsExactly("trigger.event additional-properties",
                "trigger.filter additional-properties");
        assertThat(refused.at("/errors/0/message")).contains("merge patch", "null");
        api.patch(workflow, "{\"trigger\":{\"type\":\"manual\",\"event\":null,\"filter\":null}}").expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "\"steps\"", "{}"})
    void refusesStepsThatAreNone(String steps) {
        assertThat(errors(workflows.create(MANUAL, steps).expect(422))).anyMatch(error -> error.startsWith("steps "));
    }

    @Test
    void knowsTheFieldsOfWhatTheTriggerTells() {
        var step = "[{\"type\":\"create_task\",\"config\":{\"title\":\"%s\"}}]";
        var event = "{\"type\":\"event\",\"event\":\"opportunity.stage-changed\"}";

        for (var known : List.of("{{trigger.amount.amount}}", "{{trigger.fromStage}}",
                "{{trigger.changes.stage.after}}",
                "{{opportunity.amount.currency}}",
                "{{contact.email}}", "{{company.name}}", "{{event.occurredAt}}", "{{workflow.name}}", "{{run.id}}",
                "{{contactOwner.email}}", "{{opportunityOwner.name}}", "{{organization.name}}")) {
            workflows.create(event, step.formatted(known)).expect(201);
        }
        assertThat(errors(workflows.create(event, step.formatted("{{trigger.nickname}}")).expect(422)))
                .containsExactly("steps[0].config.title invalid-template");
        for (var unknown : List.of("{{trigger.changes.nickname.after}}", "{{trigger.changes.stage.later}}")) {
            assertThat(errors(workflows.create(event, step.formatted(unknown)).expect(422)))
                    .containsExactly("steps[0].config.title invalid-template");
        }
        workflows.create(MANUAL, step.formatted("{{trigger.nickname}}")).expect(201);
    }

    @Test
    void refusesWhatIsNoWorkflowAtAll() {
        api.post("/api/v1/workflows", "{").expect(400);
        api.post("/api/v1/workflows", "[]").expect(400);
        api.post("/api/v1/workflows", "{\"name\":\"x\",\"steps\":[],\"trigger\":[]}").expect(400);
        api.post("/api/v1/workflows", "{\"name\":\"x\",\"surprise\":1}").expect(400);
        assertThat(errors(api.post("/api/v1/workflows", "{}").expect(422))).contains("name not-blank",
                "steps not-null", "trigger not-null");
        api.patch("/api/v1/workflows/" + workflows.draft(MANUAL, DELAY), "{\"steps\":null}").expect(422);
    }

    @Test
    void keepsToWhatRolesMayDo() {
        var id = workflows.manual(DELAY);
        var viewer = People.at(port).signUpInto(owner, "viewer").api();
        var member = People.at(port).signUpInto(owner, "member").api();

        viewer.get("/api/v1/workflows/" + id).expect(200);
        viewer.post("/api/v1/workflows/" + id + "/runs", "{}").expect(403);
        member.post("/api/v1/workflows/" + id + "/runs", "{}").expect(201);
        member.delete("/api/v1/workflows/" + id + "/activation").expect(403);
        Workflows.of(member).create(MANUAL, DELAY).expect(403);
        member.get("/api/v1/webhook-secret").expect(403);
    }

    @Test
    void isNobodyElsesToSee() {
        var id = workflows.manual(DELAY);
        var run = workflows.start(id, "{}");
        var stranger = People.at(port).signUp().api();

        for (var path : new String[]{"/api/v1/workflows/" + id, "/api/v1/workflows/" + id + "/versions",
            "/api/v1/workflows/" + id + "/triggers", "/api/v1/workflows/" + id + "/runs",
            "/api/v1/workflow-runs/" + run}) {
            stranger.get(path).expect(404);
        }
        stranger.post("/api/v1/workflows/" + id + "/runs", "{}").expect(404);
        stranger.put("/api/v1/workflow-runs/" + run + "/cancellation", "").expect(404);
        stranger.post("/api/v1/workflow-runs/" + run + "/retries", "").expect(404);
        assertThat(stranger.get("/api/v1/workflow-runs").json().at("/results")).isEmpty();
    }

    private static List<String> errors(Answer refused) {
        return refused.json()
                .at("/errors")
                .valueStream()
                .map(error -> error.path("field").asString() + " " + error.path("code").asString())
                .toList();
    }
}
