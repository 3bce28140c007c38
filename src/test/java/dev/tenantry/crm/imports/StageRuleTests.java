package dev.tenantry.crm.imports;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.automation.Workflows;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What stages ask of deals, whichever way these come. */
class StageRuleTests extends ApiTest {

    private static final String DEALS = "/api/v1/opportunities";
    private static final String STAGES = """
            {"name": "Sales", "requiresLostReason": true, "stages": [
             {"name": "New", "kind": "open", "probability": 10, "nextStages": ["Offer", "lost"], "rottingDays": %d},
             {"name": "Offer", "kind": "open", "probability": 60, "forecastCategory": "commit",
              "requiredFields": ["product", "amount"], "nextStages": ["Won", "Lost"]},
             {"name": "Won", "kind": "won", "probability": 100, "nextStages": []},
             {"name": "Lost", "kind": "lost", "probability": 0, "nextStages": ["New"]}]}""";

    private Api own = Api.at(0);
    private String pipeline = "";

    @BeforeEach
    void guardThePipeline() {
        own = people.signUp().api();
        pipeline = "/api/v1/pipelines/" + own.get("/api/v1/pipelines").json().at("/results/0/id").asString();
        var shown = own.put(pipeline, STAGES.formatted(7)).expect(200);
        assertThat(shown.at("/stages/0/nextStages/1")).isEqualTo("Lost");
    }

    @Test
    void whatAStageRequiresIsToldFieldByFieldBothOfNewDealsAndOfThoseThatMove() {
        var deal = deal("New");

        var moved = own.put(DEALS + "/" + deal + "/stage", "{\"stage\": \"Offer\"}").expect(422);
        var made = own.post(DEALS, "{\"name\": \"Deal\", \"stage\": \"Offer\", \"product\": \"Loom\"}").expect(422);

        assertThat(moved.json().at("/errors").findValuesAsString("field")).containsExactly("amount", "product");
        assertThat(made.json().at("/errors").findValuesAsString("field")).containsExactly("amount");
        own.patch(DEALS + "/" + deal, """
                {"stage": "Offer", "product": "Loom", "amount": {"amount": "5", "currency": "USD"}}""").expect(200);
        own.patch(DEALS + "/" + deal, "{\"product\": null}").expect(200);
    }

    @Test
    void dealsGoWhereTheirStageLetsThemOrToAnotherPipeline() {
        var deal = deal("New");
        var other = own.post("/api/v1/pipelines", """
                {"name": "Other", "stages": [{"name": "Offer", "kind": "open", "probability": 5}]}""").expect(201).id();

        var skipped = own.put(DEALS + "/" + deal + "/stage", "{\"stage\": \"Won\"}").expect(422);
        own.patch(DEALS + "/" + deal, "{\"stage\": \"Sold\", \"pipelineId\": \"%s\"}".formatted(other)).expect(422);
        own.patch(DEALS + "/" + deal, "{\"stage\": \"Offer\", \"pipelineId\": \"%s\"}".formatted(other)).expect(200);

        assertThat(skipped.at("/errors/0/code")).isEqualTo("guarded-move");
        assertThat(skipped.at("/errors/0/message")).contains("Offer, Lost");
        var won = own.post(DEALS, "{\"name\": \"Past\", \"stage\": \"Won\"}").expect(201).id();
        assertThat(own.put(DEALS + "/" + won + "/stage", "{\"stage\": \"New\"}").expect(422).at("/errors/0/message"))
                .contains("stay in Won");
    }

    @Test
    void aDealIsLostForAReasonAndOpensAgainWithoutIt() {
        var deal = deal("New");
        var reason = own.post("/api/v1/lost-reasons", "{\"name\": \"Too dear\"}").expect(201).id();
        var stage = DEALS + "/" + deal + "/stage";

        var without = own.put(stage, "{\"stage\": \"Lost\"}").expect(422);
        var lost = own.put(stage, "{\"stage\": \"Lost\", \"lostReasonId\": \"%s\"}".formatted(reason)).expect(200);
        own.patch(DEALS + "/" + deal, "{\"lostReasonId\": null}").expect(422);
        own.patch(DEALS + "/" + deal, "{\"name\": \"Renamed\"}").expect(200);
        own.delete("/api/v1/lost-reasons/" + reason + "?permanent=true").expect(409);
        var opened = own.put(stage, "{\"stage\": \"New\"}").expect(200);
        var early = own.patch(DEALS + "/" + deal, "{\"lostReasonId\": \"%s\"}".formatted(reason)).expect(422);

        assertThat(without.at("/errors/0/field")).isEqualTo("lostReasonId");
        assertThat(lost.at("/lostReasonId")).isEqualTo(reason);
        assertThat(opened.json().has("lostReasonId")).isFalse();
        assertThat(early.at("/errors/0/code")).isEqualTo("not-lost");
    }

    @Test
    void whatIsInTheTrashIsNotThere() {
        var other = own.post("/api/v1/pipelines", """
                {"name": "Other", "stages": [{"name": "Open", "kind": "open", "probability": 5},
                 {"name": "Met", "kind": "open", "probability": 9, "requiredFields": ["contactId"]}]}""")
                .expect(201)
                .id();
        var contact = own.post("/api/v1/contacts", "{\"name\": \"Zoe\"}").expect(201).id();
        var deal = own
                .post(DEALS,
                        "{\"name\": \"Deal\", \"pipelineId\": \"%s\", \"contactId\": \"%s\"}".formatted(other, contact))
                .expect(201)
                .id();
        own.delete("/api/v1/contacts/" + contact).expect(204);

        var refused = own.put(DEALS + "/" + deal + "/stage", "{\"stage\": \"Met\"}").expect(422);
        own.send("PUT", "/api/v1/contacts/trash/" + contact + "/restoration", null).expect(200);

        assertThat(refused.at("/errors/0/field")).isEqualTo("contactId");
        own.put(DEALS + "/" + deal + "/stage", "{\"stage\": \"Met\"}").expect(200);
    }

    @Test
    void batchesImportsAndStepsMeetTheSameGuard() {
        var deal = deal("New");

        var batch = own.post(DEALS + "/batch/update", """
                {"inputs": [{"id": "%s", "properties": {"stage": "Won"}}]}""".formatted(deal)).expect(207);
        var file = new Importing(own).run("opportunities", "id,deal,stage\nD-1,Deal,Won\nD-2,New one,Offer\n");
        var workflows = Workflows.of(own);
        var run = workflows.ended(workflows.start(workflows
                .manual("""
                [{"type": "update_record", "config": {"type": "opportunity", "id": "%s", "fields": {"stage": "Won"}}}]"""
                        .formatted(deal)),
                "{}"));

        assertThat(batch.text()).contains("guarded-move");
        assertThat(file.at("/progress/failed")).as(file.text()).isEqualTo("2");
        assertThat(own.get("/api/v1/imports/" + file.id() + "/errors").text()).contains("guarded-move",
                "product,required");
        assertThat(run.at("/status")).isEqualTo("failed");
        assertThat(own.get(DEALS + "/" + deal).at("/stage")).isEqualTo("New");
    }

    @Test
    void ofTwoMovesAtOnceTheSecondIsJudgedByWhatTheFirstHasMade() {
        var deal = own.post(DEALS, """
                {"name": "Deal", "stage": "Offer", "product": "Loom", "amount": {"amount": "5", "currency": "USD"}}""")
                .expect(201)
                .id();
        var isLost = new AtomicBoolean();
        var reason = own.post("/api/v1/lost-reasons", "{\"name\": \"Too dear\"}").expect(201).id();

        var answers = Parallel.times(2, () -> own.put(DEALS + "/" + deal + "/stage", isLost.getAndSet(true)
                ? "{\"stage\": \"Won\"}"
                : "{\"stage\": \"Lost\", \"lostReasonId\": \"%s\"}".formatted(reason)).status());

        assertThat(answers).containsExactlyInAnyOrder(200, 422);
        assertThat(own.get(DEALS + "/" + deal + "/stage-history").json().at("/results")).hasSize(2);
    }

    @Test
    void aDealIsRottingByItsStagesDaysAlsoWhereTheseChange() {
        var deal = deal("New");
        var shown = own.get(DEALS + "/" + deal);
        var entered = own.get(DEALS + "/" + deal + "/stage-history").at("/results/0/enteredAt");

        own.put(pipeline, restated(3)).expect(200);

        assertThat(Instant.parse(shown.at("/rottingAt"))).isCloseTo(Instant.parse(entered).plus(7, ChronoUnit.DAYS),
                within(2, ChronoUnit.SECONDS));
        var now = own.get(DEALS + "/" + deal);
        assertThat(Instant.parse(now.at("/rottingAt"))).isEqualTo(Instant.parse(entered).plus(3, ChronoUnit.DAYS));
        assertThat(now.header("ETag")).isNotEqualTo(shown.header("ETag"));
        var filter = DEALS + "?filter=rottingAt%5Blte%5D:%22"
                + Instant.now().plus(4, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS) + "%22";
        assertThat(own.get(filter).expect(200).json().at("/results").findValuesAsString("id")).containsExactly(deal);
    }

    @Test
    void faultsOfStagesAreToldWhereTheyAre() {
        var unknown = own.post("/api/v1/pipelines",
                """
                {"name": "Q", "stages": [{"name": "O", "kind": "open", "probability": 5, "nextStages": ["O", "X"]}]}""");
        var stated = own.post("/api/v1/pipelines",
                """
                {"name": "Q", "stages": [{"name": "O", "kind": "open", "probability": 5, "forecastCategory": "closed"}]}""");
        var rotting = own.post("/api/v1/pipelines", """
                {"name": "Q", "stages": [{"name": "O", "kind": "open", "probability": 5},
                 {"name": "W", "kind": "won", "probability": 100, "rottingDays": 4}]}""");

        assertThat(unknown.expect(422).at("/errors/0/field")).isEqualTo("stages[0].nextStages[1]");
        assertThat(stated.expect(422).at("/errors/0/field")).isEqualTo("stages[0].forecastCategory");
        assertThat(rotting.expect(422).at("/errors/0/field")).isEqualTo("stages[1].rottingDays");
    }

    private String restated(int days) {
        return own.get(pipeline).text().replace("\"rottingDays\":7", "\"rottingDays\":" + days);
    }

    private String deal(String stage) {
        return own.post(DEALS, "{\"name\": \"Deal\", \"externalId\": \"D-1\", \"stage\": \"%s\"}".formatted(stage))
                .expect(201)
                .id();
    }
}
