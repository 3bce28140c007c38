package dev.tenantry.automation.run.start;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.automation.Workflows;
import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.Tickets;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What an enrolment lets in, of events, of people and of runs that are tried again; whoever works by itself rests meanwhile. */
class AdmissionTests extends RestingEngineTest {

    @Autowired
    private Tickets tickets;
    @Autowired
    private EngineSettings settings;

    /** Six events: of the records 1, 1, 2, 2, 2 and 3, at once. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "dedupe":{"by":"{{event.aggregateId}}","window":"P1D"}                       | 3 | 0 | 3 dedupe duplicate
            "dedupe":{"by":{"expression":"event.aggregateId"},"window":"P1D"}            | 3 | 0 | 3 dedupe duplicate
            "rateLimit":{"by":{"expression":"int(event.aggregateId) < 2"},"limit":2,"period":"PT1H"} | 4 | 0 | 2 rate_limit rate_limited
            "concurrency":{"by":{"expression":"floor(int(event.aggregateId) / 2)"},"limit":2,"onLimit":"skip"} | 4 | 0 | 2 concurrency skipped
            "dedupe":{"by":{"expression":"1 / (int(event.aggregateId) - 1)"},"window":"P1D"} | 3 | 0 | 3 dedupe duplicate
            "reenrolment":"never"                                                         | 3 | 0 | 3 reenrolment enrolled_before
            "reenrolment":{"after":"PT1S"}                                                | 3 | 0 | 3 reenrolment enrolled_before
            "reenrolment":"always"                                                        | 6 | 0 |
            "rateLimit":{"limit":4,"period":"PT1H"}                                       | 4 | 0 | 2 rate_limit rate_limited
            "rateLimit":{"by":"{{event.aggregateId}}","limit":2,"period":"PT1H"}         | 5 | 0 | 1 rate_limit rate_limited
            "singleton":{"by":"{{event.aggregateId}}"}                                   | 3 | 0 | 3 singleton skipped
            "singleton":{"by":"{{event.aggregateId}}","onConflict":"replace"}            | 3 | 0 | 3 singleton replaced
            "concurrency":{"limit":2}                                                     | 2 | 4 |
            "concurrency":{"by":"{{event.aggregateId}}","limit":2,"onLimit":"skip"}      | 5 | 0 | 1 concurrency skipped
            "concurrency":{"limit":2,"onLimit":"keep_newest"}                             | 2 | 1 | 3 concurrency replaced
            "concurrency":{"limit":2,"onLimit":"cancel_running"}                          | 2 | 0 | 4 concurrency replaced
            "throttle":{"limit":2,"period":"PT1H"}                                        | 6 | 0 |
            "dedupe":{"by":"{{event.aggregateId}}","window":"P1D"},"concurrency":{"limit":2} | 2 | 1 | 3 dedupe duplicate""")
    void letsInWhatItSays(String enrolment, int queued, int waits, String turnedAway) {
        var workflow = active(enrolment);
        happen(1, 1, 2, 2, 2, 3);

        dispatch();

        assertThat(count("workflow_run_queue", "true")).isEqualTo(queued);
        assertThat(count("workflow_backlog", "true")).isEqualTo(waits);
        assertThat(text(
                "select string_agg(many || ' ' || stage || ' ' || decision, ', ') from (select count(*) as many, stage, decision "
                        + "from workflow_admissions group by 2, 3) a"))
                .isEqualTo(Objects.requireNonNullElse(turnedAway, ""));
        assertThat(shown(workflow, "turnedAwayCount")).isEqualTo(
                turnedAway == null ? "0" : turnedAway.substring(0, 1));
    }

    /** Likewise in two turns: what has been written is seen as what has been decided is. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "dedupe":{"by":"{{event.aggregateId}}","window":"P1D"}            | 3 | 0
            "reenrolment":"never"                                              | 3 | 0
            "rateLimit":{"limit":4,"period":"PT1H"}                            | 4 | 0
            "singleton":{"by":"{{event.aggregateId}}","onConflict":"replace"} | 3 | 0
            "concurrency":{"limit":2}                                          | 2 | 4
            "concurrency":{"limit":2,"onLimit":"keep_newest"}                  | 2 | 1
            "concurrency":{"limit":2,"onLimit":"cancel_running"}               | 2 | 0""")
    void remembersWhatItHasLetIn(String enrolment, int queued, int waits) {
        active(enrolment);
        happen(1, 1, 2);
        dispatch();
        happen(2, 2, 3);
        dispatch();

        assertThat(count("workflow_run_queue", "true")).isEqualTo(queued);
        assertThat(count("workflow_backlog", "true")).isEqualTo(waits);
    }

    @Test
    void spreadsWhatIsThrottled() {
        active("\"throttle\":{\"limit\":4,\"period\":\"PT1H\"}");
        happen(1, 2, 3);
        dispatch();
        happen(4);
        dispatch();

        assertThat(text(
                "select string_agg(round(extract(epoch from due_at - now()) / 60)::text, ' ' order by due_at) from workflow_run_queue"))
                .isEqualTo("0 15 30 45");
    }

    @Test
    void startsTheLastEventOnceItIsQuiet() {
        var workflow = active(
                "\"debounce\":{\"by\":\"{{event.aggregateId}}\",\"period\":\"PT1M\",\"maxDelay\":\"PT10M\"}");
        happen(1, 2);
        dispatch();
        happen(1, 1);
        dispatch();
        assertThat(count("workflow_execution_logs", "true")).isZero();
        assertThat(
                count("workflow_debounces", "due_at - began_at between interval '1 minute' and interval '2 minutes'"))
                .isEqualTo(2);

        superuser("update workflow_debounces set due_at = now() - interval '1 second' where organization_id = ?");
        look();

        assertThat(text(
                "select string_agg(trigger_data #>> '{event,aggregateId}', ' ' order by event_id) from workflow_execution_logs"))
                .isEqualTo("2 1");
        assertThat(text("select max(event_id)::text from workflow_execution_logs"))
                .isEqualTo(text("select max(id)::text from domain_events where event_name = 'contact.updated'"));
        assertThat(count("workflow_admissions", "decision = 'superseded'")).isEqualTo(2);
        assertThat(shown(workflow, "turnedAwayCount")).isEqualTo("2");
        assertThat(count("workflow_debounces", "true")).isZero();
    }

    @Test
    void isLookedForAgainWhereSomethingWaitsAlone() {
        active("\"concurrency\":{\"limit\":1}");
        happen(1, 2);
        dispatch();
        superuser("delete from work_tickets where organization_id = ?");
        var soon = Instant.now().plusSeconds(1);

        assertThat(inTenant(() -> waiting.look(true))).isTrue();
        assertThat(tickets("due_at >= '%s'".formatted(soon))).isOne();
        assertThat(tickets("true")).isOne();
        superuser("delete from work_tickets where organization_id = ?");
        superuser("delete from workflow_backlog where organization_id = ?");

        assertThat(inTenant(() -> waiting.look(true))).isFalse();
        assertThat(tickets("true")).isZero();
    }

    /** Retried, cancelled or started by a person: never one too many, and nobody waits while there is a slot. */
    @Test
    void keepsSlotsWhateverEndsAndBegins() {
        var workflow = active("\"concurrency\":{\"limit\":2}");
        happen(1, 2, 3);
        dispatch();
        var byHand = workflows.start(workflow, "{}");
        assertThat(count("workflow_run_queue", "true")).isEqualTo(2);
        assertThat(count("workflow_backlog", "true")).isEqualTo(2);

        cancel(text("select min(id)::text from workflow_run_queue"));
        look();
        assertThat(count("workflow_run_queue", "true")).isEqualTo(2);
        assertThat(text("select string_agg(id::text, '') from workflow_backlog")).isEqualTo(byHand);

        superuser(
                "update workflow_execution_logs set status = 'failed', execution_end = now() where status = 'cancelled' and organization_id = ?");
        var failed = text("select id::text from workflow_execution_logs where status = 'failed'");
        person.api().post("/api/v1/workflow-runs/" + failed + "/retries", "").expect(201);
        look();
        assertThat(count("workflow_run_queue", "true")).isEqualTo(2);
        assertThat(count("workflow_backlog", "true")).isEqualTo(2);

        cancel(byHand);
        cancel(text("select max(id)::text from workflow_run_queue"));
        look();
        assertThat(text("select string_agg(id::text, ' ') from workflow_run_queue where id = " + failed))
                .isEqualTo(failed);
        assertThat(count("workflow_backlog", "true")).isZero();
    }

    /** Of the record alone, by an event or by hand, and only where the event is what is meant. */
    @Test
    void endsWhatWaitsOnceItsGoalIsMet() {
        var workflow = active(
                "\"goal\":{\"event\":\"opportunity.closed\",\"filter\":[{\"field\":\"trigger.status\",\"operator\":\"eq\",\"value\":\"won\"}]}");
        var contact = contact();
        happen(contact, contact + 1);
        dispatch();
        var byHand = workflows.start(workflow, "{\"contactId\":\"%d\"}".formatted(contact));
        superuser(
                "update workflow_execution_logs set status = 'waiting', waiting_until = now() where organization_id = ?");

        close("{\"status\":\"lost\",\"contactId\":\"%d\"}".formatted(contact));
        dispatch();
        assertThat(count("workflow_run_queue", "true")).isEqualTo(3);
        close("{\"status\":\"won\",\"contactId\":\"%d\"}".formatted(contact));
        dispatch();

        assertThat(count("workflow_run_queue", "true")).isOne();
        assertThat(workflows.run(byHand).at("/status")).isEqualTo("cancelled");
        assertThat(workflows.run(byHand).at("/errorDetails")).isEqualTo("the goal is met: opportunity.closed");
        assertThat(text(
                "select trigger_data #>> '{event,aggregateId}' from workflow_execution_logs where status = 'waiting'"))
                .isEqualTo(Integer.toString(contact + 1));
    }

    @Test
    void tellsAPersonWhyThereIsNoRun() {
        var workflow = workflows.active("{\"type\":\"manual\"}", DELAY,
                "{\"singleton\":{\"by\":\"{{trigger.contactId}}\"}}");

        var first = "{\"contactId\":\"%d\"}".formatted(contact());
        workflows.start(workflow, first);
        var second = workflows.run(workflows.start(workflow, first));
        var other = workflows.run(workflows.start(workflow, "{\"contactId\":\"%d\"}".formatted(contact())));

        assertThat(second.at("/status")).isEqualTo("turned_away");
        assertThat(second.at("/errorDetails")).isEqualTo("turned away by singleton: there is a run of its key already");
        assertThat(other.at("/status")).isEqualTo("queued");
        assertThat(shown(workflow, "runCount")).isEqualTo("2");
        assertThat(shown(workflow, "turnedAwayCount") + shown(workflow, "refusedCount")).isEqualTo("10");
        assertThat(person.api()
                .get("/api/v1/workflows/" + workflow + "/why?record=contact/" + first.replaceAll("\\D", ""))
                .json()
                .at("/results")
                .findValuesAsString("outcome")).contains("turned_away", "started").doesNotContain("refused");
        for (var way : List.of("retries", "restarts")) {
            person.api().post("/api/v1/workflow-runs/" + second.id() + "/" + way, "").expect(409);
        }
    }

    /** What waited for the end of its debounce is told and counted, and until then it says what it depends on. */
    @Test
    void tellsWhatADebounceWasForWhenItsWorkflowIsNotActiveAnyMore() {
        var workflow = active("\"debounce\":{\"period\":\"PT1H\",\"maxDelay\":\"PT2H\"}");
        var contact = contact();
        happen(contact);
        dispatch();
        person.api().delete("/api/v1/workflows/" + workflow + "/activation").expect(200);

        var before = person.api().get("/api/v1/workflows/" + workflow + "/why?record=contact/" + contact).expect(200);
        superuser("update workflow_debounces set due_at = now() - interval '1 second' where organization_id = ?");
        look();
        person.api().put("/api/v1/workflows/" + workflow + "/activation", "").expect(200);
        var after = person.api().get("/api/v1/workflows/" + workflow + "/why?record=contact/" + contact).expect(200);

        assertThat(before.at("/results/0/outcome")).isEqualTo("waiting");
        assertThat(before.at("/results/0/stages").toString() + before.text())
                .contains("starts a run then only if the workflow, which is not active now, is by then");
        assertThat(after.at("/results/0/outcome")).as(after.text()).isEqualTo("turned_away");
        assertThat(after.text()).contains("debounce: deactivated, as the workflow was not active any more");
        assertThat(shown(workflow, "turnedAwayCount")).isEqualTo("1");
        assertThat(count("workflow_execution_logs", "true")).isZero();
    }

    /** There is no end to them. */
    @Test
    void countsMoreRunsThanAnIntHolds() {
        var workflow = workflows.active("{\"type\":\"manual\"}", DELAY, "{}");
        superuser("update workflow_definitions set run_count = 2147483647 where organization_id = ?");
        superuser("update workflow_triggers set trigger_count = 2147483647 where organization_id = ?");

        workflows.start(workflow, "{}");

        assertThat(shown(workflow, "runCount")).isEqualTo("2147483648");
        assertThat(person.api().get("/api/v1/workflows/" + workflow + "/triggers").at("/results/0/triggerCount"))
                .isEqualTo("2147483648");
        assertThat(person.api().get("/api/v1/workflows?filter=runCount[gt]:2147483647").text()).contains(workflow);
    }

    /** In the order in which they are documented, and what is turned away ends nobody's run. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "skip           | turned away by concurrency: there is a run of its key already",
        "cancel_running | turned away by throttle: too many of its key wait to be started",
        "queue          | turned away by throttle: too many of its key wait to be started"})
    void asksForAPlaceBeforeTheThrottle(String onLimit, String reason) {
        var workflow = workflows.active("{\"type\":\"manual\"}", DELAY, """
                {"concurrency":{"limit":1,"onLimit":"%s"},"throttle":{"limit":1,"period":"PT1H"}}"""
                .formatted(onLimit));
        var first = workflows.start(workflow, "{}");
        superuser(
                "update workflow_admission_keys set valid_until = now() + interval '10001 hours' where organization_id = ? and rule = 'throttle'");

        var second = workflows.run(workflows.start(workflow, "{}"));

        assertThat(second.at("/errorDetails")).isEqualTo(reason);
        assertThat(workflows.run(first).at("/status")).isEqualTo("queued");
    }

    /** Dispatchers, looks, people and cancellations at once, as on many instances. */
    @Test
    void neverLetsInOneTooManyWhoeverIsAtItAtOnce() {
        var workflow = active(
                "\"concurrency\":{\"by\":\"{{event.aggregateType}}\",\"limit\":3},\"rateLimit\":{\"limit\":200,\"period\":\"PT1H\"}");
        IntStream.range(0, 10).forEach(_ -> happen(1, 2, 3, 4));
        Parallel.times(8, () -> {
            dispatch();
            look();
            // More than are cancelled, so that some of them wait to the end.
            workflows.start(workflow, "{}");
            workflows.start(workflow, "{}");
            var running = text("select coalesce(min(id)::text, '') from workflow_run_queue");
            if (!running.isEmpty()) {
                person.api().put("/api/v1/workflow-runs/" + running + "/cancellation", "");
            }
            look();
            assertThat(count("workflow_run_queue", "true")).isLessThanOrEqualTo(6);
            return true;
        });
        look();

        assertThat(text(
                "select string_agg(many::text, ' ') from (select count(*) as many from workflow_run_queue group by slot_key) q"))
                .isEqualTo("3 3");
        assertThat(count("workflow_execution_logs", "true")).isEqualTo(56);
    }

    /** With everybody at work, and a second one who admits, as on another instance. */
    @Test
    void carriesOutWhateverWaitsAndNeverMoreThanThereAreSlots() {
        workflows.active(ON_UPDATE, """
                [{"type":"create_task","config":{"title":"x"}},{"type":"create_task","config":{"title":"y"}}]""",
                "{\"concurrency\":{\"by\":\"{{event.aggregateId}}\",\"limit\":2}}");
        IntStream.range(0, 8).forEach(_ -> happen(1, 2, 3));
        dispatch();
        var another = new AdmissionWorker(tickets, waiting, settings, new Signals());
        another.start();
        work();

        try {
            Workflows.await(() -> count("workflow_execution_logs", "status = 'succeeded'") == 24,
                    "not all have been carried out");
        } finally {
            another.stop();
        }
        assertThat(text("""
                select max(beside)::text from (
                    select count(*) as beside from spans one join spans other on other.slot_key = one.slot_key
                        and other.began <= one.began and other.ended > one.began group by one.id) at_once"""
                .replace("spans", """
                        (select l.id, l.slot_key, min(s.execution_start) as began, l.execution_end as ended from workflow_execution_logs l
                         join workflow_execution_steps s on s.execution_log_id = l.id group by 1, 2, 4)""")))
                .isIn("1", "2");
        assertThat(count("workflow_backlog", "true")).isZero();
    }

    /** More workflows than are looked at at a time, for none of which there is a slot, come before one that has one. */
    @Test
    void looksAtWorkflowsInTurn() {
        active("\"concurrency\":{\"limit\":1}");
        happen(1, 2);
        dispatch();
        superuser(
                """
                with more as (
                    insert into workflow_execution_logs (organization_id, workflow_id, version_number, root_id, status, slot_key)
                    select l.organization_id, l.workflow_id, l.version_number, l.root_id, 'queued', 'other'
                    from (select * from workflow_execution_logs where organization_id = ? limit 1) l, generate_series(1, 600)
                    returning organization_id, id, slot_key)
                insert into workflow_backlog (organization_id, id, workflow_id, slot_key)
                select organization_id, id, ('00000000-0000-0000-0000-' || lpad((id % 300)::text, 12, '0'))::uuid, slot_key from more""");
        cancel(text("select id::text from workflow_run_queue"));

        look();
        look();

        assertThat(count("workflow_run_queue", "true")).isOne();
        assertThat(count("workflow_backlog", "true")).isEqualTo(600);
    }

    /** However many there are, the one that has room is come to. */
    @Test
    void looksAtKeysInTurn() {
        active("\"concurrency\":{\"limit\":1}");
        happen(1);
        dispatch();
        superuser(
                """
                with more as (
                    insert into workflow_execution_logs (organization_id, workflow_id, version_number, root_id, status, slot_key)
                    select l.organization_id, l.workflow_id, l.version_number, l.root_id, 'queued', lpad(k::text, 32, 'k')
                    from (select * from workflow_execution_logs where organization_id = ? limit 1) l, generate_series(1, 2400) k, generate_series(1, 2)
                    returning organization_id, id, workflow_id, slot_key, root_id),
                held as (
                    insert into workflow_run_queue (organization_id, id, root_id, slot_key, due_at)
                    select organization_id, min(id), root_id, slot_key, now() + interval '1 day' from more
                    where slot_key <> lpad('2400', 32, 'k') group by organization_id, root_id, slot_key)
                insert into workflow_backlog (organization_id, id, workflow_id, slot_key)
                select organization_id, max(id), workflow_id, slot_key from more group by organization_id, workflow_id, slot_key""");

        look();
        look();
        look();

        assertThat(count("workflow_run_queue", "slot_key = lpad('2400', 32, 'k')")).isOne();
        assertThat(count("workflow_backlog", "true")).isEqualTo(2_399);
    }

    @Test
    void boundsWhatWaits() {
        var workflow = active("\"concurrency\":{\"limit\":1}");
        happen(1, 2);
        dispatch();
        superuser("""
                with more as (
                    insert into workflow_execution_logs (organization_id, workflow_id, version_number, root_id, status, slot_key)
                    select l.organization_id, l.workflow_id, l.version_number, l.root_id, 'queued', l.slot_key
                    from (select * from workflow_execution_logs where organization_id = ? limit 1) l, generate_series(1, 9999)
                    returning *)
                insert into workflow_backlog (organization_id, id, workflow_id, slot_key)
                select organization_id, id, workflow_id, slot_key from more""");

        happen(3);
        dispatch();

        assertThat(count("workflow_admissions", "decision = 'backlog_full'")).isOne();
        assertThat(shown(workflow, "turnedAwayCount")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"dedupe":{"by":"{{contact.name}}","window":"P1D"}}                    | enrolment.dedupe.by
            {"dedupe":{"by":"{{trigger.nothing}}","window":"P1D"}}                 | enrolment.dedupe.by
            {"dedupe":{"by":"x","window":"P31D"}}                                  | enrolment.dedupe.window
            {"debounce":{"period":"PT1M"}}                                          | enrolment.debounce
            {"debounce":{"period":"PT1M","maxDelay":"PT1S"}}                        | enrolment.debounce.maxDelay
            {"singleton":{},"concurrency":{"limit":1}}                              | enrolment
            {"concurrency":{"limit":0}}                                             | enrolment.concurrency.limit
            {"throttle":{"limit":1,"period":"PT0S"}}                                | enrolment.throttle.period
            {"goal":{"event":"contact.flew"}}                                       | enrolment.goal.event
            {"goal":{"event":"contact.updated","filter":[{"field":"trigger.x","operator":"exists"}]}} | enrolment.goal.filter
            {"quota":1}                                                             | enrolment""")
    void refusesWhatMeansNothing(String enrolment, String field) {
        var refused = workflows.create(ON_UPDATE, DELAY, enrolment).expect(422);

        assertThat(refused.at("/errors/0/field")).startsWith(field);
    }

    @Test
    void saysInWordsWhatDoesNotGoTogether() {
        var refused = workflows.create(ON_UPDATE, DELAY, "{\"singleton\":{},\"concurrency\":{\"limit\":1}}")
                .expect(422);

        assertThat(refused.at("/errors/0/message")).startsWith("must not be a singleton beside concurrency");
    }

    @Test
    void isPartOfTheVersion() {
        var workflow = active("\"concurrency\":{\"limit\":2}");

        var patched = person.api()
                .patch("/api/v1/workflows/" + workflow, "{\"enrolment\":{\"concurrency\":{\"limit\":3}}}")
                .expect(200);
        var cleared = person.api().patch("/api/v1/workflows/" + workflow, "{\"enrolment\":null}").expect(200);

        assertThat(patched.at("/currentVersion")).isEqualTo("2");
        assertThat(patched.at("/enrolment/concurrency/limit")).isEqualTo("3");
        assertThat(cleared.json().has("enrolment")).isFalse();
        assertThat(person.api()
                .get("/api/v1/workflows/" + workflow + "/versions/2")
                .at("/workflowJson/enrolment/concurrency/limit")).isEqualTo("3");
    }

    private String active(String enrolment) {
        return workflows.active(ON_UPDATE, DELAY, "{" + enrolment + "}");
    }

    private String shown(String workflow, String property) {
        return person.api().get("/api/v1/workflows/" + workflow).expect(200).at("/" + property);
    }

    private void cancel(String run) {
        person.api().put("/api/v1/workflow-runs/" + run + "/cancellation", "").expect(200);
    }

    /** Each event has a cause of its own. */
    private int contact() {
        return Integer.parseInt(person.api().post("/api/v1/contacts", "{\"name\":\"Nora\"}").expect(201).id());
    }

    private void happen(int... records) {
        for (var record : records) {
            tell("'contact.updated', 'contact', '%d', '{}', '%s'".formatted(record, UUID.randomUUID()));
        }
    }

    private void close(String payload) {
        tell("'opportunity.closed', 'opportunity', '7', '%s', '%s'".formatted(payload, UUID.randomUUID()));
    }

    private void tell(String event) {
        superuser("""
                with told as (
                    insert into domain_events (organization_id, event_name, aggregate_type, aggregate_id, payload, root_id)
                    values (?, %s) returning organization_id, id)
                insert into pending_events select organization_id, id from told""".formatted(event));
    }

    private long tickets(String condition) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(
                        "select count(*) from work_tickets where organization_id = ? and queue = 'admissions' and "
                                + condition)) {
            statement.setObject(1, person.organizationId());
            var rows = statement.executeQuery();
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
