package dev.tenantry.automation.why;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.Workflows;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Why a workflow did or did not run is told stage by stage. */
class WhyTests extends ApiTest {

    private static final String DELAY = "[{\"type\":\"delay\",\"config\":{\"duration\":\"P1D\"}}]";

    @SuppressWarnings("NullAway.Init")
    private Person person;
    @SuppressWarnings("NullAway.Init")
    private Workflows workflows;
    @SuppressWarnings("NullAway.Init")
    private String contact;

    @BeforeEach
    void signUp() {
        person = people.signUp();
        workflows = Workflows.of(person.api());
        contact = person.api().post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201).id();
    }

    /** Each ends at another stage; the contact is called Ada, and then Grace. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "filter":[{"field":"trigger.name","operator":"eq","value":"grace"}]          | {}                                              | started     | run       | the run is
            "filter":[{"field":"trigger.name","operator":"eq","value":"Ada"}]            | {}                                              | filtered    | filter    | a comparison does not hold
            "filter":[{"expression":"trigger.changes.email.after.size() > 1"}]           | {}                                              | filtered    | filter    | an expression comes to no answer
            "filter":[]                                                                  | {"dedupe":{"by":"x","window":"P1D"}}           | turned_away | admission | dedupe: duplicate, as something of the same key
            "filter":[]                                                                  | {"rateLimit":{"by":"{{trigger.name}}","limit":1,"period":"P1D"}} | turned_away | admission | rate_limit: rate_limited, as there have been 1 of its key in this period of PT24H already, by {{trigger.name}}, which is "Grace"
            "filter":[]                                                                  | {"singleton":{"by":{"expression":"trigger.name"}}} | turned_away | admission | singleton: skipped, as there is a run of its key already, by trigger.name, which is "Grace"
            "filter":[]                                                                  | {"debounce":{"period":"PT1H","maxDelay":"PT2H"}} | waiting    | admission | debounce: it starts a run at
            "filter":[]                                                                  | {"debounce":{"by":"{{trigger.name}}","period":"PT1H","maxDelay":"PT2H"}} | waiting    | admission | debounce: it starts a run at …, unless something further comes before, by {{trigger.name}}, which is "Grace""")
    void endsWhereItWasDecided(String filter, String enrolment, String outcome, String stage, String reason) {
        var workflow = workflows.active("{\"type\":\"event\",\"event\":\"contact.updated\"," + filter + "}", DELAY,
                enrolment);
        if (outcome.equals("turned_away")) {
            var other = person.api().post("/api/v1/contacts", "{\"name\":\"Other\"}").expect(201).id();
            rename(other);
            settled(workflow, "contact/" + other);
        }

        rename(contact);

        var update = settled(workflow, "contact/" + contact);
        var last = update.path("stages").get(update.path("stages").size() - 1);
        assertThat(update.path("outcome").asString()).as(update.toString()).isEqualTo(outcome);
        assertThat(last.path("stage").asString()).isEqualTo(stage);
        assertThat(last.path("reason").asString().replaceFirst("(?<=run at )[^,]+", reason.contains("…") ? "…" : "$0"))
                .startsWith(reason);
        assertThat(update.path("version").asInt()).isOne();
        if (stage.equals("filter") && filter.contains("trigger.name")) {
            assertThat(last.at("/comparisons/0/found").asString()).isEqualTo("Grace");
            assertThat(last.at("/comparisons/0/holds").asBoolean(true)).isFalse();
        }
        if (outcome.equals("waiting")) {
            assertThat(Duration.between(Instant.now(), Instant.parse(last.path("until").asString())))
                    .isBetween(Duration.ofMinutes(58), Duration.ofMinutes(61));
        }
        if (reason.contains("no answer")) {
            assertThat(last.at("/comparisons/0/reason").asString()).isNotEmpty();
            assertThat(person.api().get("/api/v1/workflows/" + workflow).at("/unansweredCount")).isEqualTo("1");
        }
        var first = why(workflow, "record=contact/" + contact).json().at("/results/1");
        assertThat(first.path("event").asString()).isEqualTo("contact.created");
        assertThat(first.path("outcome").asString()).isEqualTo("not_active");
        assertThat(first.at("/stages/1/reason").asString())
                .startsWith("the workflow did not exist yet: it was made at ");
    }

    @Test
    void tellsWhatItIsNotMeantForAndWhatPeopleBegan() {
        var workflow = workflows.onEvent("company.updated", DELAY);
        rename(contact);
        var run = workflows.start(workflow, "{\"contactId\":\"%s\"}".formatted(contact));
        var update = settled(workflow, "contact/" + contact);

        var results = why(workflow, "record=contact/" + contact).json().path("results");
        assertThat(results.at("/0/runId").asString()).isEqualTo(run);
        assertThat(results.at("/0/outcome").asString()).isEqualTo("started");
        assertThat(update.path("outcome").asString()).isEqualTo("not_meant");
        assertThat(update.at("/stages/2/reason").asString()).isEqualTo("what starts it is company.updated");
        var one = why(workflow, "eventId=" + update.path("eventId").asString()).json();
        assertThat(one.path("record").asString()).isEqualTo("contact/" + contact);
        assertThat(one.path("results").size()).isOne();
    }

    /** Whenever it was active. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{\"type\":\"manual\"}", "{\"type\":\"api_call\"}",
        "{\"type\":\"webhook\",\"verification\":\"github\"}"})
    void isNotMeantForEventsWhereNoneStartsIt(String trigger) {
        var draft = workflows.draft(trigger, DELAY);
        rename(contact);
        settled(draft, "contact/" + contact);

        var results = why(draft, "record=contact/" + contact).json().path("results");

        assertThat(results.findValuesAsString("outcome")).hasSize(2).containsOnly("not_meant");
    }

    @Test
    void tellsForWhatARunWaits() {
        var steps = List.of("{\"id\":\"pause\",\"type\":\"delay\",\"config\":{\"duration\":\"P1D\"}}", """
                {"id":"hear","type":"wait_for_event","config":{"event":"contact.updated","timeout":"P1D",
                 "match":{"field":"event.aggregateId","value":"{{trigger.contactId}}"}}}""",
                """
                {"id":"ask","type":"approval","config":{"assignees":{"members":["%s"]},"message":"Yes?","timeout":"P1D"}}"""
                        .formatted(person.userId()));

        var told = steps.stream().map(step -> {
            var workflow = workflows.manual("[" + step + "]");
            var run = workflows.start(workflow, "{\"contactId\":\"%s\"}".formatted(contact));
            Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "it does not wait");
            return why(workflow, "record=contact/" + contact).at("/results/0/stages/0/reason");
        }).toList();

        assertThat(told).containsExactly("the run is waiting: it waits at step pause (delay)",
                "the run is waiting: it waits at step hear (wait_for_event) for the event contact.updated",
                "the run is waiting: it waits at step ask (approval) for the answer of 1 member");
    }

    @Test
    void saysThatNobodyWasWrittenTo() {
        person.api().post("/api/v1/suppressions", """
                {"channel":"email","address":"gone@example.test","scope":"all"}""").expect(201);
        var workflow = workflows.manual("""
                [{"type":"send_email","config":{"to":["gone@example.test"],"subject":"x","text":"x"}}]""");

        workflows.ended(workflows.start(workflow, "{\"contactId\":\"%s\"}".formatted(contact)));

        assertThat(why(workflow, "record=contact/" + contact).at("/results/0/stages/0/reason"))
                .isEqualTo(
                        "the run is succeeded: nobody was written to at 1 step, as whom that was for is refused (1)");
    }

    /** What the loop guard refuses, recorded or only counted. */
    @Test
    void tellsWhatGoesBackToOneCauseTooOften() {
        var workflow = workflows.onEvent("contact.updated", DELAY);
        tell(8, "{}");
        var refused = settled(workflow, "contact/" + contact);
        assertThat(refused.path("outcome").asString()).isEqualTo("refused");
        assertThat(refused.at("/stages/4/reason").asString())
                .isEqualTo("the run is refused: 8 automations caused one another before this one");

        tell(0, "{\"name\":\"%s\"}".formatted("x".repeat(270_000)));
        assertThat(settled(workflow, "contact/" + contact).at("/stages/3/reason").asString())
                .contains("tells more than");
    }

    @Test
    void showsValuesOnlyToThoseWhoMaySeeThem() {
        var workflow = workflows.active(
                """
                {"type":"event","event":"contact.updated","filter":[{"field":"trigger.name","operator":"neq","value":"x"}]}""",
                """
                [{"type":"create_task","config":{"title":"x"}},
                 {"type":"stop","config":{"outcome":"failed","reason":"{{contact.name}} is late"}}]""");
        rename(contact);
        var update = settled(workflow, "contact/" + contact);
        assertThat(update.at("/stages/3/comparisons/0/found").asString()).isEqualTo("Grace");
        Workflows.await(() -> last(workflow, "contact/" + contact).toString()
                .contains("the run is failed: step 1 (stop): Grace is late"), "it does not say why");

        var key = person.api()
                .post("/api/v1/api-keys", "{\"name\":\"k\",\"scopes\":[\"workflows:read\",\"contacts:read\"]}")
                .expect(201)
                .at("/key");
        var reader = Api.at(port()).bearer(key);
        var other = people.signUp();

        var shown = reader.get("/api/v1/workflows/" + workflow + "/why?record=contact/" + contact).expect(200);
        assertThat(shown.at("/lacking/0")).isEqualTo("tasks:read");
        assertThat(shown.json().at("/results/0/stages/3/comparisons/0").has("found")).isFalse();
        assertThat(shown.text()).doesNotContain("Grace").contains("the run is failed: step 1 (stop)");
        assertThat(other.api()
                .get("/api/v1/workflows/" + workflow + "/why?record=contact/" + contact)
                .expect(404)
                .at("/detail")).startsWith("there is no such workflow");
        assertThat(person.api()
                .get("/api/v1/workflows/" + workflow + "/why?record=contact/" + contact + "0")
                .expect(404)
                .at("/detail")).startsWith("there is no such record");
        assertThat(
                person.api().get("/api/v1/workflows/" + workflow + "/why?eventId=999999999").expect(404).at("/detail"))
                .startsWith("there is no such event");
        person.api().get("/api/v1/workflows/" + workflow + "/why?record=person").expect(400);
        assertThat(person.api()
                .get("/api/v1/workflows/" + workflow + "/why?record=person/1")
                .expect(400)
                .at("/errors/0/field")).isEqualTo("record");
        person.api().get("/api/v1/workflows/" + workflow + "/why").expect(400);
    }

    @Test
    void tellsOfARecordInTheTrash() {
        var workflow = workflows.onEvent("contact.updated", DELAY);
        rename(contact);
        settled(workflow, "contact/" + contact);

        person.api().delete("/api/v1/contacts/" + contact).expect(204);

        assertThat(why(workflow, "record=contact/" + contact).json().path("results").valueStream())
                .filteredOn(told -> told.path("event").asString().equals("contact.updated"))
                .extracting(told -> told.path("outcome").asString())
                .containsExactly("started");
        person.api().delete("/api/v1/contacts/trash/" + contact).expect(204);
        person.api().get("/api/v1/workflows/" + workflow + "/why?record=contact/" + contact).expect(404);
    }

    /** An import keeps quiet, unless it is told to tell. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 days  | it was imported without events
            40 days | no event of it is kept any more, or it was imported without events""")
    void saysThatNoEventTellsOfARecord(String age, String reason) throws SQLException {
        var workflow = workflows.onEvent("contact.created", DELAY);
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("""
                    delete from pending_events p using domain_events e
                        where e.organization_id = p.organization_id and e.id = p.id and e.organization_id = '%1$s';
                    delete from domain_events where organization_id = '%1$s';
                    update contacts set created_at = now() - interval '%2$s' where organization_id = '%1$s'"""
                    .formatted(person.organizationId(), age));
        }

        var results = why(workflow, "record=contact/" + contact).json().path("results");

        assertThat(results.size()).isOne();
        assertThat(results.at("/0/outcome").asString()).isEqualTo("no_event");
        assertThat(results.at("/0/stages/0/stage").asString()).isEqualTo("dispatch");
        assertThat(results.at("/0/stages/0/passed").asBoolean(true)).isFalse();
        assertThat(results.at("/0/stages/0/reason").asString()).isEqualTo(reason);
    }

    private void rename(String id) {
        person.api().patch("/api/v1/contacts/" + id, "{\"name\":\"Grace\"}").expect(200);
    }

    private Answer why(String workflow, String query) {
        return person.api().get("/api/v1/workflows/" + workflow + "/why?" + query).expect(200);
    }

    /** The last event, once it has been dispatched. */
    private JsonNode settled(String workflow, String record) {
        Workflows.await(() -> !last(workflow, record).path("outcome").asString().equals("not_dispatched"),
                "nothing was dispatched");
        return last(workflow, record);
    }

    private JsonNode last(String workflow, String record) {
        var results = why(workflow, "record=" + record).json().path("results");
        return results.valueStream().filter(one -> one.has("eventId")).findFirst().orElseThrow();
    }

    private void tell(int depth, String payload) {
        try (var connection = TestDatabase.server().connectAsSuperuser(); var insert = connection.prepareStatement("""
                with event as (
                    insert into domain_events (organization_id, event_name, aggregate_type, aggregate_id, payload, depth, root_id)
                    values (?, 'contact.updated', 'contact', ?, ?::jsonb, ?, ?) returning organization_id, id),
                pending as (insert into pending_events select organization_id, id from event)
                insert into work_tickets (organization_id, queue) select organization_id, 'events' from event""")) {
            insert.setObject(1, person.organizationId());
            insert.setString(2, contact);
            insert.setString(3, payload);
            insert.setInt(4, depth);
            insert.setObject(5, UUID.randomUUID());
            insert.execute();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
