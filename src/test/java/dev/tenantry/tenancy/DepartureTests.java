package dev.tenantry.tenancy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.tenantry.automation.Workflows;
import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A member goes at once, with all that this brings about. */
class DepartureTests extends ApiTest {

    private static final String TASK = """
            [{"type":"create_task","config":{"title":"again {{trigger.name}}"}}]""";

    @SuppressWarnings("NullAway.Init")
    private Person host;
    @SuppressWarnings("NullAway.Init")
    private Person guest;

    @BeforeEach
    void somebody() {
        host = people.signUp();
        guest = people.signUpInto(host, "manager");
    }

    @Test
    void noWorkflowOfTheirsReactsToTheirGoing() {
        var theirs = Workflows.of(guest.api()).onEvent("contact.updated", TASK);
        var ours = Workflows.of(host.api()).onEvent("contact.updated", TASK);
        var contact = contactOf(guest);

        remove(guest, "");

        Workflows.of(host.api()).onlyRun(ours);
        assertThat(Workflows.of(host.api()).runs(theirs).json().at("/results")).isEmpty();
        assertThat(host.api()
                .get("/api/v1/contacts?filter=ownerId[is]:NULL")
                .json()
                .at("/results")
                .findValuesAsString("id"))
                .containsExactly(contact);
        assertPaused(theirs);
    }

    @Test
    void allOfItIsCommittedTogether() {
        contactOf(guest);
        host.api()
                .post("/api/v1/opportunities", "{\"name\":\"D\",\"ownerId\":\"%s\"}".formatted(guest.userId()))
                .expect(201);
        guest.api().post("/api/v1/teams", "{\"name\":\"T\"}").expect(201);
        Workflows.of(guest.api()).manual(TASK);

        remove(guest, "?handOverTo=" + host.userId());

        // What the database notes as the time of a row is that of its transaction.
        var times = Stream
                .of("contact.updated", "opportunity.updated", "team.updated", "workflow.updated", "member.removed")
                .map(this::newest)
                .collect(Collectors.toSet());
        assertThat(times).hasSize(1);
    }

    @Test
    void aWorkflowRestsUntilSomebodyWhoMayActivatesIt() {
        var workflow = Workflows.of(guest.api()).manual(TASK);

        var left = guest.api().delete("/api/v1/organization/members/" + guest.userId()).expect(200);

        assertPaused(workflow);
        assertThat(left.at("/namedBy/0/id") + left.at("/namedBy/0/stopped")).isEqualTo(workflow + "true");
        var path = "/api/v1/workflows/" + workflow;
        assertThat(host.api().get(path).at("/warnings/0/message")).contains("is no longer a member", "starts nothing");
        assertThat(host.api().put(path + "/activation", "").expect(200).json().at("/warnings").size()).isZero();
        var run = Workflows.of(host.api()).ended(Workflows.of(host.api()).start(workflow, "{}"));
        assertThat(run.at("/status")).isEqualTo("succeeded");
    }

    @Test
    void aWorkflowThatRestsTellsWhyItStartsNothing() {
        var workflow = Workflows.of(guest.api()).onEvent("contact.created", TASK);
        guest.api().delete("/api/v1/organization/members/" + guest.userId()).expect(200);

        var contact = host.api().post("/api/v1/contacts", "{\"name\":\"Otto\"}").expect(201).id();

        Workflows.await(() -> host.api()
                .get("/api/v1/workflows/" + workflow + "/why?record=contact/" + contact)
                .expect(200)
                .text()
                .contains("and whoever published it is no longer a member"), "it does not tell why");
    }

    /** What others published stays in force, and fails where it asks somebody who has gone. */
    @Test
    void whatStillNamesThemIsToldToThoseWhoMayMendIt() {
        var editor = people.signUpInto(host, "admin");
        var reader = people.signUpInto(host, "viewer");
        var steps = "[{\"type\":\"create_task\",\"config\":{\"title\":\"x\",\"assigneeId\":\"%s\"}}]"
                .formatted(guest.userId());
        var naming = Workflows.of(host.api()).manual(steps);
        Workflows.of(host.api()).draft("{\"type\":\"manual\"}", steps);
        Workflows.of(host.api()).manual(TASK);
        var stopped = Workflows.of(guest.api()).manual(steps);
        Workflows.of(guest.api()).draft("{\"type\":\"manual\"}", steps);

        var answer = host.api()
                .delete("/api/v1/organization/members/" + guest.userId() + "?handOverTo=" + host.userId())
                .expect(200);

        assertThat(answer.json().path("namedBy").findValuesAsString("id")).containsExactlyInAnyOrder(naming, stopped);
        assertThat(answer.json().path("namedBy").valueStream())
                .allMatch(one -> one.path("stopped").asBoolean() == one.path("id").asString().equals(stopped));
        assertThat(answer.at("/namedBy/0/type") + answer.at("/namedBy/0/name")).isEqualTo("workflowA workflow");
        for (var told : List.of(host, editor)) {
            var mail = Mailbox.newest(told.email());
            assertThat(mail.template()).isEqualTo("member-still-named");
            assertThat(mail.body()).contains("A workflow\n", "A workflow (stopped)");
        }
        assertThat(Mailbox.of(reader.email())).noneMatch(mail -> mail.template().equals("member-still-named"));
    }

    @Test
    void whatStillNamesThemIsNobodysWhoMayNotSeeIt() {
        var market = people.switchTo(host, UUID.fromString(host.api()
                .post("/api/v1/organizations", "{\"name\":\"Market\",\"kind\":\"marketplace\"}")
                .expect(201)
                .id()));
        var client = people.signUpInto(market, "client");
        Workflows.of(market.api())
                .manual("[{\"type\":\"create_task\",\"config\":{\"title\":\"x\",\"assigneeId\":\"%s\"}}]"
                        .formatted(client.userId()));

        client.api().delete("/api/v1/organization/members/" + client.userId()).expect(204);

        assertThat(Mailbox.newest(market.email()).template()).isEqualTo("member-still-named");
    }

    @Test
    void anAccountThatIsDeletedLeavesEveryOrganizationSo() {
        var workflow = Workflows.of(guest.api()).manual(TASK);
        var contact = contactOf(guest);
        var admin = people.signUp();
        People.promote(admin.userId());

        people.signIn(admin.email()).api().delete("/auth/v1/admin/users/" + guest.userId()).expect(200);

        assertPaused(workflow);
        assertThat(host.api()
                .get("/api/v1/contacts?filter=ownerId[is]:NULL")
                .json()
                .at("/results")
                .findValuesAsString("id"))
                .containsExactly(contact);
    }

    /** Every way out of an organization; each leaves a row about the member, and nobody's name. */
    enum Way {
        REMOVED, LEFT, DELETED, HIDDEN
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void everyWayOutTakesTheSameAlong(Way way) {
        guest.api().patch("/api/v1/profile", "{\"name\":\"Hans Meier\"}").expect(200);
        var contact = contactOf(guest);
        var team = guest.api().post("/api/v1/teams", "{\"name\":\"T\"}").expect(201).id();
        var workflow = Workflows.of(guest.api()).manual(TASK);

        go(way);

        assertPaused(workflow);
        assertThat(host.api().get("/api/v1/contacts/" + contact).expect(200).at("/ownerId")).isEmpty();
        assertThat(host.api().get("/api/v1/teams/" + team).expect(200).at("/ownerId"))
                .isEqualTo(host.userId().toString());
        assertThat(host.api().get("/api/v1/organization/members").expect(200).text())
                .doesNotContain("Hans Meier", guest.userId().toString());
        host.api()
                .post("/api/v1/tasks", "{\"title\":\"T\",\"assigneeId\":\"%s\"}".formatted(guest.userId()))
                .expect(422);
        var verb = way == Way.LEFT ? "left" : "removed";
        var rows = host.api()
                .get("/api/v1/audit-logs?filter=resourceId[eq]:" + guest.userId() + ",actionType[eq]:member." + verb)
                .expect(200);
        assertThat(rows.json().at("/results")).hasSize(1);
        assertThat(rows.at("/results/0/oldValues/role")).isEqualTo("manager");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void everyWayOutTellsWhichKeysEnded(Way way) {
        var admin = people.signUpInto(host, "admin");
        var key = admin.api()
                .post("/api/v1/api-keys", "{\"name\":\"K\",\"scopes\":[\"contacts:read\"]}")
                .expect(201)
                .id();
        var revoked = admin.api()
                .post("/api/v1/api-keys", "{\"name\":\"R\",\"scopes\":[\"contacts:read\"]}")
                .expect(201)
                .id();
        admin.api().put("/api/v1/api-keys/" + revoked + "/revocation", "{}").expect(200);
        guest = admin;

        go(way);

        var rows = host.api()
                .get("/api/v1/audit-logs?filter=actionType[eq]:api-key.revoked&sort=-id")
                .expect(200)
                .json()
                .at("/results");
        assertThat(rows.findValuesAsString("resourceId")).containsExactly(key, revoked);
        assertThat(rows.at("/0/newValues/reason").asString()).isEqualTo("the membership has ended");
    }

    private void go(Way way) {
        switch (way) {
            case REMOVED -> remove(guest, "");
            case LEFT -> hasGone(guest.api().delete("/api/v1/organization/members/" + guest.userId()));
            case DELETED, HIDDEN -> {
                var admin = people.signUp();
                People.promote(admin.userId());
                people.signIn(admin.email())
                        .api()
                        .send("DELETE", "/auth/v1/admin/users/" + guest.userId(),
                                "{\"should_soft_delete\": %s}".formatted(way == Way.HIDDEN))
                        .expect(200);
            }
        }
    }

    /** What is published while its publisher goes is either seen by the departure, or not published. */
    @Test
    void noWorkflowIsPublishedByWhoIsGoing() throws Exception {
        var workflow = Workflows.of(guest.api()).draft("{\"type\":\"manual\"}", TASK);

        try (var departure = provisioner(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            departure.createStatement()
                    .execute("select app.end_membership('%s', '%s')"
                            .formatted(host.organizationId(), guest.userId()));
            var activation = threads
                    .submit(() -> guest.api().put("/api/v1/workflows/" + workflow + "/activation", ""));
            assertWaits(activation);
            departure.commit();

            activation.get().expect(403);
        }

        assertThat(host.api().get("/api/v1/workflows/" + workflow).json().at("/active").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void whoPublishesIsWaitedFor(Way way) throws Exception {
        var workflow = Workflows.of(guest.api()).draft("{\"type\":\"manual\"}", TASK);

        try (var other = provisioner(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            other.createStatement()
                    .execute("select from workflow_definitions where id = '%s' for update".formatted(workflow));
            var activation = threads
                    .submit(() -> guest.api().put("/api/v1/workflows/" + workflow + "/activation", ""));
            assertWaits(activation);
            var departure = threads.submit(() -> go(way));
            assertWaits(departure);
            other.commit();

            activation.get().expect(200);
            departure.get();
        }

        assertPaused(workflow);
    }

    private static Connection provisioner() throws SQLException {
        var connection = TestDatabase.server().connectAsOwner();
        connection.createStatement().execute("set role tenantry_provisioner");
        connection.setAutoCommit(false);
        return connection;
    }

    private static void assertWaits(Future<?> work) {
        assertThatThrownBy(() -> work.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
    }

    private String contactOf(Person owner) {
        return host.api()
                .post("/api/v1/contacts", "{\"name\":\"A\",\"ownerId\":\"%s\"}".formatted(owner.userId()))
                .expect(201)
                .id();
    }

    private String newest(String action) {
        var rows = host.api().get("/api/v1/audit-logs?limit=1&sort=-id&filter=actionType[eq]:" + action).expect(200);
        assertThat(rows.json().at("/results")).as(action).hasSize(1);
        return rows.at("/results/0/createdAt");
    }

    private void remove(Person person, String query) {
        hasGone(host.api().delete("/api/v1/organization/members/" + person.userId() + query));
    }

    /** Whether there is something to be told of it or not. */
    private static void hasGone(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isIn(200, 204);
    }

    private void assertPaused(String workflow) {
        var rested = host.api().get("/api/v1/workflows/" + workflow).expect(200);
        assertThat(rested.json().at("/active").asBoolean()).isFalse();
        assertThat(host.api()
                .get("/api/v1/workflows/" + workflow + "/triggers?filter=active[is]:true")
                .json()
                .at("/results"))
                .isEmpty();
        var row = host.api()
                .get("/api/v1/audit-logs?filter=resourceId[eq]:" + workflow + "&sort=-id")
                .json()
                .at("/results/0");
        assertThat(row.at("/oldValues/active").asBoolean()).isTrue();
        assertThat(row.at("/newValues/active").asBoolean(true)).isFalse();
    }
}
