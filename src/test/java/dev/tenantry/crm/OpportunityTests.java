package dev.tenantry.crm;

import java.time.LocalDate;
import java.time.ZoneOffset;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class OpportunityTests {

    private static final String OPPORTUNITIES = "/api/v1/opportunities";
    private static final String PIPELINES = "/api/v1/pipelines";

    @LocalServerPort
    private int port;
    private Api api = Api.at(0);

    @BeforeEach
    void signUp() {
        api = People.at(port).signUp().api();
    }

    @Test
    void aDealWithoutAnAmountHasNoCurrency() {
        var one = api;
        var without = one.post("/api/v1/opportunities", "{\"name\":\"without\"}").expect(201).id();
        var with = one.post("/api/v1/opportunities", """
                {"name":"with","amount":{"amount":"5","currency":"EUR"}}""").expect(201).id();
        var audited = one.get("/api/v1/audit-logs").expect(200).text();

        assertThat(found(one, "currency%5Bis%5D:NULL")).containsExactly(without);
        assertThat(found(one, "currency%5Beq%5D:EUR")).containsExactly(with);
        assertThat(audited).doesNotContain("\"currency\":\"USD\"");
        var summary = one.get("/api/v1/opportunities/summary").expect(200).json().at("/results");
        assertThat(summary).hasSize(2);
        assertThat(summary.findValuesAsString("count")).containsExactly("1", "1");
        assertThat(summary.at("/0/amount/amount").asString()).isEqualTo("5.00");
        assertThat(summary.get(1).has("amount")).isFalse();
        one.patch("/api/v1/opportunities/" + with, "{\"amount\":null}").expect(200);
        assertThat(found(one, "currency%5Bis%5D:NULL")).containsExactlyInAnyOrder(without, with);
    }

    private static java.util.List<String> found(Api api, String filter) {
        return api.get("/api/v1/opportunities?filter=" + filter)
                .expect(200)
                .json()
                .at("/results")
                .findValuesAsString("id");
    }

    @Test
    void beginsInTheFirstStageOfTheDefaultPipeline() {
        var deal = deal("A", "10.50");

        assertThat(deal.at("/stage")).isEqualTo("Prospecting");
        assertThat(deal.at("/status")).isEqualTo("open");
        assertThat(deal.at("/amount/amount")).isEqualTo("10.50");
    }

    @Test
    void keepsTheHistoryOfItsStages() {
        var id = deal("A", "1").id();

        api.put(OPPORTUNITIES + "/" + id + "/stage", """
                {"stage": "Engaging"}""").expect(200);
        var won = api.put(OPPORTUNITIES + "/" + id + "/stage", """
                {"stage": "Won", "closedOn": "2026-03-01"}""").expect(200);

        assertThat(won.at("/status")).isEqualTo("won");
        assertThat(won.at("/closedOn")).isEqualTo("2026-03-01");
        var history = api.get(OPPORTUNITIES + "/" + id + "/stage-history").json().at("/results");
        assertThat(history).extracting(stay -> stay.at("/stage").asString())
                .containsExactly("Prospecting", "Engaging", "Won");
        assertThat(history.get(0).at("/leftAt").asString()).isEqualTo(history.get(1).at("/enteredAt").asString());
        assertThat(history.get(2).has("leftAt")).isFalse();
    }

    @Test
    void opensAgainWithoutADayOfClosing() {
        var id = deal("A", "1").id();
        api.put(OPPORTUNITIES + "/" + id + "/stage", """
                {"stage": "Lost"}""").expect(200);

        var reopened = api.put(OPPORTUNITIES + "/" + id + "/stage", """
                {"stage": "Engaging"}""").expect(200);

        assertThat(reopened.at("/status")).isEqualTo("open");
        assertThat(reopened.json().has("closedOn")).isFalse();
    }

    @Test
    void closesAnewEachTime() {
        var id = deal("A", "1").id();
        var stage = OPPORTUNITIES + "/" + id + "/stage";
        api.put(stage, "{\"stage\": \"Won\", \"closedOn\": \"2020-01-01\"}").expect(200);

        var lost = api.put(stage, "{\"stage\": \"Lost\"}").expect(200).at("/closedOn");
        api.put(stage, "{\"stage\": \"Engaging\"}").expect(200);
        var won = api.patch(OPPORTUNITIES + "/" + id, "{\"stage\": \"Won\"}").expect(200).at("/closedOn");
        api.put(OPPORTUNITIES + "/" + id, "{\"name\": \"B\", \"closedOn\": \"2020-02-02\"}").expect(200);
        var renamed = api.put(OPPORTUNITIES + "/" + id, "{\"name\": \"C\"}").expect(200);

        assertThat(lost).isEqualTo(LocalDate.now(ZoneOffset.UTC).toString());
        assertThat(won).isEqualTo(LocalDate.now(ZoneOffset.UTC).toString());
        assertThat(renamed.at("/closedOn")).isEqualTo("2020-02-02");
        assertThat(renamed.at("/stage")).isEqualTo("Won");
    }

    @Test
    void keepsADayOfClosingWhileItIsClosed() {
        for (var stage : java.util.List.of("Won", "Lost")) {
            var id = deal("A", "1").id();
            var path = OPPORTUNITIES + "/" + id;
            api.patch(path, "{\"stage\":\"%s\",\"closedOn\":null}".formatted(stage)).expect(200);

            var refused = api.patch(path, "{\"closedOn\":null}").expect(422);

            assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/code")).isEqualTo("closedOn closed");
            assertThat(api.post(OPPORTUNITIES + "/batch/update", """
                    {"inputs":[{"id":"%s","properties":{"closedOn":null}}]}""".formatted(id))
                    .at("/errors/0/errors/0/field"))
                    .endsWith("closedOn");
            var opened = api.patch(path, "{\"stage\":\"Engaging\",\"closedOn\":null}").expect(200);
            assertThat(opened.json().has("closedOn")).isFalse();
            api.patch(path, "{\"closedOn\":null}").expect(200);
        }
    }

    @Test
    void keepsItsDayWhereAWholeStateHasNone() {
        var path = OPPORTUNITIES + "/" + deal("A", "1").id();
        api.put(path + "/stage", "{\"stage\":\"Won\",\"closedOn\":\"2026-01-02\"}").expect(200);

        for (var day : java.util.List.of("", ",\"closedOn\":null", ",\"closedOn\":\"\"")) {
            var put = api.put(path, "{\"name\":\"B\",\"stage\":\"Won\"%s}".formatted(day)).expect(200);
            assertThat(put.at("/closedOn")).as(day).isEqualTo("2026-01-02");
            var moved = api.put(path + "/stage", "{\"stage\":\"Won\"%s}".formatted(day)).expect(200);
            assertThat(moved.at("/closedOn")).as(day).isEqualTo("2026-01-02");
            var made = api.post(OPPORTUNITIES, "{\"name\":\"C\",\"stage\":\"Won\"%s}".formatted(day)).expect(201);
            assertThat(made.at("/closedOn")).as(day).isEqualTo(LocalDate.now(ZoneOffset.UTC).toString());
        }
    }

    @Test
    void sumsUpInTheOrderOfTheStages() {
        var names = java.util.List.of("Zeta", "Mid", "Alpha");
        var stages = new java.util.ArrayList<String>();
        names.forEach(name -> stages.add("{\"name\":\"%s\",\"kind\":\"open\",\"probability\":10}".formatted(name)));
        var pipeline = api.post("/api/v1/pipelines", "{\"name\":\"Other\",\"stages\":%s}".formatted(stages))
                .expect(201)
                .id();
        names.reversed()
                .forEach(name -> api.post(OPPORTUNITIES,
                        "{\"name\":\"x\",\"pipelineId\":\"%s\",\"stage\":\"%s\"}".formatted(pipeline, name))
                        .expect(201));

        var summary = api.get(OPPORTUNITIES + "/summary?filter=pipelineId[eq]:" + pipeline).expect(200);

        assertThat(summary.json().at("/results").findValuesAsString("stage")).isEqualTo(names);
    }

    @Test
    void isClosedOnADayThatHasBeenAndNotBeforeItStarted() {
        var path = "/api/v1/opportunities";
        for (var days : java.util.List.of("\"closedOn\": \"2099-01-01\"",
                "\"closedOn\": \"2024-01-01\", \"startedOn\": \"2024-01-02\"")) {
            assertThat(api.post(path, "{\"name\": \"D\", \"stage\": \"Won\", %s}".formatted(days))
                    .expect(422)
                    .at("/errors/0/field"))
                    .isEqualTo("closedOn");
        }
        var deal = path + "/" + api.post(path, """
                {"name": "D", "stage": "Won", "startedOn": "2024-01-01", "closedOn": "2024-01-01"}""").expect(201).id();
        assertThat(api.patch(deal, "{\"startedOn\": \"2024-01-02\"}").expect(422).at("/errors/0/code"))
                .isEqualTo("before-start");
        api.patch(deal, "{\"name\": \"E\", \"closedOn\": \"2024-01-03\"}").expect(200);
    }

    @Test
    void hasNoDayOfClosingWhileItIsOpen() {
        var refused = api.post(OPPORTUNITIES, """
                {"name": "A", "closedOn": "2026-01-01"}""").expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo("closedOn");
    }

    @Test
    void staysInItsStageWhereARequestNamesNone() {
        var second = api.post(PIPELINES, """
                {"name": "Renewals", "stages": [{"name": "Due", "kind": "open", "probability": 80},
                                                {"name": "Asked", "kind": "open", "probability": 90}]}""")
                .expect(201)
                .id();
        var id = api.post(OPPORTUNITIES, """
                {"name": "A", "pipelineId": "%s", "stage": "Asked"}""".formatted(second)).expect(201).id();

        var same = api.put(OPPORTUNITIES + "/" + id, "{\"name\": \"B\"}").expect(200);
        var moved = api.put(OPPORTUNITIES + "/" + id, "{\"name\": \"B\", \"stage\": \"Due\"}").expect(200);

        assertThat(same.at("/stage")).isEqualTo("Asked");
        assertThat(same.at("/pipelineId")).isEqualTo(second);
        assertThat(moved.at("/stage")).isEqualTo("Due");
        assertThat(api.get(OPPORTUNITIES + "/" + id + "/stage-history").json().at("/results")).hasSize(2);
    }

    @Test
    void refusesAStageThatThePipelineLacks() {
        var answer = api.post(OPPORTUNITIES, """
                {"name": "A", "stage": "Dreaming"}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/errors/0/field")).isEqualTo("stage");
    }

    @Test
    void sumsUpByStage() {
        deal("A", "10.25");
        deal("B", "0.75");
        api.put(OPPORTUNITIES + "/" + deal("C", "5").id() + "/stage", """
                {"stage": "Won"}""").expect(200);

        var stages = api.get(OPPORTUNITIES + "/summary").expect(200).json().at("/results");

        assertThat(stages).hasSize(2);
        assertThat(stages.get(0).at("/stage").asString()).isEqualTo("Prospecting");
        assertThat(stages.get(0).at("/count").asInt()).isEqualTo(2);
        assertThat(stages.get(0).at("/amount/amount").asString()).isEqualTo("11.00");
        assertThat(stages.get(1).at("/status").asString()).isEqualTo("won");
    }

    @Test
    void countsDealsWithoutAmountOnceAStageAndUnderNoCurrency() {
        for (var amount : java.util.List.of("{\"amount\":\"1\",\"currency\":\"EUR\"}",
                "{\"amount\":\"2\",\"currency\":\"USD\"}",
                "null", "null", "null")) {
            api.post(OPPORTUNITIES, "{\"name\":\"D\",\"amount\":" + amount + "}").expect(201);
        }

        var stages = api.get(OPPORTUNITIES + "/summary").expect(200).json().at("/results");

        assertThat(stages)
                .extracting(stage -> stage.at("/count").asInt() + " " + stage.at("/amount/currency").asString("none"))
                .containsExactlyInAnyOrder("1 EUR", "1 USD", "3 none");
    }

    @Test
    void renamesAStageWithTheDealsInIt() {
        var id = deal("A", "1").id();
        var pipeline = api.get(PIPELINES).json().at("/results/0");
        var first = pipeline.at("/stages/0/id").asString();

        api.put(PIPELINES + "/" + pipeline.at("/id").asString(), """
                {"name": "Sales", "stages": [{"id": "%s", "name": "Lead", "kind": "open", "probability": 5},
                                             {"name": "Won", "kind": "won", "probability": 100}]}""".formatted(first))
                .expect(200);

        assertThat(api.get(OPPORTUNITIES + "/" + id).at("/stage")).isEqualTo("Lead");
    }

    @Test
    void keepsAStageThatDealsAreIn() {
        deal("A", "1");
        var pipeline = api.get(PIPELINES).json().at("/results/0");

        var answer = api.put(PIPELINES + "/" + pipeline.at("/id").asString(), """
                {"name": "Sales", "stages": [{"name": "Other", "kind": "open", "probability": 5}]}""");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/code")).isEqualTo("in-use");
        assertThat(api.get(PIPELINES).json().at("/results/0/stages")).hasSize(4);
    }

    @Test
    void hasOneDefaultPipeline() {
        var second = api.post(PIPELINES, """
                {"name": "Renewals", "stages": [{"name": "Due", "kind": "open", "probability": 80}]}""")
                .expect(201)
                .id();

        api.put(PIPELINES + "/" + second + "/default", "").expect(200);

        assertThat(deal("A", "1").at("/stage")).isEqualTo("Due");
        assertThat(api.get(PIPELINES).json().at("/results"))
                .extracting(pipeline -> pipeline.at("/isDefault").asBoolean())
                .containsExactly(true, false);
        assertThat(api.delete(PIPELINES + "/" + second).status()).isEqualTo(409);
    }

    private Answer deal(String name, String amount) {
        return api.post(OPPORTUNITIES, """
                {"name": "%s", "amount": {"amount": "%s", "currency": "USD"}}""".formatted(name, amount)).expect(201);
    }
}
