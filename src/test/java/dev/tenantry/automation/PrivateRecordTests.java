package dev.tenantry.automation;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** What is private to somebody is not there for what works for the organization, not even in that person's name. */
class PrivateRecordTests extends ApiTest {

    private static final String SECRET = "whisper";
    private static final String FIND = """
            [{"id":"find","type":"find_records","config":{"type":"%s"}}]""";

    @SuppressWarnings("NullAway.Init")
    private Person owner;
    @SuppressWarnings("NullAway.Init")
    private Api api;
    @SuppressWarnings("NullAway.Init")
    private Workflows workflows;
    private String event = "";

    @BeforeEach
    void hide() {
        owner = people.signUp();
        api = owner.api();
        workflows = Workflows.of(api);
        event = event("private", SECRET);
        event("default", "known");
        api.post("/api/v1/views", """
                {"name":"%s","type":"contact","filter":"name[eq]:x"}""".formatted(SECRET))
                .expect(201);
        api.post("/api/v1/emails",
                """
                {"from":"a@example.com","to":["b@example.com"],"subject":"%s","text":"x","sentAt":"2026-01-01T00:00:00Z"}"""
                        .formatted(SECRET))
                .expect(201);
    }

    @Test
    void runsOfTheOwnersFindNothingOfIt() {
        var workflow = workflows.manual(FIND.formatted("calendar-event"));

        var run = workflows.ended(workflows.start(workflow, "{}"));
        var dry = api.post("/api/v1/workflows/" + workflow + "/dry-runs", "{}").expect(200);

        assertThat(api.get("/api/v1/events/" + event).text()).contains(SECRET);
        assertThat(run.text()).contains("known").doesNotContain(SECRET);
        assertThat(dry.text()).contains("known").doesNotContain(SECRET);
    }

    @Test
    void noKindOfRecordsTellsOfIt() {
        for (var type : new String[]{"calendar-event", "view", "email", "task", "contact"}) {
            var created = workflows.create("{\"type\":\"manual\"}", FIND.formatted(type));
            if (created.status() == 201) {
                api.put("/api/v1/workflows/" + created.id() + "/activation", "").expect(200);
                assertThat(workflows.ended(workflows.start(created.id(), "{}")).text()).as(type)
                        .doesNotContain(SECRET);
            }
        }
    }

    @Test
    void eventsThatStartRunsAtOnceLeadToNothingOfIt() {
        var workflow = workflows.onEvent("contact.created", FIND.formatted("calendar-event"));

        api.post("/api/v1/contacts", "{\"name\":\"Zoe\"}").expect(201);

        assertThat(workflows.onlyRun(workflow).text()).contains("known").doesNotContain(SECRET);
    }

    @Test
    void manyRunsAreNotStartedForIt() {
        var workflow = workflows.manual(FIND.formatted("contact"));

        api.post("/api/v1/workflows/" + workflow + "/bulk-starts", """
                {"type":"calendar-event","ids":["%s"]}""".formatted(event)).expect(422);
    }

    @Test
    void runsMakeNothingPrivate() {
        var workflow = workflows
                .manual("""
                [{"id":"make","type":"create_record","config":{"type":"calendar-event","fields":{"title":"x",
                  "startAt":"2026-03-02T08:00:00Z","endAt":"2026-03-02T09:00:00Z","visibility":"private","ownerId":"%s"}}}]"""
                        .formatted(owner.userId()));

        var run = workflows.ended(workflows.start(workflow, "{}"));

        assertThat(run.at("/status")).isEqualTo("failed");
        assertThat(run.text()).contains("private to one person");
    }

    private String event(String visibility, String title) {
        return api
                .post("/api/v1/events",
                        """
                {"title":"%s","startAt":"2026-03-02T08:00:00Z","endAt":"2026-03-02T09:00:00Z","visibility":"%s","ownerId":"%s"}"""
                                .formatted(title, visibility, owner.userId()))
                .expect(201)
                .id();
    }
}
