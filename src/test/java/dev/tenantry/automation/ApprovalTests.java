package dev.tenantry.automation;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.work.Instance;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** A run goes on once those allow it whom it asks, and nobody else. */
class ApprovalTests extends ApiTest {

    private static final String ASK = """
            [{"type":"approval","id":"ask","config":{"assignees":{"members":["%s","%s"]},"message":"May {{trigger.who}} come?","timeout":"P1D"%s}},
             {"type":"create_task","config":{"title":"{{steps.ask.result.outcome}} {{steps.ask.result.answers.0.comment}}"}}]""";

    @Autowired
    private Limits limits;
    @SuppressWarnings("NullAway.Init")
    private Person owner;
    @SuppressWarnings("NullAway.Init")
    private Person member;
    private Api api = Api.at(0);
    private Workflows workflows = Workflows.of(api);

    @BeforeEach
    void somebody() {
        owner = people.signUp();
        member = people.signUpInto(owner, "member");
        api = owner.api();
        workflows = Workflows.of(api);
    }

    @Test
    void goesOnWithTheFirstAnswer() {
        var run = start("");
        var approval = open(member);
        assertThat(Mailbox.newest(member.email()).template()).isEqualTo("approval-requested");
        assertThat(Mailbox.newest(member.email()).subject()).startsWith("Your approval is asked for: A workflow, ");
        assertThat(member.api().get("/api/v1/approvals/" + approval).at("/stepId"))
                .isEqualTo(workflows.run(run).at("/steps/0/stepId"));
        assertThat(member.api().get("/api/v1/approvals/" + approval).at("/message")).isEqualTo("May Ada come?");

        member.api().post("/api/v1/approvals/" + approval + "/approve", "{\"comment\":\"gladly\"}").expect(200);

        var ended = workflows.ended(run);
        assertThat(ended.at("/steps/1/stepConfig/title")).as(ended.text()).isEqualTo("approved gladly");
        assertThat(ended.at("/steps/0/result/answers/0/userId")).isEqualTo(member.userId().toString());
        assertThat(open(owner)).isEmpty();
        owner.api().post("/api/v1/approvals/" + approval + "/approve", "").expect(409);
        for (var reader : List.of(owner, member)) {
            var decided = reader.api().get("/api/v1/approvals/" + approval).expect(200);
            assertThat(decided.at("/status")).isEqualTo("approved");
            assertThat(decided.json().at("/decidedAt").isString()).isTrue();
        }
        assertThat(people.signUpInto(owner, "admin").api().get("/api/v1/approvals/" + approval).status())
                .isEqualTo(404);
    }

    /** However it is looked at. */
    @Test
    void isShownToWait() {
        var run = start("");
        var approval = open(member);

        var shown = workflows.run(run);
        assertThat(shown.at("/status") + " " + shown.at("/steps/0/status")).isEqualTo("waiting waiting");
        assertThat(shown.at("/steps/0/waitingUntil")).isEqualTo(shown.at("/waitingUntil"))
                .satisfies(until -> assertThat(Instant.parse(until)).isAfter(Instant.now().plusSeconds(80_000)));
        assertThat(api.get("/api/v1/workflow-runs?filter=id[eq]:" + run).at("/results/0/status")).isEqualTo("waiting");
        assertThat(api.get("/api/v1/workflow-runs/" + run + "/graph").text()).contains("fill:#bfdbfe");

        member.api().post("/api/v1/approvals/" + approval + "/approve", "").expect(200);
        var ended = workflows.ended(run);
        assertThat(ended.at("/steps/0/status")).isEqualTo("succeeded");
        assertThat(ended.json().at("/steps/0").has("waitingUntil")).isFalse();
    }

    /** To whoever looks at the run, and to whom it was asked. */
    @Test
    void keepsWhatWasDecidedByWhom() {
        var run = start("");
        var approval = open(member);
        var runs = "/api/v1/workflow-runs/" + run + "/approvals";
        var own = "/api/v1/approvals?filter=";
        assertThat(api.get(runs).at("/results/0/status")).isEqualTo("pending");
        assertThat(member.api().get(own + "status[eq]:pending").at("/results/0/id")).isEqualTo(approval);

        member.api()
                .post("/api/v1/approvals/" + approval + "/approve", "{\"comment\":\"why not\"}")
                .expect(200);
        workflows.ended(run);

        assertThat(api.get(runs + "?filter=status[eq]:pending").json().at("/results").size()).isZero();
        var kept = api.get(runs + "?filter=status[eq]:approved,timedOut[eq]:false").expect(200);
        assertThat(kept.at("/results/0/status")).isEqualTo("approved");
        assertThat(kept.json().at("/results/0/decidedAt").isString()).isTrue();
        var answer = kept.json()
                .at("/results/0/assignees")
                .valueStream()
                .filter(one -> one.at("/userId").asString().equals(member.userId().toString()))
                .findFirst()
                .orElseThrow();
        assertThat(answer.at("/approved").asBoolean()).isTrue();
        assertThat(answer.at("/comment").asString()).isEqualTo("why not");
        assertThat(answer.at("/answeredAt").isString()).isTrue();
        assertThat(open(member)).isEmpty();
        var mine = member.api().get(own + "status[in]:(approved,rejected)").expect(200);
        assertThat(mine.at("/results/0/id")).isEqualTo(approval);
        assertThat(mine.at("/results/0/answer/comment")).isEqualTo("why not");
        var others = owner.api().get(own + "status[eq]:approved").expect(200);
        assertThat(others.at("/results/0/id")).isEqualTo(approval);
        assertThat(others.json().at("/results/0").has("answer")).isFalse();
        assertThat(
                people.signUpInto(owner, "member").api().get(own + "status[eq]:approved").json().at("/results").size())
                .isZero();

        api.delete("/api/v1/organization/members/" + member.userId()).expect(200);
        assertThat(api.get(runs).text()).contains("why not");
    }

    @Test
    void saysThatNobodyDecidedInTime() {
        var run = start(",\"onTimeout\":\"reject\"");

        overdue(run);
        workflows.ended(run);

        var kept = member.api().get("/api/v1/approvals?filter=status[eq]:rejected,timedOut[eq]:true").expect(200);
        assertThat(kept.at("/results/0/runId")).isEqualTo(run);
    }

    /** Whoever is told that it is done is told the truth: nothing is approved once it is cancelled, and what is approved can still be cancelled. */
    @RepeatedTest(10)
    void isDecidedAndCancelledOneAfterTheOther() {
        var run = start("");
        var approval = open(member);

        var approving = CompletableFuture
                .supplyAsync(() -> member.api().post("/api/v1/approvals/" + approval + "/approve", "").status());
        var cancelling = CompletableFuture
                .supplyAsync(() -> api.put("/api/v1/workflow-runs/" + run + "/cancellation", "").status());
        var approve = approving.join();
        var cancel = cancelling.join();

        assertThat(List.of(approve, cancel)).isSubsetOf(200, 409).contains(200);
        assertThat(workflows.ended(run).at("/status")).isEqualTo(cancel == 200 ? "cancelled" : "succeeded");
        assertThat(member.api().get("/api/v1/approvals/" + approval).at("/status"))
                .isEqualTo(approve == 200 ? "approved" : "withdrawn");
    }

    /** It asks anew, and what was decided before stays. */
    @Test
    void asksAgainWhereItIsTriedAgain() {
        var run = start("");
        var first = open(member);
        member.api().post("/api/v1/approvals/" + first + "/reject", "").expect(200);
        workflows.ended(run);

        api.post("/api/v1/workflow-runs/" + run + "/retries", "").expect(201);
        Workflows.await(() -> !open(member).isEmpty(), "nobody is asked again");
        member.api().post("/api/v1/approvals/" + open(member) + "/approve", "").expect(200);

        assertThat(workflows.ended(run).at("/status")).isEqualTo("succeeded");
        assertThat(member.api().get("/api/v1/approvals/" + first).at("/status")).isEqualTo("rejected");
    }

    @ParameterizedTest
    @CsvSource({"approve,succeeded", "reject,failed"})
    void needsAllWhereItSaysSo(String second, String status) {
        var run = start(",\"policy\":\"all\"");
        var approval = open(member);
        member.api().post("/api/v1/approvals/" + approval + "/approve", "").expect(200);
        assertThat(member.api().post("/api/v1/approvals/" + approval + "/approve", "").status()).isEqualTo(409);
        assertThat(open(member)).isEmpty();
        assertThat(workflows.run(run).at("/status")).isEqualTo("waiting");

        api.post("/api/v1/approvals/" + open(owner) + "/" + second, "").expect(200);

        assertThat(workflows.ended(run).at("/status")).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'' | failed", ",\"onReject\":1 | succeeded"})
    void isRejected(String onReject, String status) {
        var run = start(onReject);

        member.api().post("/api/v1/approvals/" + open(member) + "/reject", "{\"comment\":\"not now\"}").expect(200);

        var ended = workflows.ended(run);
        assertThat(ended.at("/status")).as(ended.text()).isEqualTo(status);
        assertThat(ended.text()).contains(status.equals("failed") ? "it was rejected: not now" : "rejected not now");
    }

    @Test
    void isAskedOfNobodyElse() {
        var other = people.signUpInto(owner, "admin");
        start("");
        var approval = open(member);

        assertThat(open(other)).isEmpty();
        assertThat(other.api().get("/api/v1/approvals/" + approval).status()).isEqualTo(404);
        assertThat(other.api().post("/api/v1/approvals/" + approval + "/approve", "").status()).isEqualTo(404);
        assertThat(people.signUp().api().get("/api/v1/approvals/" + approval).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'' | it was not approved in time",
        ",\"onTimeout\":\"approve\" | \"title\":\"approved \"",
    })
    void isDecidedWhereNobodyAnswers(String onTimeout, String outcome) {
        var run = start(onTimeout);
        open(member);

        overdue(run);

        assertThat(workflows.ended(run).text()).contains(outcome);
    }

    /** Nobody could answer meanwhile. */
    @Test
    void hasTimeYetOnceTheApplicationIsBack(@Autowired Instance instance) {
        var run = start(",\"onTimeout\":\"approve\"");
        var approval = open(member);
        up(instance, "now()");

        try {
            overdue(run);

            Workflows.await(() -> Instant.parse(workflows.run(run).at("/waitingUntil"))
                    .isAfter(Instant.now().plusSeconds(800)), "it has no time");
            member.api().post("/api/v1/approvals/" + approval + "/reject", "{\"comment\":\"no\"}").expect(200);
            assertThat(workflows.ended(run).at("/errorDetails")).contains("it was rejected: no");
        } finally {
            up(instance, "started_at");
        }
    }

    /** Of those who had it since. */
    @Test
    void hasNoMoreTimeThanThat(@Autowired Instance instance) {
        var run = start(",\"onTimeout\":\"approve\"");
        execute("update workflow_approvals set created_at = now() - interval '2 hours' where execution_log_id = "
                + Long.parseLong(run));
        up(instance, "now() - interval '16 minutes'");

        try {
            overdue(run);

            assertThat(workflows.ended(run).at("/steps/1/stepConfig/title")).startsWith("approved");
        } finally {
            up(instance, "started_at");
        }
    }

    /** Since when there has been an instance. */
    private static void up(Instance instance, String since) {
        execute("update work_instances set uptime_start = " + since);
        instance.live(Duration.ZERO);
    }

    /** Nobody is sent more than a few mails; what is beyond waits for the next one, which tells all of it. */
    @Test
    void tellsTogetherWhatIsTooMuch() {
        var subject = owner.organizationId() + "/" + member.userId();
        limits.take(Limit.APPROVAL_MAILS_PER_MEMBER, subject, limits.most(Limit.APPROVAL_MAILS_PER_MEMBER) - 1);
        var steps = """
                [{"type":"for_each","config":{"items":"{{trigger.who}}","concurrency":3,"steps":[
                    {"type":"approval","config":{"assignees":{"members":["%s"]},"message":"May {{item}} come?","timeout":"P1D"}}]}}]"""
                .formatted(member.userId());
        var run = workflows.start(workflows.manual(steps), "{\"who\":[\"Otto\",\"Hugo\",\"Rosa\"]}");
        Workflows.await(() -> member.api().get("/api/v1/approvals").json().path("results").size() == 3, "not all ask");
        assertThat(Mailbox.of(member.email())).filteredOn(mail -> mail.template().startsWith("approval")).hasSize(1);

        limits.refund(Limit.APPROVAL_MAILS_PER_MEMBER, subject);
        Workflows.await(() -> {
            for (var one : api.get("/api/v1/workflow-runs?filter=parentRunId[eq]:" + run).json().path("results")) {
                wake(one.path("id").asString());
            }
            return Mailbox.newest(member.email()).template().equals("approvals-collected");
        }, "the others are not told of");

        var told = Mailbox.of(member.email()).stream().filter(mail -> mail.template().startsWith("approval")).toList();
        assertThat(told).hasSize(2);
        assertThat(Stream.of("Otto", "Hugo", "Rosa").map(who -> "May " + who + " come?"))
                .allSatisfy(asked -> assertThat(told).filteredOn(mail -> mail.body().contains(asked)).hasSize(1));
        assertThat(told).anySatisfy(mail -> assertThat(mail.body().split("token=", -1)).hasSize(3));
    }

    @Test
    void asksOthersOnce() {
        var admin = people.signUpInto(owner, "admin");
        var run = start(",\"onTimeout\":\"escalate\",\"escalateTo\":{\"role\":\"admin\"}");
        open(member);
        assertThat(open(admin)).isEmpty();

        overdue(run);
        Workflows.await(() -> !open(admin).isEmpty(), "nobody else is asked");
        var mail = Mailbox.newest(admin.email());
        assertThat(mail.template()).isEqualTo("approval-escalated");
        assertThat(mail.body()).contains("nobody has given in time", "it was asked of: ", member.email());
        overdue(run);

        assertThat(workflows.ended(run).at("/errorDetails")).contains("it was not approved in time");
    }

    /** Of those whom it would ask besides there is none, and so it stays with the others, for that time. */
    @Test
    void staysWithThoseWhoAreThereWhereNobodyElseIs() {
        var run = start(",\"onTimeout\":\"escalate\",\"escalateTo\":{\"role\":\"manager\"}");
        var approval = open(member);

        overdue(run);
        Workflows.await(() -> Instant.parse(workflows.run(run).at("/waitingUntil")).isAfter(Instant.now()),
                "it is over");
        member.api().post("/api/v1/approvals/" + approval + "/approve", "").expect(200);

        assertThat(workflows.ended(run).at("/status")).isEqualTo("succeeded");
    }

    /** Whoever only looks changes nothing of the run. */
    @Test
    void waitsForTheSameTimeHoweverOftenItIsLookedAt() {
        var run = start("");
        var before = workflows.run(run);

        wake(run);
        Workflows.await(
                () -> count("select count(*) from workflow_run_queue where due_at > now() and id = " + run) == 1,
                "it is not looked at");

        assertThat(workflows.run(run).at("/waitingUntil")).isEqualTo(before.at("/waitingUntil"));
        assertThat(workflows.run(run).at("/version")).isEqualTo(before.at("/version"));
    }

    /** Who has left answers no more, and where nobody is left nobody is waited for. */
    @Test
    void countsMembersAlone() {
        var run = workflows.start(workflows.manual(ASK.formatted(member.userId(), member.userId(), "")),
                "{\"who\":\"Ada\"}");
        Workflows.await(() -> !open(member).isEmpty(), "nobody is asked");

        api.delete("/api/v1/organization/members/" + member.userId()).expect(200);

        assertThat(workflows.ended(run).at("/errorDetails")).contains("nobody who was asked is a member any more");
    }

    @Test
    void isDecidedByTheOthersOnceWhoHasNotAnsweredLeaves() {
        var run = start(",\"policy\":\"all\"");
        api.post("/api/v1/approvals/" + open(owner) + "/approve", "").expect(200);
        assertThat(workflows.run(run).at("/status")).isEqualTo("waiting");

        member.api().delete("/api/v1/organization/members/" + member.userId()).expect(200);

        assertThat(workflows.ended(run).at("/steps/1/stepConfig/title")).startsWith("approved");
    }

    /** Whoever holds the run has not seen that somebody left. */
    @Test
    void isDecidedByTheOthersWhereTheRunIsHeldWhileSomebodyLeaves() throws Exception {
        var run = start(",\"policy\":\"all\"");
        api.post("/api/v1/approvals/" + open(owner) + "/approve", "").expect(200);

        try (var holder = TestDatabase.server().connectAsSuperuser(); var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select from workflow_run_queue where id = " + run + " for update");
            var leaving = CompletableFuture.supplyAsync(
                    () -> member.api().delete("/api/v1/organization/members/" + member.userId()));
            Workflows.await(() -> api.get("/api/v1/organization/members/" + member.userId()).status() == 404,
                    "the member is there still");
            statement.execute("update workflow_run_queue set due_at = now() + interval '10 minutes' where id = " + run);
            holder.commit();
            leaving.get().expect(200);
        }

        assertThat(workflows.ended(run).at("/steps/1/stepConfig/title")).startsWith("approved");
    }

    @Test
    void asksNoMoreOnceTheRunIsCancelled() {
        var run = start("");
        var approval = open(member);

        api.put("/api/v1/workflow-runs/" + run + "/cancellation", "").expect(200);

        assertThat(open(member)).isEmpty();
        member.api().post("/api/v1/approvals/" + approval + "/approve", "").expect(409);
        assertThat(member.api().get("/api/v1/approvals/" + approval).at("/status")).isEqualTo("withdrawn");
    }

    /** Of a workflow that is carried out by another one, too, which is told; nothing of it comes back with the workflow. */
    @Test
    void asksNoMoreOnceTheWorkflowIsInTheTrash() {
        var run = start("");
        var approval = open(member);
        var workflow = workflows.run(run).at("/workflowId");
        var parent = workflows.start(workflows.manual("""
                [{"type":"sub_workflow","config":{"workflowId":"%s","input":{}}}]""".formatted(workflow)), "{}");
        Workflows.await(() -> api.get("/api/v1/workflow-runs?filter=parentRunId[eq]:" + parent)
                .at("/results/0/status")
                .equals("waiting"), "the other one asks nobody");

        api.delete("/api/v1/workflows/" + workflow + "?evenIfUsed=true").expect(204);

        assertThat(open(member)).isEmpty();
        member.api().post("/api/v1/approvals/" + approval + "/approve", "").expect(409);
        assertThat(workflows.run(run).at("/status")).isEqualTo("cancelled");
        assertThat(workflows.run(run).at("/errorDetails")).isEqualTo("the workflow is in the trash");
        assertThat(workflows.ended(parent).at("/status")).isEqualTo("failed");
        api.put("/api/v1/workflows/trash/" + workflow + "/restoration", "").expect(200);
        assertThat(member.api().get("/api/v1/approvals/" + approval).at("/status")).isEqualTo("withdrawn");
        member.api().post("/api/v1/approvals/" + approval + "/approve", "").expect(409);
    }

    private String start(String more) {
        var run = workflows.start(workflows.manual(ASK.formatted(owner.userId(), member.userId(), more)),
                "{\"who\":\"Ada\"}");
        Workflows.await(() -> !open(member).isEmpty(), "nobody is asked");
        return run;
    }

    private static String open(Person person) {
        return person.api().get("/api/v1/approvals").expect(200).at("/results/0/id");
    }

    private static void overdue(String run) {
        execute("update workflow_approvals set expires_at = now() where execution_log_id = " + Long.parseLong(run));
        wake(run);
    }

    private static void wake(String run) {
        execute("""
                with due as (update workflow_run_queue set due_at = now() where id = %d returning organization_id)
                insert into work_tickets (organization_id, queue) select organization_id, 'runs' from due"""
                .formatted(Long.parseLong(run)));
    }

    private static long count(String sql) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void execute(String sql) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
