package dev.tenantry.automation;

import java.util.List;
import java.util.stream.Stream;

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

    /** Many at once, each in its own run; and what a merger does, in the order in which it happens. */
    @Test
    void mergersAndBatchesTellOfEachRecord() {
        var deleted = workflows.onEvent("contact.deleted", TASK.formatted("{{trigger.name}} is gone"));
        var merged = workflows.onEvent("contact.merged", TASK.formatted("{{trigger.name}} took {{trigger.mergedId}}"));
        var updated = workflows.onEvent("contact.updated", TASK.formatted("{{trigger.phone}}"));
        var ids = Stream.of("a", "b", "c", "d", "e")
                .map(name -> api
                        .post("/api/v1/contacts", "{\"name\":\"%s\",\"phone\":\"+44 20 7946 0000\"}".formatted(name))
                        .expect(201)
                        .id())
                .toList();

        api.post("/api/v1/contacts/batch/delete",
                "{\"inputs\":[{\"id\":\"%s\"},{\"id\":\"%s\"},{\"id\":\"%s\"}]}".formatted(ids.get(0), ids.get(1),
                        ids.get(2)))
                .expect(200);
        api.put("/api/v1/contacts/" + ids.get(3) + "/merger",
                "{\"contactId\":\"%s\",\"fields\":[]}".formatted(ids.get(4)))
                .expect(200);

        assertThat(titleOf(workflows.onlyRun(merged).at("/steps/0/result/taskId"))).isEqualTo("d took " + ids.get(4));
        Workflows.await(() -> titles().size() == 5, "not all are told: " + titles());
        assertThat(titles()).containsExactlyInAnyOrder("a is gone", "b is gone", "c is gone", "e is gone",
                "d took " + ids.get(4));
        assertThat(workflows.runs(deleted).json().at("/results")).hasSize(4);
        assertThat(workflows.runs(updated).json().at("/results")).isEmpty();
    }

    /** Of what all members see, and of nothing else. */
    @Test
    void mailsTellThatTheyGoAndComeBack() {
        var deleted = workflows.onEvent("email.deleted", TASK.formatted("{{trigger.subject}} is gone"));
        var restored = workflows.onEvent("email.restored", TASK.formatted("{{trigger.subject}} is back"));
        var mail = "{\"from\":\"zoe@customer.example\",\"to\":[\"me@ours.example\"],\"subject\":\"%s\",\"text\":\"x\"}";
        var own = api.post("/api/v1/emails", mail.formatted("Own")).expect(201).id();
        var shared = api.post("/api/v1/emails", mail.formatted("Shared")).expect(201).id();
        api.put("/api/v1/emails/" + shared + "/visibility", "{\"visibility\":\"organization\"}").expect(200);

        api.delete("/api/v1/emails/" + own).expect(204);
        api.delete("/api/v1/emails/" + shared).expect(204);
        api.put("/api/v1/emails/trash/" + own + "/restoration", "").expect(200);
        api.put("/api/v1/emails/trash/" + shared + "/restoration", "").expect(200);

        assertThat(titleOf(workflows.onlyRun(deleted).at("/steps/0/result/taskId"))).isEqualTo("Shared is gone");
        assertThat(titleOf(workflows.onlyRun(restored).at("/steps/0/result/taskId"))).isEqualTo("Shared is back");
    }

    private List<String> titles() {
        return api.get("/api/v1/tasks").expect(200).json().at("/results").findValuesAsString("title");
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
