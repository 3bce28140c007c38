package dev.tenantry.crm.projecttemplate;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is made of templates of projects, by people and by deals that are won. */
class ProjectTemplateTests extends ApiTest {

    private static final String TEMPLATES = "/api/v1/project-templates";
    private static final String DEALS = "/api/v1/opportunities";
    private static final String ROLLOUT = """
            {"name": "Rollout %1$s", "projectName": "{{company.name}}: {{opportunity.name}}", "description": "For %1$s",
             "members": [{"memberId": "%1$s", "role": "Trainér"}],
             "milestones": [{"ref": "live", "name": "Live", "due": {"days": 5, "workingDays": true}}],
             "tasks": [
              {"ref": "part", "title": "Part", "parent": "plan", "assignees": [{"role": "trainer"}, {"ownerOf": "opportunity"}]},
              {"ref": "plan", "title": "Plan", "priority": "high", "due": {"days": 3}, "assignees": [{"ownerOf": "project"}]},
              {"ref": "train", "title": "Train", "milestone": "live", "waitsFor": ["plan", "part"], "assignees": [{"role": "Nobody"}]}]}""";

    @Autowired
    private DealProjectUpkeep upkeep;
    private Person owner = new Person(Api.at(0), new UUID(0, 0), new UUID(0, 0), "", "", "", "");
    private Person guest = owner;
    private Api as = Api.at(0);

    @BeforeEach
    void begin() {
        owner = people.signUp();
        as = owner.api();
        guest = people.signUpInto(owner, "member");
    }

    @Test
    void makesAProjectWithAllThatTheTemplateHas() {
        var company = as.post("/api/v1/companies", "{\"name\": \"Weaver 🧵\"}").expect(201).id();
        var deal = as.post(DEALS, "{\"name\": \"Looms\", \"companyId\": \"%s\", \"ownerId\": \"%s\"}".formatted(company,
                guest.userId())).expect(201).id();
        var template = rollout();

        var made = as.post(TEMPLATES + "/" + template + "/projects", """
                {"startsOn": "2028-02-26", "zone": "Europe/Vienna", "userId": "%s", "opportunityId": "%s"}"""
                .formatted(owner.userId(), deal)).expect(201);

        assertThat(made.header("Location")).isEqualTo("/api/v1/projects/" + made.at("/projectId"));
        assertThat(made.json().at("/unassigned").valueStream().map(key -> key.asString())).containsExactly("train");
        var project = as.get("/api/v1/projects/" + made.at("/projectId")).expect(200);
        assertThat(project.at("/name")).isEqualTo("Weaver 🧵: Looms");
        assertThat(project.at("/opportunityId")).isEqualTo(deal);
        assertThat(project.at("/companyId")).isEqualTo(company);
        // Saturday begins on Monday, and five working days later is the next one.
        assertThat(project.at("/dueOn")).isEqualTo("2028-03-06");
        var plan = task(made, 1);
        assertThat(plan.at("/dueOn") + plan.at("/dueZone") + plan.at("/priority") + plan.at("/assigneeId"))
                .isEqualTo("2028-02-29Europe/Viennahigh" + owner.userId());
        var part = task(made, 0);
        assertThat(part.at("/parentId")).isEqualTo(plan.id());
        assertThat(part.at("/assigneeId")).isEqualTo(guest.userId().toString());
        var train = task(made, 2);
        assertThat(train.at("/milestoneId")).isEqualTo(made.at("/milestones/0/id"));
        assertThat(as.get("/api/v1/tasks/" + train.id() + "/blockers").expect(200).json().at("/results")).hasSize(2);
        for (var anyhow : List.of("", "?evenIfOpen=true")) {
            assertThat(as.put("/api/v1/tasks/" + train.id() + "/completion" + anyhow, "").expect(409).at("/detail"))
                    .contains("the task waits for", "complete what it waits for");
        }
        assertThat(as.get(project(made) + "/members/" + guest.userId()).expect(200).at("/role")).isEqualTo("Trainér");
        assertThat(as.get(DEALS + "/" + deal + "/timeline").expect(200).text()).contains("Looms was added");
    }

    @Test
    void aProjectIsSavedAsATemplateThatMakesTheSame() {
        var first = as.post(TEMPLATES + "/" + rollout() + "/projects", """
                {"name": "First", "startsOn": "2028-02-28", "zone": "UTC", "userId": "%s"}"""
                .formatted(owner.userId())).expect(201);

        var saved = as.post(project(first) + "/templates", "{\"name\": \"As it was\"}").expect(201);
        var second = as.post(TEMPLATES + "/" + saved.id() + "/projects", """
                {"startsOn": "2028-03-28", "zone": "UTC", "userId": "%s"}""".formatted(owner.userId())).expect(201);

        assertThat(saved.at("/milestones/0/due/days")).isEqualTo("7");
        assertThat(saved.json().at("/tasks").valueStream().map(task -> task.at("/title").asString()))
                .containsExactlyInAnyOrder("Plan", "Part", "Train");
        var train = saved.json()
                .at("/tasks")
                .valueStream()
                .filter(task -> task.at("/title").asString().equals("Train"))
                .findFirst()
                .orElseThrow();
        assertThat(train.at("/waitsFor")).hasSize(2);
        assertThat(saved.text()).contains("\"role\":\"Trainér\"").contains("\"ownerOf\":\"project\"");
        assertThat(second.at("/name")).isEqualTo("As it was");
        assertThat(second.json().at("/tasks")).hasSize(3);
        assertThat(as.get(project(second)).at("/dueOn")).isEqualTo("2028-04-04");
    }

    @Test
    void itsTextsSayWhatItIsAboutWhereverTheyHaveAPlaceForIt() {
        var company = as.post("/api/v1/companies", "{\"name\": \"Weaver\"}").expect(201).id();
        var deal = as.post(DEALS, "{\"name\": \"Looms\", \"companyId\": \"%s\"}".formatted(company)).expect(201).id();
        var template = as.post(TEMPLATES,
                """
                {"name": "T", "projectName": "Onboard {{company.name}} / {{opportunity.name}}", "description": "From {{startsOn}}\\nfor {{company.name}}.",
                 "milestones": [{"ref": "live", "name": "{{company.name}} live ({{contact.name}})"}],
                 "tasks": [{"ref": "a", "title": "{{opportunity.name}}: call {{company.name}}", "description": "About\\n{{opportunity.name}}"}]}""")
                .expect(201)
                .id();

        var made = List.of("\"opportunityId\": \"%s\", ".formatted(deal), "")
                .stream()
                .map(about -> as.post(TEMPLATES + "/" + template + "/projects",
                        "{%s\"startsOn\": \"2028-02-26\", \"zone\": \"UTC\"}".formatted(about)).expect(201))
                .map(one -> List.of(one.at("/name"), as.get(project(one)).at("/description"),
                        as.get("/api/v1/milestones/" + one.at("/milestones/0/id")).at("/name"),
                        task(one, 0).at("/title"), task(one, 0).at("/description")))
                .toList();

        assertThat(made).containsExactly(
                List.of("Onboard Weaver / Looms", "From 2028-02-26\nfor Weaver.", "Weaver live", "Looms: call Weaver",
                        "About\nLooms"),
                List.of("Onboard", "From 2028-02-26\nfor .", "live", "call", "About\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'tasks': [{'ref': 'a', 'title': 'A', 'waitsFor': ['b']}, {'ref': 'b', 'title': 'B', 'waitsFor': ['a']}] | tasks[0].waitsFor | circular-reference",
        "'tasks': [{'ref': 'a', 'title': 'A', 'parent': 'a'}] | tasks[0].parent | circular-reference",
        "'tasks': [{'ref': 'a', 'title': 'A', 'waitsFor': ['c']}] | tasks[0].waitsFor[0] | unknown-reference",
        "'tasks': [{'ref': 'a', 'title': 'A', 'milestone': 'c'}] | tasks[0].milestone | unknown-reference",
        "'tasks': [{'ref': 'a', 'title': 'A'}, {'ref': 'a', 'title': 'B'}] | tasks[1].ref | duplicate",
        "'tasks': [{'ref': 'a', 'title': 'A', 'recurrence': 'FREQ=DAILY'}] | tasks[0].recurrence | not-due",
        "'tasks': [{'ref': 'a', 'title': 'A', 'assignees': [{}]}] | tasks[0].assignees[0].memberId | contradictory",
        "'tasks': [{'ref': 'a', 'title': 'A', 'assignees': [{'memberId': '01890a5d-ac96-774b-bcce-b302099a8057'}]}] | tasks[0].assignees[0].memberId | unknown-reference",
        "'projectName': '{{deal.secret}}' | projectName | invalid-template",
        "'description': '{{deal.secret}}' | description | invalid-template",
        "'milestones': [{'ref': 'a', 'name': '{{deal.secret}}'}] | milestones[0].name | invalid-template",
        "'tasks': [{'ref': 'a', 'title': 'A'}, {'ref': 'b', 'title': '{{name}}'}] | tasks[1].title | invalid-template",
        "'tasks': [{'ref': 'a', 'title': 'A', 'description': 'x {{#a}}b{{/a}}'}] | tasks[0].description | invalid-template",
        "'projectName': '{{#company.name}}x{{/company.name}}' | projectName | invalid-template"})
    void whatCannotBeFollowedIsRefusedByItsField(String part, String field, String code) {
        var refused = as.post(TEMPLATES, ("{'name': 'T', " + part + "}").replace('\'', '"')).expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo(field);
        assertThat(refused.at("/errors/0/code")).isEqualTo(code);
    }

    @Test
    void makesNothingWhereSomethingCannotBeMade() {
        var template = rollout();
        var far = as.post(TEMPLATES + "/" + template + "/projects", "{\"startsOn\": \"9999-12-30\"}").expect(422);
        var unknown = as.post(TEMPLATES + "/" + template + "/projects", "{\"opportunityId\": \"1\"}").expect(422);
        var stranger = as.post(TEMPLATES + "/" + template + "/projects", "{\"userId\": \"%s\"}"
                .formatted(people.signUp().userId())).expect(422);
        var viewer = people.signUpInto(owner, "viewer").api();
        viewer.post(TEMPLATES + "/" + template + "/projects", "{}").expect(403);

        assertThat(List.of(far.at("/errors/0/field"), unknown.at("/errors/0/field"), stranger.at("/errors/0/field")))
                .containsExactly("startsOn", "opportunityId", "userId");
        assertThat(as.get("/api/v1/projects").json().at("/results")).isEmpty();
    }

    @Test
    void aWonDealBegetsOneProjectHoweverOftenAndByWhateverWayItIsWon() {
        var won = pipeline(rollout());
        var deals = Parallel.times(2, () -> as.post(DEALS, deal("Looms", won, "Open")).expect(201).id());
        var turn = new AtomicInteger();
        Parallel.times(12, () -> as.put(DEALS + "/" + deals.getFirst() + "/stage", "{\"stage\": \"%s\"}"
                .formatted(turn.incrementAndGet() % 2 == 0 ? "Open" : "Won")).status());
        as.put(DEALS + "/" + deals.getFirst() + "/stage", "{\"stage\": \"Won\"}").expect(200);
        as.post(DEALS + "/batch/update", "{\"inputs\": [{\"id\": \"%s\", \"properties\": {\"stage\": \"Won\"}}]}"
                .formatted(deals.get(1))).expect(200);
        as.post(DEALS + "/batch/upsert", """
                {"inputs": [{"idProperty": "externalId", "id": "x-1", "properties": %s}]}"""
                .formatted(deal("Third", won, "Won").replace("{\"name\"", "{\"externalId\": \"x-1\", \"name\"")))
                .expect(200);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Parallel.times(4, () -> {
                upkeep.work();
                return true;
            });
            assertThat(projects()).hasSize(3);
        });
        as.put(DEALS + "/" + deals.get(1) + "/stage", "{\"stage\": \"Open\"}").expect(200);
        as.put(DEALS + "/" + deals.get(1) + "/stage", "{\"stage\": \"Won\"}").expect(200);
        var last = as.post(DEALS, deal("Fourth", won, "Won")).expect(201).id();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            upkeep.work();
            assertThat(projects()).hasSize(4);
        });
        assertThat(projects().stream().distinct()).hasSize(4).contains(last);
        var made = as.get("/api/v1/projects?filter=opportunityId[eq]:" + last).json().at("/results/0");
        assertThat(made.at("/name").asString()).isEqualTo("Fourth");
        assertThat(as.get("/api/v1/tasks?filter=projectId[eq]:" + made.at("/id").asString()).json().at("/results"))
                .hasSize(3);
    }

    @Test
    void whatCannotBeMadeIsToldAndTriedAgainWhenTheDealIsWonAgain() {
        var template = rollout();
        as.post("/api/v1/pipelines", stages("Odd", template).replace("\"won\"", "\"lost\"")).expect(422);
        var won = pipeline(template);
        var deal = as.post(DEALS, deal("Looms", won, "Open")).expect(201).id();
        as.delete(TEMPLATES + "/" + template).expect(204);
        as.put(DEALS + "/" + deal + "/stage", "{\"stage\": \"Won\"}").expect(200);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            upkeep.work();
            assertThat(as.get(DEALS + "/" + deal + "/timeline").text()).contains("Looms begot no project");
        });
        assertThat(projects()).isEmpty();
        as.delete(TEMPLATES + "/trash/" + template).expect(409);
        as.put(TEMPLATES + "/trash/" + template + "/restoration", "").expect(200);
        as.put(DEALS + "/" + deal + "/stage", "{\"stage\": \"Open\"}").expect(200);
        as.put(DEALS + "/" + deal + "/stage", "{\"stage\": \"Won\"}").expect(200);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            upkeep.work();
            assertThat(projects()).containsExactly(deal);
        });
    }

    private String rollout() {
        return as.post(TEMPLATES, ROLLOUT.formatted(guest.userId())).expect(201).id();
    }

    private String pipeline(String template) {
        return as.post("/api/v1/pipelines", stages("Sales " + template, template)).expect(201).id();
    }

    private static String stages(String name, String template) {
        return """
                {"name": "%s", "stages": [{"name": "Open", "kind": "open", "probability": 10},
                 {"name": "Won", "kind": "won", "probability": 100, "projectTemplateId": "%s"}]}"""
                .formatted(name, template);
    }

    private static String deal(String name, String pipeline, String stage) {
        return "{\"name\": \"%s\", \"pipelineId\": \"%s\", \"stage\": \"%s\"}".formatted(name, pipeline, stage);
    }

    /** The deals that begot them. */
    private List<String> projects() {
        return as.get("/api/v1/projects")
                .expect(200)
                .json()
                .at("/results")
                .valueStream()
                .map(project -> project.at("/opportunityId").asString())
                .toList();
    }

    private static String project(Answer made) {
        return "/api/v1/projects/" + made.at("/projectId");
    }

    private Answer task(Answer made, int place) {
        return as.get("/api/v1/tasks/" + made.at("/tasks/" + place + "/id")).expect(200);
    }
}
