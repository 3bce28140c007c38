package dev.tenantry.automation;

import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** A mailed link answers once, for whom it was mailed to and what it asks; opening it answers nothing. */
class ApprovalLinkTests extends ApiTest {

    private static final String ASK = """
            [{"type":"approval","id":"ask","config":{"assignees":{"members":["%s","%s"]},"message":"May {{trigger.who}} come?","timeout":"P1D"%s}},
             {"type":"create_task","config":{"title":"{{steps.ask.result.outcome}} {{steps.ask.result.answers.0.comment}} {{steps.ask.result.answers.0.userId}}"}}]""";

    @SuppressWarnings("NullAway.Init")
    private Person owner;
    @SuppressWarnings("NullAway.Init")
    private Person member;
    private Api anybody = api;
    private Workflows workflows = Workflows.of(api);

    @BeforeEach
    void somebody() {
        owner = people.signUp();
        member = people.signUpInto(owner, "member");
        anybody = api;
        workflows = Workflows.of(owner.api());
    }

    @ParameterizedTest
    @CsvSource({"approve,succeeded,You have approved it", "reject,failed,You have rejected it"})
    void answersForWhomItWasMailedTo(String decision, String status, String told) {
        var run = start("");
        var link = link(member);

        var page = anybody.get(link).expect(200);
        var head = anybody.with("Sec-Fetch-Mode", "navigate")
                .with("Sec-Fetch-Dest", "document")
                .with("Sec-Fetch-User", "?1")
                .get(link)
                .expect(200);
        assertThat(workflows.run(run).at("/status")).isEqualTo("waiting");
        var answered = answer(link, "decision=" + decision + "&comment=gladly").expect(200);

        assertThat(page.text()).isEqualTo(head.text())
                .contains("May &lt;b&gt;Ada&lt;/b&gt; come?", "<form method=\"post\">");
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "form-action 'self'");
        assertThat(answered.text()).contains(told);
        var ended = workflows.ended(run);
        assertThat(ended.at("/status")).as(ended.text()).isEqualTo(status);
        if (status.equals("succeeded")) {
            assertThat(ended.at("/steps/1/stepConfig/title")).isEqualTo("approved gladly " + member.userId());
        }
        assertThat(owner.api().get("/api/v1/audit-logs").expect(200).text())
                .contains("approval." + (decision.equals("approve") ? "approved" : "rejected"),
                        member.userId().toString());
    }

    /** In the form, in the address, or once in each. */
    @ParameterizedTest
    @CsvSource({"'', decision=approve&decision=reject", "&decision=reject, decision=approve",
        "'', decision=approve&comment=x&comment=y", "&token=x, decision=approve"})
    void isAnsweredInOneWay(String address, String form) {
        var run = start("");

        answer(link(member) + address, form).expect(400);

        assertThat(workflows.run(run).at("/status")).isEqualTo("waiting");
    }

    @Test
    void isGoodForOneAnswer() {
        var run = start(",\"policy\":\"all\"");
        var link = link(member);
        answer(link, "decision=approve").expect(200);

        assertThat(answer(link, "decision=reject").expect(410).text()).contains("You have answered this already");
        assertThat(anybody.get(link).expect(410).text()).contains("You have answered this already")
                .doesNotContain("<form");
        assertThat(workflows.run(run).at("/status")).isEqualTo("waiting");
        answer(link(owner), "decision=approve").expect(200);

        assertThat(workflows.ended(run).at("/status")).isEqualTo("succeeded");
        assertThat(anybody.get(link).expect(410).text()).contains("You have answered this already");
    }

    @ParameterizedTest
    @CsvSource({"de-AT,lang=\"de-AT\" dir=\"ltr\",Zustimmen,Sie haben zugestimmt",
        "ar,lang=\"ar\" dir=\"rtl\",موافقة,لقد وافقت",
        "ja,lang=\"en\" dir=\"ltr\",Approve,You have approved it"})
    void speaksTheLanguageOfTheOrganization(String locale, String language, String button, String thanks) {
        owner.api().patch("/api/v1/organization/settings", "{\"locale\":\"%s\"}".formatted(locale)).expect(200);
        start("");
        var link = link(member);

        assertThat(anybody.get(link).expect(200).text()).contains("<html " + language + ">",
                ">" + button + "</button>");
        assertThat(answer(link, "decision=approve").expect(200).text()).contains(thanks);
    }

    @Test
    void tellsThatItHasBeenDecidedOtherwise() {
        var run = start("");
        var approval = member.api().get("/api/v1/approvals").at("/results/0/id");
        member.api().post("/api/v1/approvals/" + approval + "/approve", "").expect(200);

        assertThat(anybody.get(link(member)).expect(410).text()).containsAnyOf("answered this already", "decided");
        workflows.ended(run);

        assertThat(answer(link(owner), "decision=reject").expect(410).text()).contains("This has been decided");
    }

    @Test
    void isGoodUntilTheTimeIsOver() {
        start("");
        execute("update workflow_approvals set expires_at = now() where organization_id = '%s'"
                .formatted(owner.organizationId()));

        assertThat(anybody.get(link(member)).expect(410).text()).contains("The time for an answer is over");
        assertThat(answer(link(member), "decision=approve").expect(410).text())
                .contains("The time for an answer is over");
    }

    /** By then the step has decided, and that is not what anybody has. */
    @Test
    void tellsThatTheTimeWasOverWhenTheStepWentOn() {
        var run = start("");
        execute("update workflow_approvals set expires_at = now() where execution_log_id = " + Long.parseLong(run));
        execute("""
                with due as (update workflow_run_queue set due_at = now() where id = %d returning organization_id)
                insert into work_tickets (organization_id, queue) select organization_id, 'runs' from due"""
                .formatted(Long.parseLong(run)));
        workflows.ended(run);

        assertThat(anybody.get(link(member)).expect(410).text()).contains("The time for an answer is over");
    }

    @Test
    void tellsThatItIsAskedNoMore() {
        var run = start("");
        owner.api().put("/api/v1/workflow-runs/" + run + "/cancellation", "").expect(200);

        assertThat(anybody.get(link(member)).expect(410).text()).contains("This is asked no more");
    }

    @Test
    void isReplacedByANewerOne() {
        var run = start(",\"onTimeout\":\"escalate\",\"escalateTo\":{\"role\":\"member\"}");
        var first = link(member);
        execute("update workflow_approvals set expires_at = now() where execution_log_id = " + Long.parseLong(run));
        execute("""
                with due as (update workflow_run_queue set due_at = now() where id = %d returning organization_id)
                insert into work_tickets (organization_id, queue) select organization_id, 'runs' from due"""
                .formatted(Long.parseLong(run)));
        Workflows.await(() -> !link(member).equals(first), "nobody is asked again");

        assertThat(anybody.get(first).expect(410).text()).contains("There is a newer mail");
        assertThat(answer(first, "decision=approve").expect(410).text()).contains("There is a newer mail");
        answer(link(member), "decision=approve").expect(200);

        assertThat(workflows.ended(run).at("/status")).isEqualTo("succeeded");
    }

    @Test
    void leadsNowhereForWhoHasLeftOrWhereItIsMadeUp() {
        start("");
        var link = link(member);
        var elsewhere = people.signUp();
        var foreign = Workflows.of(elsewhere.api());
        foreign.start(foreign.manual(ASK.formatted(elsewhere.userId(), elsewhere.userId(), "")), "{\"who\":\"Eve\"}");
        Workflows.await(() -> !Mailbox.of(elsewhere.email()).isEmpty()
                && Mailbox.newest(elsewhere.email()).template().equals("approval-requested"), "nobody is asked");
        var theirs = link(elsewhere);
        // The one's link with the other's secret, and the other way round.
        var mixed = link.substring(0, link.indexOf('=') + 40) + theirs.substring(theirs.indexOf('=') + 40);
        owner.api().delete("/api/v1/organization/members/" + member.userId()).expect(200);

        for (var nowhere : List.of(link, mixed, "/approvals", "/approvals?token=", "/approvals?token=x",
                "/approvals?token=" + "A".repeat(86), link + "A", link.substring(0, link.length() - 1))) {
            assertThat(anybody.get(nowhere).status()).as(nowhere).isEqualTo(404);
            assertThat(answer(nowhere, "decision=approve").status()).as(nowhere).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "decision=", "decision=perhaps", "comment=x"})
    void decidesNothingWithoutADecision(String form) {
        var run = start("");

        assertThat(answer(link(member), form).status()).isBetween(400, 422);

        assertThat(workflows.run(run).at("/status")).isEqualTo("waiting");
    }

    @Test
    void takesNoCommentWithoutAnEnd() {
        start("");

        assertThat(
                answer(link(member), "decision=approve&comment=" + "x".repeat(2_001)).expect(422).at("/errors/0/field"))
                .isEqualTo("comment");
    }

    /** By its name, for who may read it. */
    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true"})
    void namesWhatItIsAbout(boolean mayRead, boolean isByEvent) {
        if (!mayRead) {
            execute("""
                    delete from role_permissions rp using roles r, permissions p
                    where r.organization_id = '%s' and r.slug = 'member' and rp.organization_id = r.organization_id and rp.role_id = r.id
                      and p.id = rp.permission_id and p.name = 'contacts:read'"""
                    .formatted(owner.organizationId()));
        }
        var steps = """
                [{"type":"approval","config":{"assignees":{"members":["%s"]},"message":"Go on?","timeout":"P1D"}}]"""
                .formatted(member.userId());
        var workflow = isByEvent ? workflows.onEvent("contact.created", steps) : workflows.manual(steps);
        var contact = owner.api().post("/api/v1/contacts", "{\"name\":\"Otto Meier\"}").expect(201).id();
        if (!isByEvent) {
            workflows.start(workflow, "{\"contactId\":\"%s\"}".formatted(contact));
        }

        Workflows.await(() -> !member.api().get("/api/v1/approvals").json().path("results").isEmpty(),
                "nobody is asked");

        for (var told : List.of(anybody.get(link(member)).expect(200).text(), Mailbox.newest(member.email()).body())) {
            assertThat(told).contains(
                    "It is about: " + (mayRead ? "Otto Meier (contact " + contact + ")" : "contact " + contact) + ".");
        }
    }

    @Test
    void tellsWhoAsksAndUntilWhen() {
        start("");
        var asked = member.api().get("/api/v1/approvals").json().at("/results/0");
        var workflow = owner.api().get("/api/v1/workflows/" + asked.path("workflowId").asString()).expect(200);
        var organization = owner.api().get("/api/v1/organization").expect(200).at("/name");

        assertThat(asked.path("workflowName").asString()).isEqualTo(workflow.at("/name"));
        for (var told : List.of(anybody.get(link(member)).expect(200).text(), Mailbox.newest(member.email()).body())) {
            assertThat(told).contains(workflow.at("/name"), organization,
                    asked.path("expiresAt").asString().substring(0, 10) + " ", "(UTC)");
        }
    }

    @Test
    void showsBrowsersPagesWhereItCannotAnswer() {
        start("");
        var browser = anybody.with("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        var comment = "<i>" + "x".repeat(2_001);

        var nowhere = browser.get("/approvals?token=x").expect(404);
        var tooLong = browser
                .send("POST", link(member), HttpRequest.BodyPublishers.ofString("decision=approve&comment=" + comment),
                        "application/x-www-form-urlencoded")
                .expect(422);

        assertThat(nowhere.header("Content-Type")).startsWith("text/html");
        assertThat(nowhere.text()).contains("This link leads nowhere").doesNotContain("<form");
        assertThat(tooLong.header("Content-Type")).startsWith("text/html");
        assertThat(tooLong.text()).contains("a comment has at most 2000 characters", "&lt;i&gt;xxx", "<form",
                "May &lt;b&gt;Ada&lt;/b&gt; come?");
        assertThat(anybody.get("/approvals?token=x").expect(404).header("Content-Type"))
                .startsWith("application/problem+json");
        answer(link(member), "decision=approve").expect(200);
    }

    @Test
    void letsOneOfSeveralDecide() {
        var run = start("");
        var links = List.of(link(member), link(owner), link(member), link(owner));

        var answers = Stream.of(0, 1, 2, 3)
                .map(place -> CompletableFuture.supplyAsync(
                        () -> answer(links.get(place), "decision=" + (place % 2 == 0 ? "approve" : "reject")).status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).containsOnlyOnce(200).containsOnly(200, 410);
        workflows.ended(run);
    }

    @Test
    void isKeptAsAHash() throws SQLException {
        start("");
        var token = link(member).replaceFirst(".*token=", "");

        try (var connection = TestDatabase.server().connectAsSuperuser();
                var rows = connection.createStatement()
                        .executeQuery(
                                "select count(*), count(*) filter (where l::text like '%%%s%%') from workflow_approval_links l"
                                        .formatted(token.substring(45)))) {
            rows.next();
            assertThat(rows.getInt(1)).isPositive();
            assertThat(rows.getInt(2)).isZero();
        }
    }

    @Test
    void isSeenWithItsRun() {
        var run = start(",\"policy\":\"all\"");
        answer(link(member), "decision=approve&comment=gladly").expect(200);
        var path = "/api/v1/workflow-runs/" + run + "/approvals";

        var seen = owner.api().get(path).expect(200);

        assertThat(seen.at("/results/0/message")).isEqualTo("May <b>Ada</b> come?");
        assertThat(seen.json().at("/results/0/assignees").findValuesAsString("userId"))
                .containsExactlyInAnyOrder(owner.userId().toString(), member.userId().toString());
        assertThat(seen.json().at("/results/0/assignees").findValuesAsString("comment")).contains("gladly");
        assertThat(people.signUp().api().get(path).status()).isEqualTo(404);
        answer(link(owner), "decision=approve").expect(200);
        workflows.ended(run);
        assertThat(owner.api().get(path + "?filter=status[eq]:pending").expect(200).json().path("results").isEmpty())
                .isTrue();
        assertThat(owner.api().get(path).at("/results/0/status")).isEqualTo("approved");
    }

    private Answer answer(String link, String form) {
        return anybody.send("POST", link, HttpRequest.BodyPublishers.ofString(form),
                "application/x-www-form-urlencoded");
    }

    private static String link(Person person) {
        return Mailbox.newest(person.email()).link();
    }

    private String start(String more) {
        var run = workflows.start(workflows.manual(ASK.formatted(owner.userId(), member.userId(), more)),
                "{\"who\":\"<b>Ada</b>\"}");
        Workflows.await(() -> !member.api().get("/api/v1/approvals").json().path("results").isEmpty(),
                "nobody is asked");
        return run;
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
