package dev.tenantry.crm;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.automation.Workflows;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Projects with their members and milestones, and the tasks that are for them. */
class ProjectTests extends ApiTest {

    private static final String PROJECTS = "/api/v1/projects";
    private static final String MILESTONES = "/api/v1/milestones";
    private static final String TASKS = "/api/v1/tasks";

    private Api as = Api.at(0);
    private String project = "";

    @BeforeEach
    void begin() {
        as = people.signUp().api();
        project = as.post(PROJECTS, "{\"name\": \"Rollout\"}").expect(201).id();
    }

    @Test
    void hasTheDealThatBegotItAndTellsOfItsEnd() {
        var deal = as.post("/api/v1/opportunities", "{\"name\": \"Deal\"}").expect(201).id();
        as.patch(PROJECTS + "/" + project, "{\"opportunityId\": \"%s\"}".formatted(deal)).expect(200);
        var ended = as.patch(PROJECTS + "/" + project, "{\"status\": \"completed\"}").expect(200);
        var upsideDown = as.patch(PROJECTS + "/" + project,
                "{\"startsOn\": \"2026-05-02\", \"dueOn\": \"2026-05-01\"}").expect(422);

        assertThat(ended.at("/opportunityId")).isEqualTo(deal);
        assertThat(upsideDown.at("/errors/0/code")).isEqualTo("out-of-order");
        assertThat(as.get("/api/v1/opportunities/" + deal + "/timeline").expect(200).text())
                .contains("Rollout is completed");
        as.post(PROJECTS, "{\"name\": \"Other\", \"status\": \"paused\"}").expect(400);
    }

    @Test
    void tellsHowFarItHasCome() {
        var progress = PROJECTS + "/" + project + "/progress";
        assertThat(as.get(progress).expect(200).json().has("percent")).isFalse();
        as.post(MILESTONES, "{\"projectId\": \"%s\", \"name\": \"Live\", \"dueOn\": \"2020-01-01\"}".formatted(project))
                .expect(201);
        var of = "\"projectId\": \"" + project + "\", ";
        var done = task(of + "\"dueAt\": \"2020-01-01T00:00:00Z\"").expect(201).id();
        as.put(TASKS + "/" + done + "/completion", "").expect(200);
        task(of + "\"dueAt\": \"2020-01-01T00:00:00Z\"").expect(201);
        task(of + "\"dueAt\": \"2099-01-01T00:00:00Z\"").expect(201);
        var trashed = task(of + "\"dueAt\": \"2098-01-01T00:00:00Z\"").expect(201).id();
        as.delete(TASKS + "/" + trashed).expect(204);

        var told = as.get(progress).expect(200);

        assertThat(
                List.of(told.at("/percent"), told.at("/tasks/open"), told.at("/tasks/done"), told.at("/tasks/overdue"),
                        told.at("/milestones/open"), told.at("/milestones/overdue"), told.at("/nextDueAt")))
                .containsExactly("33", "2", "1", "1", "1", "1", "2099-01-01T00:00:00Z");
        people.signUp().api().get(progress).expect(404);
    }

    @Test
    void onlyMembersOfTheOrganizationWorkOnIt() {
        var owner = people.signUp();
        as = owner.api();
        project = as.post(PROJECTS, "{\"name\": \"Rollout\"}").expect(201).id();
        var guest = people.signUpInto(owner, "member");
        var stranger = people.signUp();
        var members = PROJECTS + "/" + project + "/members/";
        var added = as.put(members + guest.userId(), "{\"role\": \"Design\"}").expect(200);
        as.put(members + stranger.userId(), "{}").expect(404);

        assertThat(added.at("/role")).isEqualTo("Design");
        assertThat(as.get(PROJECTS + "/" + project + "/members").expect(200).json().at("/results")).hasSize(1);
        as.delete("/api/v1/organization/members/" + guest.userId()).expect(204);
        as.get(members + guest.userId()).expect(404);
    }

    @Test
    void aMilestoneGivesTasksItsProjectAndLeavesThemBehind() {
        var other = as.post(PROJECTS, "{\"name\": \"Other\"}").expect(201).id();
        var milestone = as.post(MILESTONES, "{\"projectId\": \"%s\", \"name\": \"Live\"}".formatted(project))
                .expect(201)
                .id();
        var task = task("\"milestoneId\": \"%s\"".formatted(milestone)).expect(201);
        var elsewhere = task("\"milestoneId\": \"%s\", \"projectId\": \"%s\"".formatted(milestone, other));
        var moved = as.patch(MILESTONES + "/" + milestone, "{\"projectId\": \"%s\"}".formatted(other));
        as.patch(MILESTONES + "/" + milestone, "{\"reachedOn\": \"2026-05-01\"}").expect(200);

        assertThat(task.at("/projectId")).isEqualTo(project);
        assertThat(elsewhere.expect(422).at("/errors/0/code")).isEqualTo("other-project");
        assertThat(moved.expect(422).at("/errors/0/code")).isEqualTo("not-movable");
        assertThat(as.get(PROJECTS + "/" + project + "/timeline").expect(200).text()).contains("Live was reached");
        as.delete(MILESTONES + "/" + milestone + "?permanent=true").expect(204);
        var left = as.get(TASKS + "/" + task.id()).expect(200);
        assertThat(left.json().has("milestoneId")).isFalse();
        assertThat(left.at("/projectId")).isEqualTo(project);
        as.delete(PROJECTS + "/" + project + "?permanent=true").expect(204);
        as.get(TASKS + "/" + task.id()).expect(404);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-29, Europe/Vienna, 2026-03-29T21:59:59.999999Z",
        "2026-10-25, Europe/Vienna, 2026-10-25T22:59:59.999999Z",
        "2026-06-01, Pacific/Auckland, 2026-06-01T11:59:59.999999Z",
        "2026-04-24, Africa/Cairo, 2026-04-24T20:59:59.999999Z"})
    void isDueByTheEndOfADayInAZone(String day, String zone, String moment) {
        var stated = task("\"dueOn\": \"%s\", \"dueZone\": \"%s\"".formatted(day, zone)).expect(201);
        var again = as.put(TASKS + "/" + stated.id(), stated.text()).expect(200);
        var otherwise = as.patch(TASKS + "/" + stated.id(), "{\"dueAt\": \"2026-01-01T00:00:00Z\"}").expect(422);

        assertThat(stated.at("/dueAt")).isEqualTo(moment);
        assertThat(again.at("/version")).isEqualTo(stated.at("/version"));
        assertThat(otherwise.at("/errors/0/code")).isEqualTo("contradictory");
    }

    @Test
    void takesThePersonsZoneWhereNoneIsStated() {
        var nobodys = task("\"dueOn\": \"2026-07-01\"").expect(201);
        assertThat(nobodys.at("/dueZone")).isEqualTo("UTC");
        as.patch(TASKS + "/" + nobodys.id(), "{\"title\": \"Other\"}").expect(200);
        as.patch("/api/v1/profile", "{\"timezone\": \"America/New_York\"}").expect(200);

        var stated = task("\"dueOn\": \"2026-07-01\"").expect(201);

        assertThat(stated.at("/dueZone")).isEqualTo("America/New_York");
        assertThat(stated.at("/dueAt")).isEqualTo("2026-07-02T03:59:59.999999Z");
        assertThat(task("\"dueOn\": \"2026-07-01\", \"dueZone\": \"Mars/Base\"").status()).isIn(400, 422);
    }

    @ParameterizedTest
    @CsvSource({"FREQ=HOURLY, unknown-rule", "FREQ=DAILY;INTERVAL=0, unknown-rule",
        "FREQ=WEEKLY;BYDAY=1MO, unknown-rule",
        "FREQ=DAILY;BYHOUR=9, unknown-rule", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30, unknown-rule",
        "FREQ=DAILY;COUNT=9;UNTIL=20300101, unknown-rule", "FREQ=SECONDLY, unknown-rule",
        "FREQ=MONTHLY;BYMONTHDAY=32, unknown-rule", "FREQ=DAILY, not-due"})
    void refusesOtherRules(String rule, String code) {
        var due = code.equals("not-due") ? "" : ", \"dueOn\": \"2026-07-01\"";

        var refused = task("\"recurrence\": \"%s\"%s".formatted(rule, due)).expect(422);

        assertThat(refused.at("/errors/0/code")).isEqualTo(code);
    }

    /** Years ahead: what is over by now is passed over. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "FREQ=DAILY | 2091-03-24T01:30:00Z | 2091-03-25T01:30:00Z 2091-03-26T00:30:00Z",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR | 2091-01-01T08:00:00Z | 2091-01-05T08:00:00Z 2091-01-15T08:00:00Z 2091-01-19T08:00:00Z",
        "FREQ=MONTHLY | 2091-01-31T08:00:00Z | 2091-02-28T08:00:00Z 2091-03-31T07:00:00Z",
        "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=30 | 2090-12-30T08:00:00Z | 2091-02-28T08:00:00Z 2091-04-30T07:00:00Z",
        "FREQ=MONTHLY;BYDAY=2TU | 2091-03-13T08:00:00Z | 2091-04-10T07:00:00Z 2091-05-08T07:00:00Z",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 | 2091-03-30T07:00:00Z | 2091-04-30T07:00:00Z 2091-05-31T07:00:00Z",
        "FREQ=MONTHLY;BYMONTHDAY=-1 | 2091-01-31T08:00:00Z | 2091-02-28T08:00:00Z 2091-03-31T07:00:00Z",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU | 2091-03-25T00:30:00Z | 2092-03-30T00:30:00Z 2093-03-29T00:30:00Z",
        "FREQ=HOURLY;INTERVAL=6 | 2091-03-24T20:30:00Z | 2091-03-25T01:30:00Z 2091-03-25T07:30:00Z",
        "FREQ=DAILY;BYHOUR=9,17 | 2091-03-24T08:00:00Z | 2091-03-24T16:00:00Z 2091-03-25T07:00:00Z"})
    void comesAgainByTheClockOfItsZone(String rule, String first, String following) {
        var task = task("\"recurrence\": \"%s\", \"dueZone\": \"Europe/Vienna\", \"dueAt\": \"%s\"".formatted(rule,
                first)).expect(201);

        for (var next : following.split(" ")) {
            as.put(TASKS + "/" + task.id() + "/completion", "").expect(200);
            task = open();
            assertThat(task.at("/dueAt")).isEqualTo(next);
        }
    }

    @ParameterizedTest
    @CsvSource({"FREQ=YEARLY;COUNT=3, FREQ=YEARLY;COUNT=2", "freq=yearly;until=20930701, FREQ=YEARLY;UNTIL=20930701"})
    void comesAgainUntilItsSeriesEnds(String rule, String rest) {
        var task = task("\"recurrence\": \"%s\", \"dueOn\": \"2091-07-01\", \"dueZone\": \"UTC\"".formatted(rule))
                .expect(201);
        as.put(TASKS + "/" + task.id() + "/completion", "").expect(200);
        assertThat(open().at("/dueOn")).isEqualTo("2092-07-01");
        assertThat(open().at("/recurrence")).isEqualTo(rest);
        as.put(TASKS + "/" + open().id() + "/completion", "").expect(200);
        assertThat(open().at("/dueOn")).isEqualTo("2093-07-01");

        as.put(TASKS + "/" + open().id() + "/completion", "").expect(200);

        assertThat(as.get(TASKS + "?filter=completedAt[is]:NULL").expect(200).json().at("/results")).isEmpty();
    }

    /** What is passed over counts. */
    @Test
    void comesAgainAsOftenAsItsSeriesHasLeft() {
        var first = LocalDate.now(ZoneOffset.UTC).minusDays(5);
        var task = task(
                "\"recurrence\": \"FREQ=DAILY;COUNT=10\", \"dueOn\": \"%s\", \"dueZone\": \"UTC\"".formatted(first))
                .expect(201);

        as.put(TASKS + "/" + task.id() + "/completion", "").expect(200);

        var days = (int) ChronoUnit.DAYS.between(first, LocalDate.parse(open().at("/dueOn")));
        assertThat(days).isBetween(5, 6);
        assertThat(open().at("/recurrence")).isEqualTo("FREQ=DAILY;COUNT=" + (10 - days));
    }

    @Test
    void comesAgainWithItsPartsAsTheyAre() {
        var owner = people.signUp();
        as = owner.api();
        var guest = people.signUpInto(owner, "member");
        var above = task("\"recurrence\": \"FREQ=WEEKLY\", \"dueOn\": \"2091-03-20\", \"dueZone\": \"Europe/Vienna\"")
                .expect(201)
                .id();
        var under = ", \"parentId\": \"%s\"".formatted(above);
        var first = named("First", ", \"dueAt\": \"2091-03-19T08:00:00Z\", \"dueZone\": \"Europe/Vienna\"" + under);
        var second = named("Second", ", \"dueOn\": \"2091-03-20\", \"dueZone\": \"Europe/Vienna\"" + under);
        var deep = named("Deep", ", \"parentId\": \"%s\"".formatted(second));
        named("Own", ", \"recurrence\": \"FREQ=DAILY\", \"dueOn\": \"2091-03-18\", \"dueZone\": \"UTC\"" + under);
        as.delete(TASKS + "/" + named("Gone", under)).expect(204);
        as.put(TASKS + "/" + second + "/blockers/" + first, "").expect(204);
        as.put(TASKS + "/" + first + "/assignees/" + owner.userId(), "").expect(204);
        as.put(TASKS + "/" + first + "/assignees/" + guest.userId(), "").expect(204);
        for (var done : List.of(first, deep, second)) {
            as.put(TASKS + "/" + done + "/completion", "").expect(200);
        }

        as.put(TASKS + "/" + above + "/completion?evenIfOpen=true", "").expect(200);

        var next = as.get(TASKS + "?filter=dueOn[eq]:2091-03-27,parentId[is]:NULL").expect(200).at("/results/0/id");
        var parts = as.get(TASKS + "?sort=id&filter=parentId[eq]:" + next).expect(200);
        assertThat(parts.json().at("/results").valueStream().map(part -> part.at("/title").asString()))
                .containsExactly("First", "Second");
        assertThat(parts.at("/results/0/dueAt")).isEqualTo("2091-03-26T07:00:00Z");
        assertThat(parts.at("/results/1/dueOn")).isEqualTo("2091-03-27");
        assertThat(parts.json().at("/results").valueStream()).noneMatch(part -> part.has("completedAt"));
        var copied = parts.at("/results/1/id");
        assertThat(as.get(TASKS + "/" + copied + "/blockers").expect(200).at("/results/0/blockerId"))
                .isEqualTo(parts.at("/results/0/id"));
        assertThat(as.get(TASKS + "/" + parts.at("/results/0/id") + "/assignees").json().at("/results")).hasSize(2);
        assertThat(as.get(TASKS + "?filter=parentId[eq]:" + copied).expect(200).at("/results/0/title"))
                .isEqualTo("Deep");
    }

    private String named(String title, String more) {
        return as.post(TASKS, "{\"title\": \"%s\"%s}".formatted(title, more)).expect(201).id();
    }

    @Test
    void comesAgainOnceHoweverManyFinishIt() throws Exception {
        var task = task("\"recurrence\": \"FREQ=DAILY\", \"dueOn\": \"2001-01-01\", \"dueZone\": \"Asia/Kolkata\"")
                .expect(201)
                .id();

        together(IntStream.range(0, 8)
                .<Callable<Answer>>mapToObj(_ -> () -> as
                        .put(TASKS + "/" + task + "/completion", ""))
                .toList());
        as.delete(TASKS + "/" + task + "/completion").expect(200);
        as.put(TASKS + "/" + task + "/completion", "").expect(200);

        assertThat(as.get(TASKS).expect(200).json().at("/results")).hasSize(2);
        var next = open();
        assertThat(LocalDate.parse(next.at("/dueOn"))).isAfter(LocalDate.parse("2026-01-01"));
        assertThat(Instant.parse(next.at("/dueAt"))).isBefore(Instant.now().plus(Duration.ofDays(2)));
    }

    @Test
    void noTaskIsAPartOfItself() throws Exception {
        var above = task("\"projectId\": \"%s\"".formatted(project)).expect(201).id();
        var below = task("\"projectId\": \"%s\"".formatted(project)).expect(201).id();

        var answers = together(List.of(() -> under(above, below), () -> under(below, above)));

        assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(200, 422);
    }

    @Test
    void isNotDoneBeforeItsPartsUnlessThatIsMeant() {
        var above = task("\"projectId\": \"%s\"".formatted(project)).expect(201).id();
        var below = task("\"parentId\": \"%s\"".formatted(above)).expect(201).id();
        var other = task("\"parentId\": \"%s\"".formatted(above)).expect(201).id();
        as.delete(TASKS + "/" + other).expect(204);
        var path = TASKS + "/" + above + "/completion";

        assertThat(as.put(path, "").expect(409).at("/detail")).contains(below).doesNotContain(other);
        as.put(path + "?evenIfOpen=true", "").expect(200);
        as.delete(path).expect(200);
        as.put(TASKS + "/" + below + "/completion", "").expect(200);
        as.put(path, "").expect(200);
    }

    @Test
    void waitsForOthersUntilTheyAreDone() throws Exception {
        var first = as.post(TASKS, "{\"title\": \"Sign\"}").expect(201).id();
        var second = as.post(TASKS, "{\"title\": \"Build\"}").expect(201).id();
        as.put(TASKS + "/" + second + "/blockers/" + first, "").expect(204);
        var blocked = as.put(TASKS + "/" + second + "/completion", "").expect(409);
        var circle = as.put(TASKS + "/" + first + "/blockers/" + second, "").expect(409);
        as.put(TASKS + "/" + first + "/blockers/" + first, "").expect(409);

        assertThat(blocked.at("/detail")).contains(first + " (Sign)");
        assertThat(circle.at("/detail")).contains("waits for this one");
        assertThat(as.get(TASKS + "/" + second + "/blockers").expect(200).at("/results/0/blockerId")).isEqualTo(first);
        assertThat(as.get(TASKS + "?filter=blockers[eq]:" + first).expect(200).at("/results/0/id")).isEqualTo(second);
        as.put(TASKS + "/" + first + "/completion", "").expect(200);
        as.put(TASKS + "/" + second + "/completion", "").expect(200);
    }

    /** Three at once that would close a circle of three, each by itself. */
    @Test
    void tasksCloseNoCircleTogether() throws Exception {
        var ids = IntStream.range(0, 3)
                .mapToObj(i -> as.post(TASKS, "{\"title\": \"T" + i + "\"}").expect(201).id())
                .toList();

        var answers = together(IntStream.range(0, 3)
                .<Callable<Answer>>mapToObj(i -> () -> as
                        .put(TASKS + "/" + ids.get(i) + "/blockers/" + ids.get((i + 1) % 3), ""))
                .toList());

        assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(204, 204, 409);
    }

    @Test
    void severalAreToDoIt() {
        var owner = people.signUp();
        as = owner.api();
        var guest = people.signUpInto(owner, "member");
        var id = as.post(TASKS, "{\"title\": \"Sign\"}").expect(201).id();
        for (var user : List.of(owner.userId(), guest.userId(), guest.userId())) {
            as.put(TASKS + "/" + id + "/assignees/" + user, "").expect(204);
        }
        as.put(TASKS + "/" + id + "/assignees/" + people.signUp().userId(), "").expect(404);
        var both = as.get(TASKS + "/" + id + "/assignees").expect(200);
        var found = as.get(TASKS + "?filter=assignees[eq]:" + guest.userId()).expect(200);
        as.delete(TASKS + "/" + id + "/assignees/" + owner.userId()).expect(204);

        assertThat(both.json().at("/results")).hasSize(2);
        assertThat(both.at("/results/0/userId")).isEqualTo(owner.userId().toString());
        assertThat(found.at("/results/0/id")).isEqualTo(id);
        assertThat(as.get(TASKS + "/" + id).expect(200).at("/assigneeId")).isEqualTo(guest.userId().toString());
        assertThat(as.get(TASKS + "/" + id + "/assignees").expect(200).json().at("/results")).hasSize(1);
    }

    @Test
    void aDayHasWhatIsDueForWhoeverAsksAndMayReadIt() {
        var owner = people.signUp();
        as = owner.api();
        var guest = people.signUpInto(owner, "member");
        as.patch("/api/v1/profile", "{\"timezone\": \"Pacific/Kiritimati\"}").expect(200);
        var today = LocalDate.now(ZoneId.of("Pacific/Kiritimati"));
        project = as.post(PROJECTS, "{\"name\": \"Rollout\", \"userId\": \"%s\"}".formatted(owner.userId()))
                .expect(201)
                .id();
        as.post(MILESTONES, "{\"projectId\": \"%s\", \"name\": \"Live\", \"dueOn\": \"%s\"}".formatted(project, today))
                .expect(201);
        var mine = "\"assigneeId\": \"%s\"".formatted(owner.userId());
        task(mine + ", \"dueOn\": \"%s\"".formatted(today)).expect(201);
        var overdue = task(mine + ", \"dueAt\": \"2026-01-01T00:00:00Z\"").expect(201).id();
        task(mine + ", \"dueOn\": \"%s\"".formatted(today.plusDays(1))).expect(201);
        task("\"dueOn\": \"%s\"".formatted(today)).expect(201);

        var day = as.get("/api/v1/my-day").expect(200);

        assertThat(day.at("/date")).isEqualTo(today.toString());
        assertThat(day.json().at("/items").valueStream().map(item -> item.at("/kind").asString()))
                .containsExactly("task", "task", "milestone");
        assertThat(day.at("/items/0/id")).isEqualTo(overdue);
        assertThat(day.at("/items/0/overdue")).isEqualTo("true");
        assertThat(day.at("/items/1/overdue")).isEqualTo("false");
        assertThat(guest.api().get("/api/v1/my-day").expect(200).json().at("/items")).isEmpty();
        as.put(TASKS + "/" + overdue + "/assignees/" + guest.userId(), "").expect(204);
        assertThat(guest.api().get("/api/v1/my-day").expect(200).json().at("/items")).hasSize(1);
        as.post("/api/v1/events", "{\"title\": \"Fair\", \"startDate\": \"%s\", \"ownerId\": \"%s\"}".formatted(today,
                owner.userId())).expect(201);
        assertThat(as.get("/api/v1/my-day").json().at("/items").valueStream().map(item -> item.at("/title").asString()))
                .contains("Fair");
        assertThat(guest.api().get("/api/v1/my-day").text()).doesNotContain("Fair");
        var part = task(mine + ", \"dueOn\": \"%s\", \"projectId\": \"%s\"".formatted(today, project)).expect(201).id();
        assertThat(as.get("/api/v1/my-day").text()).contains("\"" + part + "\"");
        for (var ended : List.of("completed", "archived")) {
            as.patch(PROJECTS + "/" + project, "{\"status\": \"%s\"}".formatted(ended)).expect(200);
            assertThat(as.get("/api/v1/my-day").text()).as(ended).doesNotContain("\"" + part + "\"");
        }
    }

    @Test
    void aWorkflowGivesANewProjectItsTasks() {
        var workflow = Workflows.of(as).onEvent("project.created", """
                [{"type": "create_task", "config": {"title": "Plan {{trigger.name}}", "dueIn": "P1D",
                    "projectId": "{{trigger.projectId}}", "recurrence": "FREQ=WEEKLY;BYDAY=MO"}}]""");
        var begun = as.post(PROJECTS, "{\"name\": \"Move\"}").expect(201).id();

        var run = Workflows.of(as).onlyRun(workflow);

        assertThat(run.at("/status")).as(run.text()).isEqualTo("succeeded");
        var made = as.get(TASKS + "?filter=projectId[eq]:" + begun).expect(200);
        assertThat(made.at("/results/0/title")).isEqualTo("Plan Move");
        assertThat(made.at("/results/0/recurrence")).isEqualTo("FREQ=WEEKLY;BYDAY=MO");
        assertThat(made.at("/results/0/dueZone")).isEqualTo("UTC");
    }

    private Answer under(String task, String parent) {
        return as.patch(TASKS + "/" + task, "{\"parentId\": \"%s\"}".formatted(parent));
    }

    private Answer open() {
        var id = as.get(TASKS + "?filter=completedAt[is]:NULL").expect(200).at("/results/0/id");
        return as.get(TASKS + "/" + id).expect(200);
    }

    private Answer task(String properties) {
        return as.post(TASKS, "{\"title\": \"Call\", " + properties + "}");
    }

    private static List<Answer> together(List<Callable<Answer>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Answer>();
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
