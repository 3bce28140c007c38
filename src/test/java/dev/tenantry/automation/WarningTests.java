package dev.tenantry.automation;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** What a workflow's runs fail of as things stand is told before they do. */
class WarningTests extends ApiTest {

    private static final String MANUAL = "{\"type\":\"manual\"}";
    private static final String TASK = "{\"type\":\"create_task\",\"config\":{\"title\":\"x\"}}";

    private Person owner;
    private Workflows workflows;

    @BeforeEach
    void somebody() {
        owner = people.signUp();
        workflows = Workflows.of(owner.api());
    }

    @Test
    void aWorkflowThatLacksNothingHasNone() {
        var workflow = workflows.draft(MANUAL, "[" + TASK + "]");

        assertThat(warnings(activate(workflow))).isEmpty();
        assertThat(get(workflow).json().path("warnings").isArray()).isTrue();
        assertThat(owner.api().get("/api/v1/workflows").expect(200).text()).doesNotContain("warnings");
    }

    @Test
    void tagsThatFiltersAndConditionsComparedWithAreTold() {
        var api = owner.api();
        var tag = api.post("/api/v1/tags", "{\"name\":\"Key account\"}").expect(201).id();
        var tagged = "{\"field\":\"trigger.tagId\",\"operator\":\"eq\",\"value\":\"%s\"}".formatted(tag);
        var workflow = workflows.create(
                "{\"type\":\"event\",\"event\":\"contact.tagged\",\"filter\":[%s]}".formatted(tagged),
                """
                [{"type":"condition","config":%s},
                 {"type":"branch","config":{"cases":[{"when":[{"field":"trigger.tagId","operator":"exists"},%s],"goTo":"end"}]}},
                 {"type":"wait_for_event","config":{"event":"contact.tagged","match":{"field":"trigger.contactId","value":"{{trigger.contactId}}"},
                     "filter":[%s],"timeout":"P1D"}},%s]""".formatted(tagged.replace("}", ",\"onFalse\":\"end\"}"),
                        tagged, tagged, TASK),
                "{\"goal\":{\"event\":\"contact.tagged\",\"filter\":[%s]}}".formatted(tagged)).expect(201).id();

        var before = get(workflow);
        api.delete("/api/v1/tags/" + tag + "?permanent=true").expect(204);

        assertThat(warnings(before)).isEmpty();
        assertThat(warnings(get(workflow))).containsExactly("trigger.filter[0].value unknown-reference",
                "enrolment.goal.filter[0].value unknown-reference", "steps[0].config.value unknown-reference",
                "steps[1].config.cases[0].when[1].value unknown-reference",
                "steps[2].config.filter[0].value unknown-reference");
        assertThat(get(workflow).at("/warnings/0/message")).isEqualTo("there is no tag with the id " + tag);
    }

    /** Nothing is wrong with what they say. */
    @Test
    void stepsThatComeToNothingAreTold() {
        var workflow = workflows.draft(MANUAL, """
                [{"id":"idle","type":"condition","config":{"field":"contact.name","operator":"exists"}},
                 {"id":"known","type":"condition","config":{"field":"contact.email","operator":"exists"}},
                 {"id":"call","type":"create_task","config":{"title":"{{steps.known.result.holds}}"}},
                 {"id":"same","type":"condition","config":{"field":"contact.name","operator":"exists","onTrue":"choose","onFalse":"choose"}},
                 {"id":"choose","type":"branch","config":{"cases":[{"when":[{"field":"contact.name","operator":"eq","value":"x"}],"goTo":"chosen"}],"else":"end"}},
                 {"id":"lost","type":"create_task","config":{"title":"x"}},
                 {"id":"lost-too","type":"create_task","config":{"title":"x"},"next":"end"},
                 {"id":"chosen","type":"for_each","config":{"items":["a"],"steps":[
                    {"id":"over","type":"stop","config":{}},{"id":"inner","type":"create_task","config":{"title":"x"}}]}},
                 {"id":"last","type":"stop","config":{}}]""");

        assertThat(warnings(get(workflow))).containsExactly("steps[0].config no-effect", "steps[3].config no-effect",
                "steps[5] never-reached", "steps[6] never-reached", "steps[7].config.steps[1] never-reached");
    }

    /** Whoever starts the workflow by hand can name the record: so it is no fault. */
    @Test
    void recordsThatNoEventLeadsToAreTold() {
        var steps = """
                [{"type":"condition","config":{"field":"opportunity.stage","operator":"exists","onFalse":"end"}},
                 {"type":"for_each","config":{"items":["a"],"steps":[{"type":"create_task","config":{"title":"{{opportunityOwner.name}} {{company.name}}"}}]}},
                 {"type":"condition","config":{"expression":"contact.name == 'x'","onTrue":"end","onFalse":"last"}},
                 {"id":"last","type":"stop","config":{}}]""";

        assertThat(warnings(get(workflows.draft("{\"type\":\"event\",\"event\":\"contact.updated\"}", steps))))
                .containsExactly("steps[0].config never-there", "steps[1].config.steps[0].config never-there");
        assertThat(warnings(get(workflows.draft("{\"type\":\"event\",\"event\":\"opportunity.updated\"}", steps))))
                .isEmpty();
        assertThat(warnings(get(workflows.draft(MANUAL, steps)))).isEmpty();
        assertThat(get(workflows.draft("{\"type\":\"event\",\"event\":\"company.updated\"}", steps))
                .at("/warnings/0/message")).isEqualTo("company.updated leads to no opportunity, but to company: "
                        + "nothing of it is there for this step, unless somebody starts the workflow by hand with its opportunityId");
    }

    @Test
    void aDryRunTellsWhatAnotherWorkflowLacks() {
        var other = workflows.manual("[" + TASK + ",{\"type\":\"post_message\",\"config\":{\"text\":\"x\"}}]");
        var workflow = workflows.draft(MANUAL, """
                [{"id":"call","type":"sub_workflow","config":{"workflowId":"%s"}}]""".formatted(other));

        var tried = owner.api().post("/api/v1/workflows/" + workflow + "/dry-runs", "{\"input\":{}}").expect(200);

        assertThat(warnings(tried)).containsExactly("call.steps[1].config not-connected");
    }

    @Test
    void whatNobodyHasSetUpYetIsToldAtItsPlaceWithinBlocksToo() {
        var other = workflows.draft(MANUAL, "[" + TASK + "]");
        var workflow = workflows.draft(MANUAL, """
                [{"type":"post_message","config":{"text":"x"}},
                 {"type":"for_each","config":{"items":["a"],"steps":[
                     {"type":"send_sms","config":{"to":"+4915112345678","text":"x"}},
                     {"type":"approval","config":{"assignees":{"role":"viewer"},"message":"x","timeout":"P1D"}}]}},
                 {"type":"sub_workflow","config":{"workflowId":"%s"}}]""".formatted(other));

        var told = activate(workflow);

        assertThat(warnings(told)).containsExactly("steps[0].config not-connected",
                "steps[1].config.steps[0].config not-connected",
                "steps[1].config.steps[1].config.assignees.role nobody", "steps[2].config.workflowId not-active");
        assertThat(told.at("/warnings/0/message")).isEqualTo("there is no connected integration that does this");
        people.signUpInto(owner, "viewer");
        activate(other);
        assertThat(warnings(get(workflow))).containsExactly("steps[0].config not-connected",
                "steps[1].config.steps[0].config not-connected");
    }

    /** A filter that compares with somebody who has left fails of nothing: it finds nothing any more. */
    @Test
    void thoseThatNameSomebodyWhoHasLeftAreListed() {
        var member = people.signUpInto(owner, "member");
        var naming = List.of(
                workflows.manual("[{\"type\":\"create_task\",\"config\":{\"title\":\"x\",\"assigneeId\":\"%s\"}}]"
                        .formatted(member.userId())),
                workflows.draft(MANUAL,
                        "[{\"type\":\"find_records\",\"config\":{\"type\":\"contact\",\"filter\":\"ownerId[eq]:%s\"}}]"
                                .formatted(member.userId())));
        var other = workflows.manual("[" + TASK + "]");
        owner.api().delete("/api/v1/organization/members/" + member.userId()).expect(200);

        var listed = "/api/v1/workflows?filter=names[%s]:%s";

        assertThat(ids(owner.api().get(listed.formatted("eq", member.userId())).expect(200)))
                .containsExactlyInAnyOrderElementsOf(naming);
        assertThat(ids(owner.api().get(listed.formatted("neq", member.userId())).expect(200))).containsExactly(other);
        assertThat(ids(owner.api().get(listed.formatted("eq", "x")).expect(200))).isEmpty();
        assertThat(ids(people.signUp().api().get(listed.formatted("eq", member.userId())).expect(200))).isEmpty();
        owner.api().patch("/api/v1/workflows/" + naming.getFirst(), "{\"steps\":[" + TASK + "]}").expect(200);
        assertThat(ids(owner.api().get(listed.formatted("eq", member.userId())).expect(200)))
                .containsExactly(naming.getLast());
    }

    private static List<String> ids(Answer listed) {
        return listed.json().path("results").valueStream().map(one -> one.path("id").asString()).toList();
    }

    @Test
    void whatGoesAfterwardsIsToldAsWell() {
        var api = owner.api();
        var member = people.signUpInto(owner, "member");
        var company = api.post("/api/v1/companies", "{\"name\":\"Acme\"}").expect(201).id();
        var tag = api.post("/api/v1/tags", "{\"name\":\"Key\"}").expect(201).id();
        var template = api.post("/api/v1/email-templates", """
                {"name":"welcome","subject":"Welcome","body":"Dear {{customer}}"}""").expect(201).id();
        var workflow = workflows.manual(
                """
                [{"type":"create_task","config":{"title":"x","companyId":"%s","assigneeId":"%s"}},
                 {"type":"add_tag","config":{"type":"company","id":"%1$s","tag":"key"}},
                 {"type":"send_email","config":{"to":["a@example.com"],"template":"welcome","values":{"customer":"x"}}},
                 {"type":"approval","config":{"assignees":{"members":["%2$s"]},"message":"x","timeout":"P1D"}},
                 {"type":"update_record","config":{"type":"company","id":"%1$s","fields":{"name":"x"}}}]"""
                        .formatted(company, member.userId()));
        assertThat(warnings(get(workflow))).isEmpty();

        api.delete("/api/v1/companies/" + company).expect(204);
        var filtered = workflows
                .active("""
                {"type":"event","event":"contact.tagged","filter":[{"field":"trigger.tagId","operator":"in","value":["%s"]}]}"""
                        .formatted(tag), "[" + TASK + "]");
        for (var permanent : List.of("", "?permanent=true")) {
            assertThat(api.delete("/api/v1/tags/" + tag + permanent).expect(409).at("/detail"))
                    .contains("workflows go by the tag", "A workflow (" + workflow + ")", "(" + filtered + ")");
        }
        api.delete("/api/v1/tags/" + tag + "?evenIfUsed=true").expect(204);
        api.delete("/api/v1/email-templates/" + template + "?evenIfUsed=true").expect(204);
        api.delete("/api/v1/organization/members/" + member.userId()).expect(200);

        assertThat(warnings(get(workflow))).containsExactlyInAnyOrder(
                "steps[0].config.companyId unknown-reference",
                "steps[0].config.assigneeId nobody", "steps[1].config.id unknown-reference",
                "steps[1].config.tag unknown-reference", "steps[2].config.template unknown-reference",
                "steps[3].config.assignees.members[0] nobody", "steps[4].config.id unknown-reference");
        var path = "/api/v1/workflows/" + workflow;
        assertThat(api.patch(path, "{\"name\":\"Other\"}").expect(200).at("/name")).isEqualTo("Other");
        var steps = api.get(path).json().path("steps");
        api.patch(path, "{\"steps\":" + steps + "}").expect(422);
        api.patch(path, "{\"trigger\":{\"type\":\"api_call\"}}").expect(422);
        api.put(path + "/activation", "").expect(409);
    }

    @Test
    void aSecretWithoutAValueOrForAnotherHostIsTold() {
        var api = owner.api();
        var workflow = workflows.draft(MANUAL, "[" + TASK + "]");
        var variable = api.post("/api/v1/workflows/" + workflow + "/variables", """
                {"name":"token","type":"secret","allowedHosts":["example.com"]}""").expect(201).id();
        api.patch("/api/v1/workflows/" + workflow,
                """
                {"steps":[{"type":"webhook","config":{"url":"https://hooks.example.com/x","headers":{"X-Token":"{{secrets.token}}"}}}]}""")
                .expect(200);

        assertThat(activate(workflow).at("/warnings/0/message")).isEqualTo("the secret token has no value");

        api.put("/api/v1/workflows/" + workflow + "/variables/" + variable, """
                {"name":"token","type":"secret","allowedHosts":["example.com"],"value":"abcd"}""").expect(200);
        assertThat(get(workflow).at("/warnings/0/message"))
                .isEqualTo("the secret token may not be sent to hooks.example.com");
        api.put("/api/v1/workflows/" + workflow + "/variables/" + variable, """
                {"name":"token","type":"secret","allowedHosts":["hooks.example.com"],"value":"abcd"}""").expect(200);
        assertThat(warnings(get(workflow))).isEmpty();
    }

    @Test
    void anAddressWithoutASecretIsTold() {
        var workflow = workflows.draft("{\"type\":\"webhook\",\"verification\":\"github\"}", "[" + TASK + "]");

        assertThat(warnings(activate(workflow))).containsExactly("trigger no-secret");
        assertThat(hook(workflow).at("/secretSet")).isEqualTo("false");

        owner.api()
                .post("/api/v1/workflows/" + workflow + "/webhook/secret/rotations",
                        "{\"secret\":\"0123456789abcdef\"}")
                .expect(200);
        assertThat(warnings(get(workflow))).isEmpty();
        assertThat(hook(workflow).at("/secretSet")).isEqualTo("true");
    }

    @Test
    void nobodyIsToldOfWhatTheyMayNotSee() {
        var workflow = workflows.manual("[{\"type\":\"post_message\",\"config\":{\"text\":\"x\"}}]");
        var viewer = people.signUpInto(owner, "viewer");

        assertThat(warnings(get(workflow))).hasSize(1);
        assertThat(warnings(viewer.api().get("/api/v1/workflows/" + workflow).expect(200))).isEmpty();
    }

    @Test
    void aPublisherWhoMayNoLongerDoItIsTold() {
        var manager = people.signUpInto(owner, "manager");
        var workflow = Workflows.of(manager.api()).manual("[" + TASK + "]");
        owner.api()
                .put("/api/v1/organization/members/" + manager.userId() + "/role", "{\"role\":\"viewer\"}")
                .expect(200);

        assertThat(warnings(get(workflow))).containsExactly("publishedBy forbidden");
    }

    @Test
    void aDryRunTellsItOfTheStepsThatItComesTo() {
        var workflow = workflows.draft(MANUAL, """
                [{"type":"post_message","config":{"text":"x"}},
                 {"type":"condition","config":{"expression":"1 == 1","onTrue":"end"}},
                 {"type":"send_sms","config":{"to":"+4915112345678","text":"x"}}]""");

        var tried = owner.api().post("/api/v1/workflows/" + workflow + "/dry-runs", "{}").expect(200);

        assertThat(warnings(tried)).containsExactly("steps[0].config not-connected");
    }

    private Answer activate(String workflow) {
        return owner.api().put("/api/v1/workflows/" + workflow + "/activation", "").expect(200);
    }

    private Answer get(String workflow) {
        return owner.api().get("/api/v1/workflows/" + workflow).expect(200);
    }

    private Answer hook(String workflow) {
        return owner.api().get("/api/v1/workflows/" + workflow + "/webhook").expect(200);
    }

    private static List<String> warnings(Answer answer) {
        return answer.json()
                .path("warnings")
                .valueStream()
                .map((JsonNode one) -> one.path("field").asString() + " " + one.path("code").asString())
                .toList();
    }
}
