package dev.tenantry.automation;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.shared.journal.EventTypes;
import dev.tenantry.shared.record.RecordRegistry;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Events tell what is shown of their record, also where it is in the trash by then, and runs end only where they need the record itself. */
class RecordEventTests extends ApiTest {

    private static final String TASK = "[{\"type\":\"create_task\",\"config\":{\"title\":\"%s\"}}]";

    @Autowired
    private EventTypes events;
    @Autowired
    private RecordRegistry records;

    private Api api;
    private Workflows workflows;

    @BeforeEach
    void somebody() {
        api = people.signUp().api();
        workflows = Workflows.of(api);
    }

    @Test
    void eachKindOfRecordsHasThem() {
        var kinds = records.typesByReference().values();

        assertThat(kinds).hasSizeGreaterThan(15)
                .allSatisfy(kind -> assertThat(events.find(kind + ".deleted")).isPresent())
                .allSatisfy(kind -> assertThat(events.find(kind + ".restored")).isPresent());
        assertThat(events.find("contact.deleted").orElseThrow().fields()).containsKeys("contactId", "phone", "ownerId")
                .doesNotContainKeys("id", "version");
    }

    @Test
    void runsHaveWhatTheRecordWas() {
        var company = api.post("/api/v1/companies", "{\"name\":\"Engines\"}").expect(201).id();
        var contact = api.post("/api/v1/contacts",
                "{\"name\":\"Ada\",\"phone\":\"+44 20 7946 0000\",\"companyId\":\"%s\"}".formatted(company))
                .expect(201)
                .id();
        var deleted = workflows.onEvent("contact.deleted",
                TASK.formatted("{{trigger.name}} of {{company.name}}, {{trigger.phone}}, is gone"));
        var restored = workflows.onEvent("contact.restored", TASK.formatted("{{contact.name}} is back"));

        api.delete("/api/v1/contacts/" + contact).expect(204);
        var told = workflows.onlyRun(deleted);
        api.put("/api/v1/contacts/trash/" + contact + "/restoration", "").expect(200);

        assertThat(told.at("/status")).as(told.text()).isEqualTo("succeeded");
        assertThat(titleOf(told.at("/steps/0/result/taskId")))
                .isEqualTo("Ada of Engines, +44 20 7946 0000, is gone");
        var back = workflows.onlyRun(restored);
        assertThat(titleOf(back.at("/steps/0/result/taskId"))).isEqualTo("Ada is back");
    }

    @Test
    void stepsThatNeedTheRecordSaySo() {
        var update = "{\"id\":\"change\",\"type\":\"update_contact\",\"config\":{\"fields\":{\"jobTitle\":\"x\"}}}";
        var draft = workflows.create("{\"type\":\"event\",\"event\":\"contact.deleted\"}", "[" + update + "]")
                .expect(201);
        assertThat(api.get("/api/v1/workflows/" + draft.id()).at("/warnings/0/message"))
                .startsWith("the contact of contact.deleted is in the trash by then");
        api.put("/api/v1/workflows/" + draft.id() + "/activation", "").expect(200);
        var contact = api.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();

        api.delete("/api/v1/contacts/" + contact).expect(204);

        var run = workflows.onlyRun(draft.id());
        assertThat(run.at("/status")).isEqualTo("failed");
        assertThat(run.at("/errorDetails")).contains("there is no contact that this run is about");
    }

    @Test
    void tellWhatIsShownOfTheRecord() {
        var closed = workflows.onEvent("opportunity.closed", TASK.formatted(
                "{{trigger.name}} {{trigger.amount.amount}} {{trigger.expectedCloseOn}} {{trigger.fromStage}} {{trigger.status}}"));
        var done = workflows.onEvent("task.completed", TASK.formatted("{{trigger.dueOn}} {{trigger.priority}}"));
        var made = workflows.onEvent("contact.created",
                TASK.formatted("{{trigger.emails.0.address}} {{trigger.phone}} {{trigger.company}}"));

        var deal = api.post("/api/v1/opportunities", """
                {"name":"Engine","amount":{"amount":"12.50","currency":"EUR"},"expectedCloseOn":"2030-02-28"}""")
                .expect(201)
                .id();
        api.patch("/api/v1/opportunities/" + deal, "{\"stage\":\"Won\"}").expect(200);
        var task = api.post("/api/v1/tasks", "{\"title\":\"Call\",\"dueOn\":\"2030-02-28\"}").expect(201).id();
        api.put("/api/v1/tasks/" + task + "/completion", "").expect(200);
        api.post("/api/v1/contacts",
                "{\"name\":\"Ada\",\"email\":\"ada@x.example\",\"phone\":\"+44 20 7946 0000\",\"company\":\"Engines\"}")
                .expect(201);

        assertThat(titleOf(workflows.onlyRun(closed).at("/steps/0/result/taskId")))
                .isEqualTo("Engine 12.50 2030-02-28 Prospecting won");
        assertThat(titleOf(workflows.onlyRun(done).at("/steps/0/result/taskId"))).isEqualTo("2030-02-28 normal");
        assertThat(titleOf(workflows.onlyRun(made).at("/steps/0/result/taskId")))
                .isEqualTo("ada@x.example +44 20 7946 0000 Engines");
    }

    private String titleOf(String task) {
        return api.get("/api/v1/tasks/" + task).at("/title");
    }
}
