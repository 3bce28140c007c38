package dev.tenantry.automation;

import java.sql.SQLException;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.HookReceiver;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Automations of an organization that is suspended or deleted wait, and go on where they were. */
class RestTests extends ApiTest {

    private static final String TASK = """
            {"type":"create_task","config":{"title":"{{run.id}}"}}""";
    private static final String DELAY = """
            {"type":"delay","config":{"duration":"P1D"}}""";

    @Autowired
    @Qualifier("workerPool")
    @SuppressWarnings("NullAway.Init")
    private RolePool worker;
    @SuppressWarnings("NullAway.Init")
    private Person person;
    private Api admin = api;

    @BeforeEach
    void meet() {
        var superAdmin = people.signUp();
        People.promote(superAdmin.userId());
        admin = superAdmin.api();
        person = people.signUp();
    }

    @Test
    void leaveARunAloneThatComesDueAndGoOnWithItOnce() {
        var workflows = Workflows.of(person.api());
        var run = workflows.start(workflows.manual("[" + DELAY + "," + TASK + "," + TASK + "]"), "{}");
        Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "the run did not wait");

        suspend();
        Workflows.elapse(run);
        letTheOthersWork();

        assertThat(isQueuedAndUnclaimed(run)).isTrue();
        reactivate();
        assertThat(workflows.ended(run).at("/status")).isEqualTo("succeeded");
        assertThat(tasks(run)).isEqualTo(2);
    }

    @Test
    void finishTheStepThatIsUnderWayAndBeginNoOther() {
        var workflows = Workflows.of(person.api());
        try (var receiver = new HookReceiver()) {
            receiver.holdAnswers();
            var run = workflows.start(workflows.manual("""
                    [{"type":"webhook","config":{"url":"%s"}},%s]""".formatted(receiver.url("/hook"), TASK)), "{}");
            Workflows.await(() -> receiver.deliveries().size() == 1, "no webhook came");

            suspend();
            receiver.releaseAnswers();
            letTheOthersWork();

            assertThat(isQueuedAndUnclaimed(run)).isTrue();
            reactivate();
            var ended = workflows.ended(run);
            assertThat(ended.at("/status")).as(ended.text()).isEqualTo("succeeded");
            assertThat(ended.at("/steps/0/endedAt")).isLessThan(ended.at("/steps/1/startedAt"));
            assertThat(tasks(run)).isEqualTo(1);
            assertThat(receiver.deliveries()).hasSize(1);
        }
    }

    @Test
    void startNothingForWhatHappenedMeanwhileUntilLater() {
        var workflows = Workflows.of(person.api());
        var workflow = workflows.onEvent("contact.created", "[" + TASK + "]");
        suspend();
        var event = happen("contact.created");

        letTheOthersWork();

        assertThat(isPending(event)).isTrue();
        reactivate();
        var run = workflows.onlyRun(workflow);
        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        assertThat(isPending(event)).isFalse();
        assertThat(tasks(run.id())).isEqualTo(1);
    }

    @Test
    void waitUntilADeletedOrganizationIsRestored() {
        var owner = people.switchTo(person, UUID.fromString(person.api().post("/api/v1/organizations", """
                {"name": "Team", "kind": "team"}""").expect(201).id()));
        var workflows = Workflows.of(owner.api());
        var run = workflows.start(workflows.manual("[" + DELAY + "," + TASK + "]"), "{}");
        Workflows.await(() -> workflows.run(run).at("/status").equals("waiting"), "the run did not wait");
        var slug = owner.api().get("/api/v1/organization").expect(200).at("/slug");

        owner.api().delete("/api/v1/organization?confirmation=" + slug).expect(200);
        Workflows.elapse(run);
        letTheOthersWork();

        assertThat(isQueuedAndUnclaimed(run)).isTrue();
        person.api().delete("/api/v1/organizations/" + owner.organizationId() + "/deletion").expect(200);
        assertThat(workflows.ended(run).at("/status")).isEqualTo("succeeded");
        assertThat(owner.api().get("/api/v1/tasks?total=true").expect(200).at("/total")).isEqualTo("1");
    }

    private void suspend() {
        admin.put("/admin/organizations/" + person.organizationId() + "/suspension", "{\"reason\": \"unpaid\"}")
                .expect(204);
    }

    private void reactivate() {
        admin.delete("/admin/organizations/" + person.organizationId() + "/suspension").expect(204);
    }

    /** Until an event, a delay that is over later than the one under test and a task of somebody else have come through. */
    private void letTheOthersWork() {
        var other = people.signUp().api();
        var workflows = Workflows.of(other);
        var workflow = workflows.onEvent("contact.created", """
                [%s,%s]""".formatted(DELAY, TASK));
        other.post("/api/v1/contacts", "{\"name\":\"Ada\"}").expect(201);
        Workflows.await(() -> workflows.runs(workflow).at("/results/0/status").equals("waiting"), "no run waits");
        Workflows.elapse(workflows.runs(workflow).at("/results/0/id"));
        assertThat(workflows.onlyRun(workflow).at("/status")).isEqualTo("succeeded");
    }

    private boolean isQueuedAndUnclaimed(String run) {
        return worker.jdbc()
                .sql("select count(*) from workflow_run_queue where id = ? and due_at <= now() and leased_by is null")
                .param(Long.valueOf(run))
                .query(Long.class)
                .single() == 1;
    }

    private boolean isPending(long event) {
        return worker.jdbc()
                .sql("select exists (select from pending_events where id = ?)")
                .param(event)
                .query(Boolean.class)
                .single();
    }

    private long tasks(String run) {
        return person.api()
                .get("/api/v1/tasks?limit=200")
                .expect(200)
                .json()
                .at("/results")
                .findValuesAsString("title")
                .stream()
                .filter(run::equals)
                .count();
    }

    /** As what was committed at the last moment. */
    private long happen(String name) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var insert = connection.prepareStatement(
                        """
                with ticket as (insert into work_tickets (organization_id, queue) values (?, 'events')),
                told as (
                    insert into domain_events (organization_id, event_name, aggregate_type, aggregate_id, payload)
                    values (?, ?, 'contact', '1', '{}') returning organization_id, id)
                insert into pending_events (organization_id, id) select organization_id, id from told returning id""")) {
            insert.setObject(1, person.organizationId());
            insert.setObject(2, person.organizationId());
            insert.setString(3, name);
            var inserted = insert.executeQuery();
            inserted.next();
            return inserted.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
