package dev.tenantry.crm;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class ForecastReportTests extends ApiTest {

    private static final String DEALS = "/api/v1/opportunities";
    private static final String RATES = "/api/v1/exchange-rates";
    private static final String YEAR = "/api/v1/reports/forecast?from=2025-01-01&to=2025-12-31";

    private Person owner = new Person(Api.at(0), new UUID(0, 0), new UUID(0, 0), "", "", "", "");

    @BeforeEach
    void signUp() {
        owner = people.signUp();
    }

    @Test
    void isByMonthAndCategoryWeightedAndNot() {
        deal("Engaging", "100", "USD", "2025-05-01", null);
        deal("Prospecting", "50", "USD", "2025-05-31", "best_case");
        deal("Prospecting", "7", "USD", "2025-05-31", "omitted");
        deal("Engaging", "30", "USD", "2025-06-01", "commit");
        deal("Engaging", "1", "USD", "2026-01-01", null);

        var year = ask(YEAR);
        var months = told(year);

        assertThat(year.json().at("/months")).hasSize(12);
        assertThat(year.json().at("/months/0/categories").findValuesAsString("deals")).containsOnly("0").hasSize(4);
        assertThat(owner.api().with("Accept", "text/csv").get(YEAR).expect(200).text().lines())
                .contains("all,2025-01-01,,,commit,0,0.00,0.00,USD,0,,,,,,");
        assertThat(owner.api().with("Accept", "image/svg+xml").get(YEAR).expect(200).text()).contains(">2025&#45;01<",
                ">2025&#45;12<");
        assertThat(months).hasSize(2);
        assertThat(months.getFirst().at("/month").asString()).isEqualTo("2025-05-01");
        assertThat(figures(months.get(0))).containsExactly("pipeline 1 100.00 40.00", "best_case 1 50.00 5.00");
        assertThat(figures(months.get(1))).containsExactly("commit 1 30.00 12.00");
        assertThat(figures(months.get(1).at("/owners/0"))).containsExactly("commit 1 30.00 12.00");
    }

    @Test
    void whatIsWonIsClosedInTheMonthOfItsClosingAndWhatIsLostIsNone() {
        var won = deal("Engaging", "100", "USD", "2025-05-01", "commit");
        owner.api().put(DEALS + "/" + won + "/stage", "{\"stage\": \"Won\", \"closedOn\": \"2025-03-02\"}").expect(200);
        var lost = deal("Engaging", "100", "USD", "2025-05-01", null);
        owner.api()
                .put(DEALS + "/" + lost + "/stage", "{\"stage\": \"Lost\", \"closedOn\": \"2025-03-02\"}")
                .expect(200);

        var months = told(ask(YEAR));

        assertThat(months).hasSize(1);
        assertThat(figures(months.get(0))).containsExactly("closed 1 100.00 100.00");
    }

    /** The figures of the months, of what is overdue and of what has no day have every open deal that was not expected later. */
    @Test
    void whatIsOpenAndWasExpectedBeforeIsOverdue() {
        deal("Engaging", "100", "USD", "2020-05-01", null);
        deal("Prospecting", "50", "USD", "2029-12-31", null);
        var won = deal("Engaging", "70", "USD", "2020-05-01", null);
        owner.api().put(DEALS + "/" + won + "/stage", "{\"stage\": \"Won\", \"closedOn\": \"2020-05-02\"}").expect(200);
        var lost = deal("Engaging", "30", "USD", "2020-05-01", null);
        owner.api()
                .put(DEALS + "/" + lost + "/stage", "{\"stage\": \"Lost\", \"closedOn\": \"2020-05-02\"}")
                .expect(200);

        var years = ask(YEAR.replace("2025", "2030"));
        var ahead = years.json();
        var back = ask("/api/v1/reports/forecast?from=2020-05-01&to=2020-05-31").json();

        assertThat(figures(ahead.at("/overdue"))).containsExactly("pipeline 1 100.00 40.00");
        assertThat(told(years)).isEmpty();
        assertThat(ahead.has("withoutDay")).isFalse();
        assertThat(back.has("overdue")).isFalse();
        assertThat(figures(back.at("/months/0"))).contains("pipeline 1 100.00 40.00");
    }

    @Test
    void aMissingRateIsSaidAndNeverTakenForOne() {
        deal("Engaging", "100", "EUR", "2025-05-01", null);
        deal("Engaging", "10", "USD", "2025-05-01", null);
        var without = ask(YEAR);
        var now = without.at("/asOf");
        var rate = rate("EUR", "USD", "2020-01-01", "1.25");
        var with = ask(YEAR);
        owner.api().patch(RATES + "/" + rate, "{\"rate\": \"2\"}").expect(200);

        assertThat(figures(told(without).getFirst())).containsExactly("pipeline 2 10.00 4.00");
        assertThat(without.at("/months/4/categories/0/unconverted")).isEqualTo("1");
        assertThat(without.json().at("/missingRates").toString())
                .isEqualTo(
                        "[{\"currency\":\"EUR\",\"deals\":1,\"amount\":{\"amount\":\"100.00\",\"currency\":\"EUR\"},\"targets\":0}]");
        assertThat(figures(told(with).getFirst())).containsExactly("pipeline 2 135.00 54.00");
        assertThat(with.json().at("/missingRates")).isEmpty();
        assertThat(figures(told(ask(YEAR)).getFirst())).containsExactly("pipeline 2 210.00 84.00");
        assertThat(ask(YEAR + "&asOf=" + with.at("/asOf")).json()).isEqualTo(with.json());
        assertThat(ask(YEAR + "&asOf=" + now).json()).isEqualTo(without.json());
    }

    @Test
    void theRateOfADayIsTheNewestUntilThenAndAnInverseOneSaysSo() {
        rate("USD", "EUR", "2021-03-01", "0.5");
        rate("EUR", "USD", "2021-02-01", "3");
        for (var day : List.of("2021-02-28", "2021-03-01", "2021-01-31")) {
            var deal = deal("Engaging", "10", "EUR", "2021-05-01", null);
            owner.api()
                    .put(DEALS + "/" + deal + "/stage", "{\"stage\": \"Won\", \"closedOn\": \"%s\"}".formatted(day))
                    .expect(200);
        }

        var answer = ask("/api/v1/reports/forecast?from=2021-01-01&to=2021-12-31");

        assertThat(figures(answer.json().at("/months/0"))).containsExactly("closed 1 0.00 0.00");
        assertThat(figures(answer.json().at("/months/1"))).containsExactly("closed 1 30.00 30.00");
        assertThat(figures(answer.json().at("/months/2"))).containsExactly("closed 1 20.00 20.00");
        assertThat(answer.json().at("/rates").toString()).isEqualTo(
                "[{\"currency\":\"EUR\",\"oldest\":\"2021-02-01\",\"newest\":\"2021-03-01\",\"inverse\":true}]");
        assertThat(answer.at("/missingRates/0/deals")).isEqualTo("1");
    }

    @Test
    void whatAStageIsWorthTodayDoesNotChangeThePast() {
        var pipeline = "/api/v1/pipelines/" + owner.api().get("/api/v1/pipelines").at("/results/0/id");
        deal("Engaging", "100", "USD", "2025-05-01", null);
        var before = ask(YEAR);

        owner.api()
                .put(pipeline, owner.api()
                        .get(pipeline)
                        .text()
                        .replace("\"probability\":40,\"forecastCategory\":\"pipeline\"",
                                "\"probability\":90,\"forecastCategory\":\"commit\"")
                        .replace("\"Engaging\"", "\"Talking\""))
                .expect(200);

        assertThat(figures(told(ask(YEAR)).getFirst())).containsExactly("commit 1 100.00 90.00");
        assertThat(ask(YEAR + "&asOf=" + before.at("/asOf")).json()).isEqualTo(before.json());
        assertThat(told(ask(YEAR + "&asOf=" + LocalDate.now(ZoneOffset.UTC).minusDays(1)))).isEmpty();
    }

    @Test
    void targetsStandBesideWhatIsClosed() {
        var team = owner.api().post("/api/v1/teams", "{\"name\": \"West\"}").expect(201).id();
        owner.api().put("/api/v1/teams/" + team + "/members/" + owner.userId(), "{}").expect(200);
        target("", "200");
        target("\"ownerId\": \"%s\",".formatted(owner.userId()), "50");
        target("\"teamId\": \"%s\",".formatted(team), "400");
        var won = owner.api().post(DEALS, """
                {"name": "Deal", "stage": "Won", "closedOn": "2025-05-03", "ownerId": "%s",
                 "amount": {"amount": "100", "currency": "USD"}}""".formatted(owner.userId())).expect(201);

        var month = told(ask(YEAR)).getFirst();

        assertThat(won.at("/ownerId")).isNotEmpty();
        assertThat(month.at("/target/amount").asString()).isEqualTo("200.00");
        assertThat(month.at("/attainment").asString()).isEqualTo("50.0");
        assertThat(month.at("/owners/0/attainment").asString()).isEqualTo("200.0");
        assertThat(month.at("/teams/0/attainment").asString()).isEqualTo("25.0");
        assertThat(month.at("/teams/0/name").asString()).isEqualTo("West");
        assertThat(month.at("/owners/0/name").asString()).isNotBlank();
        owner.api().post("/api/v1/forecast-targets", """
                {"month": "2025-06-01", "amount": {"amount": "1", "currency": "JPY"}}""").expect(201);
        assertThat(told(ask(YEAR))).hasSize(1);
        assertThat(ask(YEAR).at("/missingRates/0/targets")).isEqualTo("1");
        assertThat(ask(YEAR + "&teamId=" + team).at("/months/4/target/amount")).isEqualTo("400.00");
        assertThat(owner.api()
                .post("/api/v1/forecast-targets", """
                {"month": "2025-05-01", "amount": {"amount": "1", "currency": "USD"}}""")
                .expect(409)
                .at("/errors/0/field"))
                .isEqualTo("aim");
    }

    @Test
    void whatIsAimedAtTodayDoesNotChangeThePast() {
        target("", "200");
        target("\"ownerId\": \"%s\",".formatted(owner.userId()), "50");
        var before = ask(YEAR);
        var targets = owner.api().get("/api/v1/forecast-targets").json().at("/results");

        owner.api()
                .patch("/api/v1/forecast-targets/" + targets.at("/0/id").asString(),
                        "{\"amount\": {\"amount\": \"1\", \"currency\": \"USD\"}}")
                .expect(200);
        owner.api().delete("/api/v1/forecast-targets/" + targets.at("/1/id").asString()).expect(204);

        assertThat(before.at("/months/4/target/amount")).isEqualTo("200.00");
        assertThat(ask(YEAR).json()).isNotEqualTo(before.json());
        assertThat(ask(YEAR + "&asOf=" + before.at("/asOf")).json()).isEqualTo(before.json());
    }

    @Test
    void whoHasLeftOwnsNoneAndOwnsTheOnesOfBefore() throws SQLException {
        var seller = people.signUpInto(owner, "member");
        owner.api()
                .post(DEALS, """
                {"name": "Deal", "expectedCloseOn": "2025-05-03", "ownerId": "%s"}""".formatted(seller.userId()))
                .expect(201);
        var before = ask(YEAR);

        handOver(seller);

        assertThat(before.at("/months/4/owners/0/ownerId")).isEqualTo(seller.userId().toString());
        assertThat(ask(YEAR).json().at("/months/4/owners/0").has("ownerId")).isFalse();
        assertThat(told(ask(YEAR + "&ownerId=" + seller.userId()))).isEmpty();
        assertThat(ask(YEAR + "&asOf=" + before.at("/asOf")).json()).isEqualTo(before.json());
    }

    @Test
    void whatIsClosedCountsForWhoOwnedItThen() throws SQLException {
        var seller = people.signUpInto(owner, "member");
        var deal = owner.api().post(DEALS, """
                {"name": "Deal", "stage": "Won", "closedOn": "2025-05-03", "ownerId": "%s",
                 "amount": {"amount": "100", "currency": "USD"}}""".formatted(seller.userId())).expect(201).id();
        var late = owner.api()
                .post(DEALS, "{\"name\": \"Late\", \"stage\": \"Won\", \"closedOn\": \"2025-05-03\"}")
                .expect(201)
                .id();
        owner.api().patch(DEALS + "/" + late, "{\"ownerId\": \"%s\"}".formatted(seller.userId())).expect(200);
        owner.api().patch(DEALS + "/" + deal, "{\"ownerId\": \"%s\"}".formatted(owner.userId())).expect(200);
        isTheSellers(seller);

        handOver(seller);

        isTheSellers(seller);
        owner.api().put(DEALS + "/" + deal + "/stage", "{\"stage\": \"Engaging\"}").expect(200);
        owner.api()
                .put(DEALS + "/" + deal + "/stage", "{\"stage\": \"Won\", \"closedOn\": \"2025-05-04\"}")
                .expect(200);
        assertThat(ask("/api/v1/reports/pipeline?from=2025-05-01&to=2025-05-31&ownerId=" + owner.userId()).at("/won"))
                .isEqualTo("1");
    }

    private void isTheSellers(Person seller) {
        var may = "?from=2025-05-01&to=2025-05-31";
        assertThat(ask("/api/v1/reports/forecast" + may).json().at("/months/0/owners").findValuesAsString("ownerId"))
                .containsExactly(seller.userId().toString());
        var activity = ask("/api/v1/reports/activity" + may);
        assertThat(activity.json().at("/members").findValuesAsString("memberId")).contains(seller.userId().toString());
        assertThat(ask("/api/v1/reports/activity" + may + "&ownerId=" + seller.userId()).at("/total/dealsWon"))
                .isEqualTo("2");
        assertThat(ask("/api/v1/reports/pipeline" + may + "&ownerId=" + seller.userId()).at("/won")).isEqualTo("2");
        assertThat(ask("/api/v1/reports/pipeline" + may + "&ownerId=" + owner.userId()).at("/won")).isEqualTo("0");
    }

    @Test
    void whoeverComesToATeamOrGoesDoesNotChangeThePast() {
        var seller = people.signUpInto(owner, "member");
        var members = "/api/v1/teams/" + owner.api().post("/api/v1/teams", "{\"name\": \"West\"}").expect(201).id()
                + "/members/";
        var team = YEAR + "&teamId=" + members.split("/")[4];
        owner.api()
                .post(DEALS, """
                {"name": "Deal", "expectedCloseOn": "2025-05-03", "ownerId": "%s"}""".formatted(seller.userId()))
                .expect(201);
        var before = ask(YEAR);
        owner.api().put(members + seller.userId(), "{}").expect(200);
        var during = ask(YEAR);
        owner.api().delete(members + seller.userId()).expect(204);
        var behind = ask(YEAR);

        assertThat(during.at("/months/4/teams/0/name")).isEqualTo("West");
        assertThat(behind.json().at("/months/4/teams")).isEmpty();
        for (var then : List.of(before, during, behind)) {
            assertThat(ask(YEAR + "&asOf=" + then.at("/asOf")).json()).isEqualTo(then.json());
        }
        assertThat(told(ask(team))).isEmpty();
        assertThat(told(ask(team + "&asOf=" + during.at("/asOf")))).hasSize(1);
        owner.api().put(members + seller.userId(), "{}").expect(200);
        var again = ask(YEAR);
        owner.api().delete("/api/v1/organization/members/" + seller.userId()).expect(204);
        assertThat(ask(YEAR + "&asOf=" + again.at("/asOf")).json().at("/months/4/teams")).hasSize(1);
        assertThat(told(ask(team))).isEmpty();
    }

    @Test
    void whatCannotBeAskedIsRefusedByName() {
        var report = "/api/v1/reports/forecast?";
        assertThat(owner.api().get(report + "asOf=yesterday").expect(400).at("/errors/0/field")).isEqualTo("asOf");
        assertThat(owner.api().get(report + "zone=Mars").expect(400).at("/errors/0/field")).isEqualTo("zone");
        assertThat(owner.api().get(report + "from=2025-01-01&to=2024-01-01").expect(400).at("/errors/0/message"))
                .contains("before from");
        assertThat(owner.api().get(report + "from=2020-01-01&to=2024-01-01").expect(400).at("/errors/0/message"))
                .contains("36 months");
        owner.api().get(report + "month=5").expect(400);
    }

    @Test
    void howDealsWentIsTold() {
        for (var amount : List.of("100", "200")) {
            owner.api().post(DEALS, """
                    {"name": "Deal", "stage": "Won", "startedOn": "2020-05-01", "closedOn": "2020-05-11",
                     "amount": {"amount": "%s", "currency": "USD"}}""".formatted(amount)).expect(201);
        }
        owner.api().post(DEALS, "{\"name\": \"Lost\", \"stage\": \"Lost\", \"closedOn\": \"2020-05-11\"}").expect(201);
        var open = deal("Prospecting", "1", "USD", "2025-01-01", null);
        owner.api().put(DEALS + "/" + open + "/stage", "{\"stage\": \"Engaging\"}").expect(200);

        var past = owner.api().get("/api/v1/reports/pipeline?from=2020-05-01&to=2020-05-31").expect(200);
        var today = LocalDate.now(ZoneOffset.UTC);
        var now = owner.api()
                .get("/api/v1/reports/pipeline?from=%s&to=%s".formatted(today.minusDays(1), today.plusDays(1)))
                .expect(200);

        assertThat(past.at("/winRate")).isEqualTo("66.7");
        assertThat(past.at("/averageCycleDays")).isEqualTo("10.0");
        assertThat(past.at("/wonAmount/amount")).isEqualTo("300.00");
        // One is open, two of three are won, at 150 each, in ten days.
        assertThat(past.at("/velocity/amount")).isEqualTo("10.00");
        assertThat(past.json().at("/stages")).isEmpty();
        var stage = now.json()
                .at("/stages")
                .valueStream()
                .filter(one -> one.at("/stage").asString().equals("Prospecting"))
                .findFirst()
                .orElseThrow();
        assertThat(stage.at("/next/0/stage").asString()).isEqualTo("Engaging");
        assertThat(stage.at("/next/0/share").asString()).isEqualTo("100.0");
    }

    private void handOver(Person seller) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement("select app.hand_over(?, ?)")) {
            statement.setObject(1, owner.organizationId());
            statement.setObject(2, seller.userId());
            statement.execute();
        }
    }

    private Answer ask(String path) {
        return owner.api().get(path).expect(200);
    }

    /** The months in which there are deals, or is a target. */
    private static List<JsonNode> told(Answer forecast) {
        return forecast.json()
                .at("/months")
                .valueStream()
                .filter(month -> month.has("target") || !figures(month).isEmpty())
                .toList();
    }

    private static List<String> figures(JsonNode part) {
        return part.at("/categories")
                .valueStream()
                .filter(figure -> figure.at("/deals").asInt() > 0)
                .map(figure -> figure.at("/category").asString() + " " + figure.at("/deals").asInt() + " "
                        + figure.at("/amount/amount").asString() + " " + figure.at("/weighted/amount").asString())
                .toList();
    }

    private String deal(String stage, String amount, String currency, String expected, @Nullable String category) {
        return owner.api()
                .post(DEALS,
                        """
                {"name": "Deal", "stage": "%s", "amount": {"amount": "%s", "currency": "%s"}, "expectedCloseOn": "%s"%s}"""
                                .formatted(stage, amount, currency, expected,
                                        category == null ? "" : ", \"forecastCategory\": \"" + category + "\""))
                .expect(201)
                .id();
    }

    private String rate(String from, String to, String day, String rate) {
        return owner.api()
                .post(RATES, """
                {"fromCurrency": "%s", "toCurrency": "%s", "validOn": "%s", "rate": "%s", "source": "Bank"}"""
                        .formatted(from, to, day, rate))
                .expect(201)
                .id();
    }

    private void target(String whose, String amount) {
        owner.api()
                .post("/api/v1/forecast-targets", """
                {%s "month": "2025-05-01", "amount": {"amount": "%s", "currency": "USD"}}""".formatted(whose, amount))
                .expect(201);
    }
}
