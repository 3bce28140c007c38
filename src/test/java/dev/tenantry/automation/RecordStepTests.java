package dev.tenantry.automation;

import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Steps that make, change and connect records of any kind. */
class RecordStepTests extends ApiTest {

    private Api api = Api.at(0);
    private Workflows workflows = Workflows.of(api);

    @BeforeEach
    void somebody() {
        api = people.signUp().api();
        workflows = Workflows.of(api);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "create_record | {'type':'invoice','fields':{'name':'x'}} | steps[0].config.type | enum",
        "create_record | {'type':'company','fields':{'nmae':'x','name':'y'}} | steps[0].config.fields.nmae | unknown",
        "create_record | {'type':'company','fields':{'nmae':'{{run.id}}','name':'y'}} | steps[0].config.fields.nmae | unknown",
        "create_record | {'type':'company','fields':{'employees':-1,'name':'y'}} | steps[0].config.fields.employees | positive-or-zero",
        "create_record | {'type':'company','fields':{'sector':'x'}} | steps[0].config.fields.name | not-blank",
        "create_record | {'type':'company','fields':{'name':'{{contact.nmae}}'}} | steps[0].config.fields.name | invalid-template",
        "update_record | {'type':'contact','fields':{'title':'x'}} | steps[0].config.fields.title | unknown",
        "update_record | {'type':'contact','id':'Ada','fields':{'name':'x'}} | steps[0].config.id | pattern",
        "associate | {'type':'contact','with':'opportunity'} | steps[0].config.with | unknown",
        "associate | {'type':'contact','with':'company','withId':'Engines'} | steps[0].config.withId | pattern",
        "add_note | {'body':'x','contactId':'{{contact}'} | steps[0].config.contactId | invalid-template",
        "add_tag | {'type':'team','tag':'x'} | steps[0].config.type | enum",
        "add_tag | {'type':'contact','tag':'No such'} | steps[0].config.tag | unknown-reference",
        "remove_tag | {'type':'contact','tag':'{{run.id}}','id':'Ada'} | steps[0].config.id | pattern",
        "upsert_record | {'type':'task','by':'title','fields':{'title':'x'}} | steps[0].config.type | enum",
        "upsert_record | {'type':'contact','by':'name','fields':{'name':'x'}} | steps[0].config.by | unknown",
        "upsert_record | {'type':'contact','by':'email','fields':{'name':'x'}} | steps[0].config.fields.email | required",
        "upsert_record | {'type':'contact','by':'email','fields':{'email':'{{run.id}}'}} | steps[0].config.fields.name | not-blank",
        "upsert_record | {'type':'contact','by':'email','fields':{'email':'{{run.id}}','name':'x','title':'x'}} | steps[0].config.fields.title | unknown",
    })
    void refusesWhatNoRecordCanBe(String type, String config, String field, String code) {
        var refused = workflows.create("{\"type\":\"manual\"}",
                "[{\"type\":\"%s\",\"config\":%s}]".formatted(type, config.replace('\'', '"'))).expect(422);

        assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/code")).as(refused.text())
                .isEqualTo(field + " " + code);
    }

    /** Each has its bound from the record, whatever is to be filled in besides. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "create_task | {'title':'%s'} | title | 200",
        "create_task | {'title':'x','description':'%s'} | description | 10000",
        "add_note | {'body':'%s'} | body | 50000",
        "update_contact | {'fields':{'jobTitle':'%s'}} | fields.jobTitle | 200",
        "create_record | {'type':'company','fields':{'name':'%s'}} | fields.name | 200",
        "update_record | {'type':'task','id':'{{run.id}}','fields':{'title':'%s'}} | fields.title | 200",
        "upsert_record | {'type':'company','by':'name','fields':{'name':'%s'}} | fields.name | 200"})
    void refusesATextWhoseFixedPartAloneIsTooLong(String type, String config, String field, int longest) {
        var step = "[{\"type\":\"%s\",\"config\":%s}]".formatted(type, config.replace('\'', '"'));
        var half = "x".repeat(longest / 2);

        var fitting = half + "{{run.id}}{{#trigger.x}}" + "y".repeat(50) + "{{/trigger.x}}" + half;
        workflows.create("{\"type\":\"manual\"}", step.formatted(fitting)).expect(201);
        var refused = workflows.create("{\"type\":\"manual\"}", step.formatted(fitting + "xx")).expect(422);

        assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/code")).as(refused.text())
                .isEqualTo("steps[0].config." + field + " size");
        assertThat(refused.at("/errors/0/message")).contains(Integer.toString(longest));
    }

    @Test
    void findsTheRecordThatAFieldIdentifiesOrMakesOne() {
        var workflow = workflows
                .manual("""
                [{"type":"upsert_record","config":{"type":"contact","by":"email","fields":{"email":"{{trigger.email}}","name":"{{trigger.name}}","jobTitle":"{{trigger.job}}"}}}]""");

        var made = workflows.ended(
                workflows.start(workflow, "{\"email\":\"ada@example.com\",\"name\":\"Ada\",\"job\":\"Engineer\"}"));
        var changed = workflows.ended(workflows.start(workflow, "{\"email\":\"ADA@example.com\",\"name\":\"Ada L.\"}"));
        var same = workflows.ended(workflows.start(workflow, "{\"email\":\"ada@example.com\",\"name\":\"Ada L.\"}"));
        var nobody = workflows.ended(workflows.start(workflow, "{\"name\":\"Ada\"}"));

        var id = made.at("/steps/0/result/contactId");
        assertThat(made.at("/steps/0/result/outcome")).as(made.text()).isEqualTo("created");
        assertThat(changed.at("/steps/0/result/outcome") + changed.at("/steps/0/result/contactId"))
                .isEqualTo("updated" + id);
        assertThat(same.at("/steps/0/result/outcome") + same.at("/steps/0/result/contactId"))
                .isEqualTo("unchanged" + id);
        assertThat(nobody.at("/errorDetails")).contains("there is no email to find the record by");
        assertThat(api.get("/api/v1/contacts").expect(200).json().path("results").valueStream()).singleElement()
                .extracting(one -> one.path("name").asString() + ", " + one.path("jobTitle").asString() + ", "
                        + one.path("email").asString())
                .isEqualTo("Ada L., Engineer, ada@example.com");
    }

    @Test
    void keepsTheRecordAsItIsWhereItIsToBeKept() {
        api.post("/api/v1/companies", "{\"name\":\"Engines\",\"sector\":\"steam\"}").expect(201);
        var workflow = workflows
                .manual("""
                [{"type":"upsert_record","config":{"type":"company","by":"name","existing":"keep","fields":{"name":"{{trigger.name}}","sector":"rail"}}}]""");

        var kept = workflows.ended(workflows.start(workflow, "{\"name\":\"engines\"}"));

        assertThat(kept.at("/steps/0/result/outcome")).as(kept.text()).isEqualTo("unchanged");
        assertThat(api.get("/api/v1/companies").expect(200).at("/results/0/sector")).isEqualTo("steam");
    }

    /** However many runs come to it at a time. */
    @Test
    void makesOneRecordForAllThatMeanTheSame() {
        var workflow = workflows.onEvent("task.created",
                """
                [{"type":"upsert_record","config":{"type":"company","by":"name","fields":{"name":"{{trigger.title}}"}}}]""");

        for (var number = 0; number < 30; number++) {
            api.post("/api/v1/tasks", "{\"title\":\"Company %d\"}".formatted(number % 3)).expect(201);
        }

        Workflows.await(() -> workflows.runs(workflow)
                .json()
                .path("results")
                .valueStream()
                .filter(run -> run.path("status").asString().equals("succeeded"))
                .count() >= 20, "the runs did not end");
        assertThat(api.get("/api/v1/companies").expect(200).json().path("results")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "create_task | {'title':'x','contactId':'%s'} | contactId | contacts",
        "create_task | {'title':'x','companyId':'%s'} | companyId | companies",
        "create_task | {'title':'x','opportunityId':'%s'} | opportunityId | opportunities",
        "create_task | {'title':'x','assigneeId':'%s'} | assigneeId | members",
        "add_note | {'body':'x','contactId':'%s'} | contactId | contacts",
        "update_contact | {'contactId':'%s','fields':{'jobTitle':'x'}} | contactId | contacts",
        "update_contact | {'fields':{'companyId':'%s'}} | fields.companyId | companies",
        "update_contact | {'fields':{'ownerId':'%s'}} | fields.ownerId | members",
        "update_record | {'type':'company','id':'%s','fields':{'name':'x'}} | id | companies",
        "create_record | {'type':'opportunity','fields':{'name':'x','contactId':'%s'}} | fields.contactId | contacts",
        "create_record | {'type':'company','fields':{'name':'x','parentId':'%s'}} | fields.parentId | companies",
        "associate | {'type':'contact','id':'%s','with':'company','withId':'{{trigger.x}}'} | id | contacts",
        "associate | {'type':'contact','with':'company','withId':'%s'} | withId | companies",
        "approval | {'assignees':{'members':['{{trigger.x}}','%s']},'message':'x','timeout':'P1D'} | assignees.members[1] | members",
        "sub_workflow | {'workflowId':'%s'} | workflowId | workflows",
        "send_sms | {'to':'{{trigger.x}}','text':'x','integration':'%s'} | integration | integrations"})
    void refusesWhatRefersToNothingOrToAnothersAlike(String type, String config, String field, String kind) {
        var other = people.signUp();
        var theirs = switch (kind) {
            case "members" -> other.userId().toString();
            case "workflows" -> Workflows.of(other.api()).manual("[{\"type\":\"stop\",\"config\":{}}]");
            case "integrations" -> other.api()
                    .post("/api/v1/integrations", """
                    {"name":"People","provider":"http","configuration":{"url":"https://example.com"}}""")
                    .expect(201)
                    .id();
            default -> other.api().post("/api/v1/" + kind, "{\"name\":\"x\"}").expect(201).id();
        };
        var nobodys = theirs.length() == 36 ? "01890a5d-ac96-774b-bcce-b302099a8057" : "999999999";

        var answers = Stream.of(theirs, nobodys)
                .map(id -> workflows.create("{\"type\":\"manual\"}",
                        "[{\"type\":\"delay\",\"config\":{\"duration\":\"PT0S\"}},{\"type\":\"%s\",\"config\":%s}]"
                                .formatted(type, config.replace('\'', '"').formatted(id)))
                        .expect(422)
                        .json()
                        .path("errors")
                        .toString())
                .toList();

        assertThat(answers.getFirst()).contains("\"steps[1].config." + field + "\"", "unknown", "there is no such")
                .isEqualTo(answers.getLast());
    }

    @Test
    void looksForWhatStepsNameOnceMoreWhenTheyArePublished() {
        var contact = create("contacts", "{\"name\":\"Ada\"}");
        var workflow = workflows.draft("{\"type\":\"manual\"}",
                "[{\"type\":\"create_task\",\"config\":{\"title\":\"x\",\"contactId\":\"%s\"}}]".formatted(contact));

        api.delete("/api/v1/contacts/" + contact).expect(204);
        var refused = api.put("/api/v1/workflows/" + workflow + "/activation", "").expect(409);
        api.put("/api/v1/contacts/trash/" + contact + "/restoration", "").expect(200);

        assertThat(refused.at("/errors/0/field")).isEqualTo("steps[0].config.contactId");
        api.put("/api/v1/workflows/" + workflow + "/activation", "").expect(200);
    }

    @Test
    void makesChangesAndConnectsRecordsOfAnyKind() {
        var contact = create("contacts", "{\"name\":\"Ada Lovelace\",\"company\":\"Engines\"}");
        var workflow = workflows
                .manual("""
                [{"id":"company","type":"create_record","config":{"type":"company","fields":{"name":"{{contact.company}}","sector":"{{trigger.sector}}"}}},
                 {"type":"associate","config":{"type":"contact","with":"company","withId":"{{steps.company.result.companyId}}"}},
                 {"id":"deal","type":"create_record","config":{"type":"opportunity","fields":{"name":"Deal of {{contact.name}}","contactId":"{{contact.id}}","amount":{"amount":"{{trigger.amount}}","currency":"EUR"}}}},
                 {"type":"associate","config":{"type":"opportunity","id":"{{steps.deal.result.opportunityId}}","with":"company"}},
                 {"type":"add_note","config":{"body":"{{contact.name}} is new"}},
                 {"id":"task","type":"create_task","config":{"title":"Call"}},
                 {"type":"update_record","config":{"type":"task","id":"{{steps.task.result.taskId}}","fields":{"priority":"high","description":"{{trigger.nothing}}"}}}]""");

        var run = workflows.ended(workflows.start(workflow,
                "{\"contactId\":\"%s\",\"amount\":\"12.50\"}".formatted(contact)));

        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        var company = run.at("/steps/0/result/companyId");
        var deal = api.get("/api/v1/opportunities/" + run.at("/steps/2/result/opportunityId")).expect(200);
        assertThat(api.get("/api/v1/companies/" + company).at("/name")).isEqualTo("Engines");
        assertThat(api.get("/api/v1/contacts/" + contact).at("/companyId")).isEqualTo(company);
        assertThat(deal.at("/companyId")).isEqualTo(company);
        assertThat(deal.at("/amount/amount")).isEqualTo("12.50");
        var note = api.get("/api/v1/notes/" + run.at("/steps/4/result/noteId")).expect(200);
        assertThat(note.at("/body")).isEqualTo("Ada Lovelace is new");
        assertThat(note.at("/contactId") + note.at("/companyId")).isEqualTo(contact + company);
        assertThat(api.get("/api/v1/tasks/" + run.at("/steps/6/result/taskId")).at("/priority")).isEqualTo("high");
    }

    @Test
    void whatSeveralFieldsSayTogetherIsNoFaultOfEach() {
        var contact = create("contacts", "{\"name\":\"Zoe\"}");
        var workflow = workflows
                .manual("""
                [{"type":"create_record","config":{"type":"calendar-event","fields":{"title":"Talk","startAt":"2026-03-02T08:00:00Z","endAt":"2026-03-02T09:00:00Z"}}}]""");

        var run = workflows.ended(workflows.start(workflow, "{\"contactId\":\"%s\"}".formatted(contact)));

        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
    }

    @Test
    void putsTagsOnRecordsOfAnyKindAndTakesThemOff() {
        var vip = create("tags", "{\"name\":\"Key account\"}");
        var cold = create("tags", "{\"name\":\"Cold\"}");
        var contact = create("contacts", "{\"name\":\"Ada\",\"jobTitle\":\"KEY ACCOUNT\"}");
        api.put("/api/v1/contacts/" + contact + "/tags/" + cold, "").expect(204);
        var workflow = workflows.manual("""
                [{"type":"add_tag","config":{"type":"contact","tag":"{{contact.jobTitle}}"}},
                 {"type":"add_tag","config":{"type":"contact","tag":"key account"}},
                 {"type":"remove_tag","config":{"type":"contact","tag":"Cold"}},
                 {"type":"remove_tag","config":{"type":"contact","tag":"Cold"}},
                 {"id":"task","type":"create_task","config":{"title":"Call"}},
                 {"type":"add_tag","config":{"type":"task","id":"{{steps.task.result.taskId}}","tag":"Cold"}}]""");

        var run = workflows.ended(workflows.start(workflow, "{\"contactId\":\"%s\"}".formatted(contact)));

        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        assertThat(run.at("/steps/0/result/contactId") + "," + run.at("/steps/0/result/tagId"))
                .isEqualTo(contact + "," + vip);
        assertThat(tags("contacts/" + contact)).containsExactly(vip);
        assertThat(tags("tasks/" + run.at("/steps/4/result/taskId"))).containsExactly(cold);
        assertThat(
                api.get("/api/v1/contacts/" + contact + "/timeline").json().at("/results").findValuesAsString("kind"))
                .filteredOn(kind -> kind.startsWith("tag."))
                .containsExactly("tag.removed", "tag.added", "tag.added");
    }

    @Test
    void isStartedByATag() {
        var tag = create("tags", "{\"name\":\"Key account\"}");
        var workflow = workflows.active(
                """
                {"type":"event","event":"contact.tagged","filter":[{"field":"trigger.tagId","operator":"eq","value":"%s"}]}"""
                        .formatted(tag),
                "[{\"type\":\"update_contact\",\"config\":{\"fields\":{\"jobTitle\":\"{{contact.name}}\"}}}]");
        var contact = create("contacts", "{\"name\":\"Ada\"}");

        api.put("/api/v1/contacts/" + contact + "/tags/" + create("tags", "{\"name\":\"Other\"}"), "").expect(204);
        api.put("/api/v1/contacts/" + contact + "/tags/" + tag, "").expect(204);

        assertThat(workflows.onlyRun(workflow).at("/status")).isEqualTo("succeeded");
        assertThat(api.get("/api/v1/contacts/" + contact).at("/jobTitle")).isEqualTo("Ada");
    }

    /** Whatever it is called later. */
    @Test
    void isStartedByATagThatItCallsByItsName() {
        var tag = create("tags", "{\"name\":\"Key account\"}");
        create("tags", "{\"name\":\"VIP\"}");
        var trigger = "{\"type\":\"event\",\"event\":\"contact.tagged\",\"filter\":[{\"field\":\"trigger.tagId\",%s}]}";
        var steps = "[{\"type\":\"stop\",\"config\":{}}]";
        var workflow = workflows.active(
                trigger.formatted("\"operator\":\"in\",\"value\":[\"KEY account\",\"%s\"]".formatted(tag)),
                steps);
        api.patch("/api/v1/tags/" + tag, "{\"name\":\"Large\"}").expect(200);

        api.put("/api/v1/contacts/" + create("contacts", "{\"name\":\"Ada\"}") + "/tags/" + tag, "").expect(204);

        assertThat(workflows.onlyRun(workflow).at("/status")).isEqualTo("succeeded");
        var stored = api.get("/api/v1/workflows/" + workflow).at("/trigger/filter/0/value/0");
        assertThat(stored).isEqualTo(tag);
        var refused = workflows.create(trigger.formatted("\"operator\":\"eq\",\"value\":\"Key account\""), steps)
                .expect(422);
        assertThat(refused.at("/errors/0/field")).isEqualTo("trigger.filter[0].value");
        assertThat(refused.at("/errors/0/message")).isEqualTo("there is no tag that is called Key account");
        var key = api.post("/api/v1/api-keys", "{\"name\":\"k\",\"scopes\":[\"workflows:create\",\"contacts:read\"]}")
                .expect(201);
        assertThat(Workflows.of(Api.at(port()).bearer(key.at("/key")))
                .create(trigger.formatted("\"operator\":\"eq\",\"value\":\"VIP\""), steps)
                .expect(403)
                .text()).contains("tags:read");
    }

    /** As a name, where no tag has that id; elsewhere by the name again. */
    @Test
    void takesATagThatIsCalledByANumberAndNoneThatIsNotThere() {
        var tag = create("tags", "{\"name\":\"987654321\"}");
        var trigger = "{\"type\":\"event\",\"event\":\"contact.tagged\",\"filter\":[{\"field\":\"trigger.tagId\",\"operator\":\"eq\",\"value\":\"%s\"}]}";
        var steps = "[{\"type\":\"stop\",\"config\":{}}]";

        var workflow = workflows.create(trigger.formatted("987654321"), steps).expect(201);

        assertThat(workflow.at("/trigger/filter/0/value")).isEqualTo(tag);
        assertThat(workflows.create(trigger.formatted("987654320"), steps).expect(422).at("/errors/0/message"))
                .isEqualTo("there is no tag that is called 987654320 or has this id");
        var carried = api.get("/api/v1/workflows/" + workflow.id() + "/export").expect(200);
        assertThat(carried.at("/trigger/filter/0/value")).isEqualTo("name:987654321");
        var elsewhere = people.signUp().api();
        elsewhere.post("/api/v1/tags", "{\"name\":\"One that takes an id\"}").expect(201);
        var there = elsewhere.post("/api/v1/tags", "{\"name\":\"987654321\"}").expect(201).id();
        assertThat(elsewhere.post("/api/v1/workflows/import", carried.text())
                .expect(201)
                .at("/trigger/filter/0/value")).isEqualTo(there);
        var other = people.signUp().api();
        var meant = other.post("/api/v1/tags", "{\"name\":\"Meant by its id alone\"}").expect(201).id();
        var named = create("tags", "{\"name\":\"%s\"}".formatted(meant));
        var ofNamed = workflows.create(trigger.formatted(named), steps).expect(201).id();
        var export = api.get("/api/v1/workflows/" + ofNamed + "/export").expect(200).text();
        assertThat(other.post("/api/v1/workflows/import", export).expect(422).at("/errors/0/message"))
                .isEqualTo("there is no tag that is called " + meant);

        create("tags", "{\"name\":\"%s\"}".formatted(tag));
        assertThat(workflows.create(trigger.formatted(tag), steps).expect(422).at("/errors/0/message"))
                .startsWith(tag + " is the id of a tag and the name of another one");
        api.delete("/api/v1/tags/" + tag).expect(204);
        assertThat(api.put("/api/v1/workflows/" + workflow.id() + "/activation", "").expect(409).text())
                .contains("there is no tag");
    }

    /** Wherever an event is filtered: by a goal, a step that waits within another one, and a rule of one line. */
    @Test
    void callsTagsByTheirNamesInWhateverFilter() {
        var tag = create("tags", "{\"name\":\"Key account\"}");
        var filter = """
                "event":"contact.tagged","filter":[{"field":"trigger.tagId","operator":"eq","value":"%s"}]""";
        var wait = """
                {"type":"wait_for_event","config":{%s,"match":{"field":"event.aggregateId","value":"{{trigger.id}}"},"timeout":"P1D"}}""";
        var steps = "[{\"type\":\"for_each\",\"config\":{\"items\":[\"a\"],\"steps\":[" + wait + "]}},"
                + "{\"type\":\"parallel\",\"config\":{\"branches\":[{\"steps\":[" + wait + "]},{\"steps\":[" + wait
                + "]}]}}]";
        var body = """
                {"name":"w","trigger":{"type":"manual"},"enrolment":{"goal":{%s}},"steps":%s}""";
        var named = filter.formatted("KEY ACCOUNT");
        var unknown = filter.formatted("Nobody");

        var workflow = api.post("/api/v1/workflows", body.formatted(named, steps.formatted(named, named, named)))
                .expect(201);
        var refused = api.post("/api/v1/workflows", body.formatted(unknown, steps.formatted(named, unknown, unknown)))
                .expect(422);

        assertThat(workflow.at("/enrolment/goal/filter/0/value")).isEqualTo(tag);
        assertThat(workflow.at("/steps/0/config/steps/0/config/filter/0/value")).isEqualTo(tag);
        assertThat(workflow.at("/steps/1/config/branches/1/steps/0/config/filter/0/value")).isEqualTo(tag);
        assertThat(refused.json().at("/errors").findValuesAsString("field")).containsExactly(
                "enrolment.goal.filter[0].value", "steps[1].config.branches[0].steps[0].config.filter[0].value",
                "steps[1].config.branches[1].steps[0].config.filter[0].value");

        var rule = """
                {"name":"r","event":"contact.tagged","conditions":[{"field":"trigger.tagId","operator":"eq","value":"%s"}],
                 "action":{"type":"create_task","config":{"title":"x"}}}""";
        var automation = api.post("/api/v1/automations", rule.formatted("key account")).expect(201);
        assertThat(automation.at("/conditions/0/value")).isEqualTo(tag);
        assertThat(api.put("/api/v1/automations/" + automation.id(), rule.formatted("Key Account"))
                .expect(200)
                .at("/conditions/0/value")).isEqualTo(tag);
        assertThat(api.post("/api/v1/automations", rule.formatted("Nobody")).expect(422).at("/errors/0/field"))
                .isEqualTo("conditions[0].value");
    }

    private java.util.List<String> tags(String record) {
        return api.get("/api/v1/" + record + "/tags").expect(200).json().at("/results").findValuesAsString("id");
    }

    /** Of kinds that texts cannot name, the trigger says which one it is about. */
    @Test
    void changesTheRecordThatTheEventTellsOf() {
        var workflow = workflows.onEvent("task.created",
                "[{\"type\":\"update_record\",\"config\":{\"type\":\"task\",\"fields\":{\"priority\":\"high\"}}}]");
        var task = create("tasks", "{\"title\":\"Call\"}");

        assertThat(workflows.onlyRun(workflow).at("/steps/0/result/taskId")).isEqualTo(task);

        assertThat(api.get("/api/v1/tasks/" + task).at("/priority")).isEqualTo("high");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "update_record | {'type':'opportunity','fields':{'name':'x'}} | there is no opportunity that this run is about",
        "associate | {'type':'contact','id':'{{trigger.id}}','with':'company'} | there is no company to associate with",
        "add_note | {'body':'x'} | contactId: a note is about somebody or something: contactId, companyId, opportunityId or leadId",
        "add_tag | {'type':'contact','tag':'{{run.id}}'} | there is no contact that this run is about",
        "add_tag | {'type':'contact','id':'1{{trigger.nothing}}','tag':'x{{trigger.nothing}}'} | there is no tag that is called x",
    })
    void tellsWhatThereIsNone(String type, String config, String error) {
        var workflow = workflows.manual(
                "[{\"type\":\"%s\",\"config\":%s}]".formatted(type, config.replace('\'', '"')));

        var run = workflows.ended(workflows.start(workflow, "{}"));

        assertThat(run.at("/steps/0/errorMessage")).as(run.text()).isEqualTo(error);
    }

    @Test
    void keepsTheReferenceWhereThereIsNobodyElseToReferTo() {
        var company = create("companies", "{\"name\":\"Engines\"}");
        var contact = create("contacts", "{\"name\":\"Ada\",\"companyId\":\"%s\"}".formatted(company));
        var workflow = workflows
                .manual("""
                [{"type":"associate","config":{"type":"contact","id":"%s","with":"company","withId":"{{trigger.nothing}}"}}]"""
                        .formatted(contact));

        var run = workflows.ended(workflows.start(workflow, "{}"));

        assertThat(run.at("/status")).as(run.text()).isEqualTo("failed");
        assertThat(api.get("/api/v1/contacts/" + contact).at("/companyId")).isEqualTo(company);
    }

    /** An id that a run is told is looked for where the run is. */
    @ParameterizedTest
    @ValueSource(strings = {"{'type':'create_task','config':{'title':'x','contactId':'%s'}}",
        "{'type':'add_note','config':{'body':'x','contactId':'%s'}}",
        "{'type':'update_record','config':{'type':'contact','id':'%s','fields':{'name':'x'}}}"})
    void findsNobodyElsewhere(String step) {
        var other = people.signUp().api();
        var foreign = other.post("/api/v1/contacts", "{\"name\":\"Grace\"}").expect(201).id();
        var workflow = workflows.manual("[" + step.formatted("{{trigger.id}}").replace('\'', '"') + "]");

        var run = workflows.ended(workflows.start(workflow, "{\"id\":\"%s\"}".formatted(foreign)));

        assertThat(run.at("/status")).as(run.text()).isEqualTo("failed");
        assertThat(other.get("/api/v1/contacts/" + foreign).at("/name")).isEqualTo("Grace");
    }

    private String create(String resource, String body) {
        return api.post("/api/v1/" + resource, body).expect(201).id();
    }
}
