package dev.tenantry.automation.run.start;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.automation.admission.Admissions;
import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.run.RunErrors;
import dev.tenantry.shared.dispatch.PastEvents;
import dev.tenantry.shared.work.Signals;
import dev.tenantry.support.Answer;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs that were refused and begin after all, and causes that have begun what they may; whoever works by itself rests meanwhile. */
class RefusedRunTests extends RestingEngineTest {

    private static final String REFUSED = "{\"status\":[\"refused\"]%s}";

    @Autowired
    private PastEvents events;
    @Autowired
    private ActiveWorkflows active;
    @Autowired
    private Comparisons comparisons;
    @Autowired
    private Admissions admission;
    @Autowired
    private Goals goals;
    @Autowired
    private AtOnce atOnce;
    @Autowired
    private EngineSettings settings;

    @Test
    void reachesThoseBehindWhatCannotBegin() {
        var inactive = workflows.onEvent("contact.updated", DELAY);
        refuse(1_000);
        person.api().delete("/api/v1/workflows/" + inactive + "/activation").expect(200);
        workflows.onEvent("contact.updated", DELAY);
        refuse(3);
        superuser(
                "delete from domain_events e where organization_id = ? and id = (select max(l.event_id) from workflow_execution_logs l where l.organization_id = e.organization_id)");

        var preview = redrive(",\"dryRun\":true");
        var redriven = redrive("");

        assertThat(preview.at("/redriven")).isEqualTo("2");
        assertThat(redriven.at("/redriven") + " " + redriven.at("/skipped") + " " + redriven.at("/isComplete"))
                .isEqualTo("2 0 true");
        assertThat(redriven.json().at("/left").toString()).isEqualTo(
                "[{\"reason\":\"its workflow is not active\",\"runs\":1000},"
                        + "{\"reason\":\"the event that asked for it is not kept any more, or tells too much\",\"runs\":1}]");
        assertThat(redriven.json().has("after")).isFalse();
        assertThat(count("workflow_execution_logs", "status = 'queued'")).isEqualTo(2);
    }

    /** However many cannot begin, so many are looked at and a further request goes on behind them. */
    @Test
    void goesOnBehindThoseThatItHasLookedAt() {
        var inactive = workflows.onEvent("contact.updated", DELAY);
        refuse(1);
        superuser(
                """
                insert into workflow_execution_logs (organization_id, workflow_id, version_number, trigger_id, event_id, root_id, status, execution_end)
                select l.organization_id, l.workflow_id, l.version_number, l.trigger_id, -n, l.root_id, l.status, now()
                from (select * from workflow_execution_logs where organization_id = ?) l, generate_series(1, 9999) n""");
        person.api().delete("/api/v1/workflows/" + inactive + "/activation").expect(200);
        workflows.onEvent("contact.updated", DELAY);
        refuse(1);

        var first = redrive("");
        var second = redrive(",\"after\":\"%s\"".formatted(first.at("/after")));

        assertThat(first.at("/redriven") + " " + first.at("/left/0/runs") + " " + first.at("/isComplete"))
                .isEqualTo("0 10000 false");
        assertThat(second.at("/redriven") + " " + second.at("/isComplete")).isEqualTo("1 true");
    }

    /** They are asked as they are now; what they let in is remembered. */
    @Test
    void asksTheFilterAndTheEnrolmentAgain() {
        var workflow = workflows.onEvent("contact.updated", DELAY);
        refuse("{\"name\":\"x\"}", 3);
        refuse("{\"name\":\"y\"}", 2);
        person.api()
                .patch("/api/v1/workflows/" + workflow, """
                        {"trigger":{"type":"event","event":"contact.updated","filter":[{"field":"trigger.name","operator":"eq","value":"x"}]},
                         "enrolment":{"dedupe":{"by":"{{trigger.name}}","window":"P1D"}}}""")
                .expect(200);

        var redriven = redrive("");

        assertThat(redriven.at("/redriven")).isEqualTo("1");
        assertThat(redriven.json().at("/left").toString()).isEqualTo(
                "[{\"reason\":\"its workflow's enrolment turns it away: dedupe\",\"runs\":2},"
                        + "{\"reason\":\"the filter of its workflow's trigger does not hold\",\"runs\":2}]");
        assertThat(redrive("").at("/redriven")).isEqualTo("0");
    }

    @Test
    void countsWhatSomebodyIsWorkingOn() throws SQLException {
        workflows.onEvent("contact.updated", DELAY);
        refuse(3);

        Answer redriven;
        try (var holder = TestDatabase.server().connectAsSuperuser(); var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select from workflow_execution_logs where id = %s for update".formatted(
                    text("select min(id)::text from workflow_execution_logs where status = 'refused'")));
            redriven = redrive("");
            holder.rollback();
        }

        assertThat(redriven.at("/redriven") + " " + redriven.at("/skipped") + " " + redriven.at("/isComplete"))
                .isEqualTo("2 1 false");
        assertThat(redrive("").at("/redriven")).isEqualTo("1");
    }

    @Test
    void beginsThemAnewAndSaysUntilWhen() {
        workflows.onEvent("contact.updated", DELAY);
        refuse(4);
        superuser("""
                update workflow_execution_logs set execution_start = now() - interval '1 day', execution_end = now() - interval '1 day'
                where organization_id = ?""");
        var before = Instant.now();

        var redriven = redrive(",\"ratePerMinute\":60");

        assertThat(Instant.parse(redriven.at("/lastAt"))).isBetween(before.plusSeconds(2), before.plusSeconds(30));
        var run = workflows.run(text("select max(id)::text from workflow_execution_logs"));
        assertThat(Instant.parse(run.at("/startedAt"))).isAfter(before.minusSeconds(30));
        assertThat(run.json().has("endedAt")).isFalse();
        assertThat(run.at("/waitsFor/limit")).isEqualTo("redrive");
        assertThat(redrive("").json().has("lastAt")).isFalse();
    }

    @Test
    void saysNothingOfItsMinuteOnceItIsCancelled() {
        workflows.onEvent("contact.updated", DELAY);
        happen(UUID.randomUUID(), "{}", 201);
        dispatch();
        var run = text("select id::text from workflow_execution_logs where status = 'waiting'");
        assertThat(workflows.run(run).at("/errorDetails")).isEqualTo(RunErrors.WAITS);

        person.api().put("/api/v1/workflow-runs/" + run + "/cancellation", "").expect(200);

        assertThat(workflows.run(run).at("/status")).isEqualTo("cancelled");
        assertThat(workflows.run(run).at("/errorDetails")).startsWith("cancelled by the member ");
    }

    /** A limit below what causes are counted from holds from one turn to the next. */
    @Test
    void keepsMinutesOfFew() {
        workflows.onEvent("contact.updated", DELAY);
        var few = new EngineSettings(true, settings.lease(), settings.pollInterval(), settings.concurrency(),
                settings.perTenant(), settings.databaseWork(), settings.maxDepth(), settings.maxRunsPerRoot(), 10,
                settings.maxPartsPerRoot(), settings.eventRetention(), settings.runRetention(),
                settings.longestRetryDelay());
        var dispatch = new EventDispatch(jdbc, active, comparisons, admission, goals, few, new Signals(), atOnce);
        var root = UUID.randomUUID();
        happen(root, "{}", 25);
        var ids = inTenant(() -> transaction.execute(
                _ -> jdbc.sql("select id from domain_events where root_id = ? order by id")
                        .param(root)
                        .query(Long.class)
                        .list()));

        for (var some : List.of(ids.subList(0, 12), ids.subList(12, 17), ids.subList(17, 25))) {
            inTenant(() -> {
                transaction.executeWithoutResult(_ -> dispatch.on(events.of(some)));
                return true;
            });
        }

        assertThat(
                text("""
                select string_agg(many::text, ' ' order by minute) from (
                    select round(extract(epoch from due_at - now()) / 60) as minute, count(*) as many from workflow_run_queue group by 1) m"""))
                .isEqualTo("10 10 5");
    }

    /** What is kept of a cause counts, however few of its runs there are still. */
    @Test
    void countsWhatIsKeptOnce() {
        workflows.onEvent("contact.updated", DELAY);
        var root = UUID.randomUUID();
        happen(root, "{}", 150);
        dispatch();
        superuser(
                "delete from workflow_execution_logs l where organization_id = ? and id > (select min(o.id) from workflow_execution_logs o where o.organization_id = l.organization_id)");

        happen(root, "{}", 120);
        dispatch();

        assertThat(text("select runs::text from workflow_causes")).isEqualTo("270");
    }

    @Test
    void readsNoMoreAtOnceThanThereIsRoomFor() {
        workflows.onEvent("contact.updated", DELAY);
        refuse("{\"name\":\"%s\"}".formatted("x".repeat(250_000)), 40);

        var pages = inTenant(() -> Objects.requireNonNull(transaction.execute(_ -> events.pages(
                jdbc.sql("select event_id from workflow_execution_logs order by id").query(Long.class).list(),
                Long::longValue))));

        assertThat(pages).extracting(List::size).containsExactly(15, 15, 10);
        assertThat(redrive("").at("/redriven")).isEqualTo("40");
    }

    /** When their debounce ends, what they go back to may have begun as many as it may. */
    @Test
    void refusesDebouncedStartsOfACauseThatHasBegunTooMany() {
        var workflow = debounced();
        var root = UUID.randomUUID();
        var contact = person.api().post("/api/v1/contacts", "{\"name\":\"Grace\"}").expect(201).id();
        tell("'contact.updated', 'contact', '%s', '{}', '%s', 1".formatted(contact, root));
        dispatch();
        exhaust(root);

        end();

        var run = workflows.runs(workflow);
        assertThat(run.at("/results/0/status")).isEqualTo("refused");
        assertThat(person.api().get("/api/v1/workflows/" + workflow).at("/refusedCount")).isEqualTo("1");
        assertThat(why(workflow, contact, "reason")).startsWith(
                "the run is refused: what this goes back to has caused 10000 runs already");
        assertThat(redrive("").at("/redriven")).isEqualTo("1");
    }

    @Test
    void spreadsDebouncedStartsOverMinutes() {
        debounced();
        happen(UUID.randomUUID(), "{}", 250);
        dispatch();

        end();
        end();

        assertThat(count("workflow_execution_logs", "status = 'queued'")).isEqualTo(200);
        assertThat(count("workflow_execution_logs", "status = 'waiting' and error_details = '" + RunErrors.WAITS + "'"))
                .isEqualTo(50);
    }

    @Test
    void boundsWhatIsDebounced() {
        var workflow = debounced();
        var contact = person.api().post("/api/v1/contacts", "{\"name\":\"Grace\"}").expect(201).id();
        tell("'contact.updated', 'contact', '77', '{}', '%s', 0".formatted(UUID.randomUUID()));
        dispatch();
        superuser("""
                insert into workflow_debounces (organization_id, workflow_id, key, event_id, began_at, due_at)
                select d.organization_id, d.workflow_id, n::text, d.event_id, d.began_at, d.due_at
                from (select * from workflow_debounces where organization_id = ?) d, generate_series(1, 99999) n""");

        tell("'contact.updated', 'contact', '77', '{}', '%s', 0".formatted(UUID.randomUUID()));
        tell("'contact.updated', 'contact', '%s', '{}', '%s', 0".formatted(contact, UUID.randomUUID()));
        dispatch();

        assertThat(text("select count(*)::text from workflow_debounces")).isEqualTo("100000");
        assertThat(text("select string_agg(decision, ' ' order by decision) from workflow_admissions"))
                .isEqualTo("backlog_full superseded");
        assertThat(why(workflow, contact, "reason")).isEqualTo("debounce: backlog_full, as too many starts of the "
                + "organization, 100000, wait for the end of their debounce");
    }

    @Test
    void saysForWhichPlaceARunWaits() {
        var workflow = workflows.active(ON_UPDATE, DELAY,
                "{\"concurrency\":{\"by\":\"{{event.aggregateType}}\",\"limit\":2}}");
        var contact = person.api().post("/api/v1/contacts", "{\"name\":\"Grace\"}").expect(201).id();
        IntStream.range(0, 5)
                .forEach(_ -> tell("'contact.updated', 'contact', '77', '{}', '%s', 0".formatted(UUID.randomUUID())));
        tell("'contact.updated', 'contact', '%s', '{}', '%s', 0".formatted(contact, UUID.randomUUID()));
        dispatch();

        var last = text("select max(id)::text from workflow_backlog");
        var holders = text("select string_agg(id::text, ',' order by id) from workflow_run_queue").split(",");
        assertThat(workflows.run(last).json().at("/waitsFor").toString()).isEqualTo(
                "{\"limit\":\"concurrency\",\"most\":2,\"by\":\"{{event.aggregateType}}\",\"byValue\":\"contact\",\"ahead\":3,\"heldBy\":[\"%s\",\"%s\"]}"
                        .formatted(holders[0], holders[1]));
        assertThat(workflows.runs(workflow).json().at("/results").findValues("waitsFor")).hasSize(4);
        assertThat(why(workflow, contact, "reason"))
                .isEqualTo("the run is queued: it waits for a place behind 3 others: "
                        + "concurrency lets 2 run at a time, by {{event.aggregateType}}, which is \"contact\"; runs "
                        + holders[0] + ", " + holders[1] + " have them");
    }

    /** A free slot is taken by what is due, and not by what waits for its minute. */
    @Test
    void takesNoSlotBeforeItsMinute() {
        workflows.active(ON_UPDATE, DELAY, "{\"concurrency\":{\"limit\":1}}");
        happen(UUID.randomUUID(), "{}", 203);
        dispatch();
        tell("'contact.updated', 'contact', '77', '{}', '%s', 0".formatted(UUID.randomUUID()));
        dispatch();
        superuser(
                "delete from workflow_backlog where organization_id = ? and due_at <= now() and id < (select max(b.id) from workflow_backlog b where b.organization_id = workflow_backlog.organization_id)");
        superuser("delete from workflow_run_queue where organization_id = ?");
        var first = text("select min(id)::text from workflow_backlog");
        assertThat(Instant.parse(workflows.run(first).at("/waitsFor/until")))
                .isBetween(Instant.now().plusSeconds(20), Instant.now().plusSeconds(61));

        inTenant(() -> waiting.look(false));

        assertThat(text("select trigger_data #>> '{event,aggregateId}' from workflow_execution_logs "
                + "where id in (select id from workflow_run_queue)")).isEqualTo("77");
    }

    @Test
    void saysUntilWhenARunIsThrottled() {
        var workflow = workflows.active(ON_UPDATE, DELAY, "{\"throttle\":{\"limit\":2,\"period\":\"PT1H\"}}");
        var contact = person.api().post("/api/v1/contacts", "{\"name\":\"Grace\"}").expect(201).id();
        tell("'contact.updated', 'contact', '77', '{}', '%s', 0".formatted(UUID.randomUUID()));
        tell("'contact.updated', 'contact', '%s', '{}', '%s', 0".formatted(contact, UUID.randomUUID()));
        dispatch();

        var last = workflows.run(text("select max(id)::text from workflow_execution_logs")).json();
        assertThat(last.at("/waitsFor/limit").asString() + last.at("/waitsFor/most")).isEqualTo("throttle2");
        assertThat(last.at("/waitsFor").has("by")).isFalse();
        var until = Instant.parse(last.at("/waitsFor/until").asString());
        assertThat(Duration.between(Instant.now(), until)).isBetween(Duration.ofMinutes(28), Duration.ofMinutes(31));
        assertThat(why(workflow, contact, "reason")).isEqualTo(
                "the run is queued: it waits for its time by throttle, which lets 2 begin in PT1H, evenly spread");
        assertThat(Instant.parse(why(workflow, contact, "until"))).isEqualTo(until);
        assertThat(workflows.run(text("select min(id)::text from workflow_execution_logs")).json().has("waitsFor"))
                .isFalse();
    }

    private String debounced() {
        return workflows.active(ON_UPDATE, DELAY,
                "{\"debounce\":{\"by\":\"{{event.aggregateId}}\",\"period\":\"PT1M\",\"maxDelay\":\"PT10M\"}}");
    }

    private String why(String workflow, String contact, String what) {
        return person.api()
                .get("/api/v1/workflows/" + workflow + "/why?record=contact/" + contact)
                .expect(200)
                .json()
                .at("/results/0/stages")
                .valueStream()
                .toList()
                .getLast()
                .path(what)
                .asString();
    }

    private Answer redrive(String besides) {
        return person.api().post("/api/v1/workflow-runs/redrives", REFUSED.formatted(besides)).expect(200);
    }

    private void refuse(int times) {
        refuse("{}", times);
    }

    private void refuse(String payload, int times) {
        var root = UUID.randomUUID();
        exhaust(root);
        happen(root, payload, times);
        dispatch();
    }

    /** It has begun all runs that it may. */
    private void exhaust(UUID root) {
        superuser("insert into workflow_causes (organization_id, root_id, runs, refused) values (?, '%s', 10000, 0)"
                .formatted(root));
    }

    private void happen(UUID root, String payload, int times) {
        superuser("""
                with told as (
                    insert into domain_events (organization_id, event_name, aggregate_type, aggregate_id, payload, depth, root_id)
                    select o, 'contact.updated', 'contact', n::text, '%s', 1, '%s' from (values (?::uuid)) t (o), generate_series(1, %d) n
                    returning organization_id, id)
                insert into pending_events select organization_id, id from told""".formatted(payload, root, times));
    }

    private void tell(String event) {
        superuser("""
                with told as (
                    insert into domain_events (organization_id, event_name, aggregate_type, aggregate_id, payload, root_id, depth)
                    values (?, %s) returning organization_id, id)
                insert into pending_events select organization_id, id from told""".formatted(event));
    }

    /** The debounces are over. */
    private void end() {
        superuser("update workflow_debounces set due_at = now() - interval '1 second' where organization_id = ?");
        inTenant(() -> waiting.look(false));
    }
}
