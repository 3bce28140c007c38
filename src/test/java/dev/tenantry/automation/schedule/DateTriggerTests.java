package dev.tenantry.automation.schedule;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.automation.Workflows;
import dev.tenantry.automation.definition.DateRule;
import dev.tenantry.shared.record.DatedRecords;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Workflows start by the days that records have, once for each. */
class DateTriggerTests extends ApiTest {

    private static final ZoneId ZONE = ZoneId.of("Pacific/Auckland");
    private static final String STEPS = """
            [{"type":"create_task","config":{"title":"{{trigger.name}} {{trigger.date}} {{opportunity.stage}}"}}]""";

    @SuppressWarnings("NullAway.Init")
    private Api api;
    @SuppressWarnings("NullAway.Init")
    private Workflows workflows;

    @BeforeEach
    void signUp() {
        api = people.signUp().api();
        workflows = Workflows.of(api);
    }

    @Test
    void eachDayOfARecordStartsOneRun() {
        var workflow = dated("\"field\":\"opportunity.expectedCloseOn\",\"days\":-3,\"at\":\"09:00\"");
        var day = today(workflow).plusDays(3);
        var deal = deal("Engine", day);
        var other = deal("Loom", day.plusDays(1));
        var closed = deal("Sold", day);
        api.patch("/api/v1/opportunities/" + closed, "{\"stage\":\"Won\"}").expect(200);
        api.delete("/api/v1/opportunities/" + deal("Gone", day)).expect(204);

        come(workflow, 0);

        var run = workflows.onlyRun(workflow);
        assertThat(api.get("/api/v1/tasks/" + run.at("/steps/0/result/taskId")).at("/title"))
                .isEqualTo("Engine %s Prospecting".formatted(day));
        assertThat(why(workflow, deal)).isEqualTo("started run");
        assertThat(why(workflow, other)).isEqualTo("waiting date");
        assertThat(why(workflow, closed)).isEqualTo("not_meant date");
        come(workflow, 0);
        assertThat(runs(workflow)).isEqualTo(1);
        api.patch("/api/v1/opportunities/" + other, "{\"expectedCloseOn\":\"%s\"}".formatted(day)).expect(200);
        come(workflow, 0);
        assertThat(runs(workflow)).isEqualTo(2);
    }

    /** However long nobody looked, and however many there are. */
    @Test
    void whatWasMissedIsCaughtUpInParts() {
        var every = dated("\"field\":\"opportunity.expectedCloseOn\"");
        var none = dated("\"field\":\"opportunity.expectedCloseOn\",\"catchUp\":\"none\"");
        var large = dated(
                """
                "field":"opportunity.expectedCloseOn","filter":[{"field":"trigger.amount.amount","operator":"gte","value":1000}]""");
        var today = today(every);
        deal("Yesterday", today.minusDays(1));
        var many = DateStarts.BATCH + 10;
        for (var part = 0; part < many; part += 170) {
            api.post("/api/v1/opportunities/batch/create", "{\"inputs\":[%s]}".formatted(
                    "{\"properties\":{\"name\":\"Many\",\"expectedCloseOn\":\"%s\"}}".formatted(today.minusDays(2))
                            + ",{\"properties\":{\"name\":\"Many\",\"expectedCloseOn\":\"%s\"}}"
                                    .formatted(today.minusDays(2))
                                    .repeat(169)))
                    .expect(200);
        }

        come(every, 2);
        come(none, 2);
        come(large, 2);

        assertThat(runs(every)).isEqualTo(many + 1);
        assertThat(runs(none)).isZero();
        assertThat(runs(large)).isZero();
    }

    @Test
    void momentsHaveTheirDayInTheZone() {
        var workflow = workflows.active(
                "{\"type\":\"date\",\"field\":\"task.dueAt\",\"zone\":\"%s\"}".formatted(ZONE),
                "[{\"type\":\"add_note\",\"config\":{\"body\":\"{{trigger.title}}\"}}]");
        var today = today(workflow);
        task("early", today.minusDays(1).atTime(LocalTime.MAX.withNano(0)).atZone(ZONE).toInstant().toString());
        task("first", today.atStartOfDay(ZONE).toInstant().toString());
        task("late", today.plusDays(1).atStartOfDay(ZONE).toInstant().toString());

        come(workflow, 0);

        assertThat(workflows.onlyRun(workflow).at("/triggerData/trigger/title")).isEqualTo("first");
    }

    /** Each moment of a record starts one run, as long before it as is stated. */
    @Test
    void momentsStartRunsSomeTimeBeforeThem() {
        var workflow = workflows.active("{\"type\":\"date\",\"field\":\"task.dueAt\",\"offset\":\"-PT2H\"}",
                "[{\"type\":\"add_note\",\"config\":{\"body\":\"{{trigger.title}} {{trigger.date}}\"}}]");
        var last = lastLook(workflow);
        var early = last.plus(Duration.ofHours(2)).minus(DateRule.EVERY);
        task("early", early.toString());
        var moved = task("due", early.plusMillis(1).toString());
        task("later", last.plus(Duration.ofHours(2)).plusMillis(1).toString());

        look(workflow);

        assertThat(workflows.onlyRun(workflow).at("/triggerData/trigger/title")).isEqualTo("due");
        look(workflow);
        assertThat(runs(workflow)).isEqualTo(1);
        api.patch("/api/v1/tasks/" + moved, "{\"dueAt\":\"%s\"}".formatted(early.plusSeconds(100))).expect(200);
        look(workflow);
        assertThat(runs(workflow)).isEqualTo(2);
        // Each of more than a hundred looks, the early one among them.
        task("missed", last.minus(Duration.ofHours(7)).toString());
        come(workflow, "interval '9 hours 5 minutes'");
        assertThat(runs(workflow)).isEqualTo(4);
    }

    private static Instant lastLook(String workflow) {
        return Instant.parse(Objects.requireNonNull(text(
                "select to_char(tick_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') from workflow_schedules where workflow_id = '%s'"
                        .formatted(workflow))))
                .minus(DateRule.EVERY);
    }

    private static void look(String workflow) {
        come(workflow, "interval '5 minutes'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"date"}                                                               | trigger.field
            {"type":"date","field":"opportunity.name"}                                    | trigger.field
            {"type":"date","field":"task.dueAt","days":400}                               | trigger.days
            {"type":"date","field":"task.dueAt","offset":"-P1D"}                          | trigger.offset
            {"type":"date","field":"opportunity.expectedCloseOn","offset":"-PT2H"}        | trigger.offset
            {"type":"date","field":"task.dueAt","offset":"-PT2H","days":1}                | trigger.days
            {"type":"date","field":"task.dueAt","at":"24:00"}                             | trigger.at
            {"type":"date","field":"task.dueAt","zone":"Mars/Olympus"}                    | trigger.zone
            {"type":"date","field":"task.dueAt","cron":"0 9 * * *"}                       | trigger.cron
            {"type":"date","field":"task.dueAt","filter":[{"field":"trigger.nothing","operator":"exists"}]} | trigger.filter[0].field
            """)
    void refusesWhatIsNone(String trigger, String field) {
        assertThat(workflows.create(trigger, STEPS).expect(422).at("/errors/0/field")).isEqualTo(field);
    }

    /** Whatever is found by its day is found by an index. */
    @Test
    void eachFieldHasAnIndex(@Autowired DatedRecords dated) throws SQLException {
        for (var field : dated.fields()) {
            var table = field.startsWith("opportunity.")
                    ? "opportunities"
                    : field.substring(0, field.indexOf('.')) + "s";
            var column = field.substring(field.indexOf('.') + 1).replaceAll("([A-Z])", "_$1").toLowerCase();
            assertThat(count(
                    "select count(*) from pg_indexes where tablename = '%s' and indexdef like '%%(organization_id, %s%%'"
                            .formatted(table, column)))
                    .as(field)
                    .isPositive();
        }
    }

    private String dated(String config) {
        return workflows.active("{\"type\":\"date\",\"zone\":\"%s\",%s}".formatted(ZONE, config), STEPS);
    }

    private String deal(String name, LocalDate day) {
        return api.post("/api/v1/opportunities", "{\"name\":\"%s\",\"expectedCloseOn\":\"%s\"}".formatted(name, day))
                .expect(201)
                .id();
    }

    private String task(String title, String due) {
        return api.post("/api/v1/tasks", "{\"title\":\"%s\",\"dueAt\":\"%s\"}".formatted(title, due)).expect(201).id();
    }

    private String why(String workflow, String deal) {
        var first = api.get("/api/v1/workflows/" + workflow + "/why?record=opportunity/" + deal)
                .expect(200)
                .json()
                .at("/results")
                .valueStream()
                .filter(one -> !one.has("eventId"))
                .findFirst()
                .orElseThrow();
        return first.path("outcome").asString() + " " + first.at("/stages/0/stage").asString();
    }

    private int runs(String workflow) {
        return (int) count("select count(*) from workflow_execution_logs where workflow_id = '%s'".formatted(workflow));
    }

    /** The day whose time came last. */
    private static LocalDate today(String workflow) {
        var next = Objects.requireNonNull(
                text("select (tick_at at time zone '%s')::date from workflow_schedules where workflow_id = '%s'"
                        .formatted(ZONE, workflow)));
        return LocalDate.parse(next).minusDays(1);
    }

    /** As if its last times, from so many days ago on, had not been looked at; until they are. */
    private static void come(String workflow, int daysAgo) {
        come(workflow, "interval '%d days'".formatted(daysAgo + 1));
    }

    private static void come(String workflow, String ago) {
        var next = text("select tick_at from workflow_schedules where workflow_id = '%s'".formatted(workflow));
        for (var statement : List.of(
                "update workflow_schedules set tick_at = tick_at - %s, due_at = now() where workflow_id = '%s'"
                        .formatted(ago, workflow),
                "insert into work_tickets (organization_id, queue) select organization_id, 'schedules' from workflow_schedules where workflow_id = '%s'"
                        .formatted(workflow))) {
            try (var connection = TestDatabase.server().connectAsSuperuser();
                    var update = connection.createStatement()) {
                assertThat(update.executeUpdate(statement)).isEqualTo(1);
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }
        Workflows.await(
                () -> Objects.equals(next,
                        text("select tick_at from workflow_schedules where workflow_id = '%s'".formatted(workflow))),
                "the next time was not set");
    }

    private static long count(String sql) {
        return Long.parseLong(Objects.requireNonNull(text(sql)));
    }

    private static @Nullable String text(String sql) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
