package dev.tenantry.crm;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;

import static org.assertj.core.api.Assertions.assertThat;

class PipelineTests extends ApiTest {

    private static final String OPPORTUNITIES = "/api/v1/opportunities";
    private Api own = Api.at(0);
    private String path = "";
    private String[] ids = {};

    @BeforeEach
    void makeAPipeline() {
        own = people.signUp().api();
        var made = own.post("/api/v1/pipelines", """
                {"name": "P", "stages": [%s, %s, %s]}"""
                .formatted(stage("A", "open"), stage("B", "open"), stage("C", "won"))).expect(201);
        path = "/api/v1/pipelines/" + made.id();
        ids = new String[]{made.at("/stages/0/id"), made.at("/stages/1/id"), made.at("/stages/2/id")};
    }

    @Test
    void faultsAreToldOfFieldsThatThereAre() {
        var closed = own.post("/api/v1/pipelines", "{\"name\":\"x\",\"stages\":[%s,%s]}"
                .formatted(stage("W", "won"), stage("O", "open")));
        var twice = own.post("/api/v1/pipelines", "{\"name\":\"x\",\"stages\":[%s,%s]}"
                .formatted(stage("O", "open"), stage("O", "open")));
        var note = own.post("/api/v1/notes", "{\"body\":\"of nothing\"}");

        assertThat(closed.expect(422).at("/errors/0/field")).isEqualTo("stages[0].kind");
        assertThat(twice.expect(422).at("/errors/0/field")).isEqualTo("stages[1].name");
        assertThat(note.expect(422).at("/errors/0/field")).isEqualTo("contactId");
    }

    @Test
    void aNameThatIsTakenIsToldWithWhoseItIs() {
        var id = path.substring(path.lastIndexOf('/') + 1);
        var other = own.post("/api/v1/pipelines", "{\"name\":\"Q\",\"stages\":[%s]}".formatted(stage("O", "open")))
                .expect(201);

        var made = own.post("/api/v1/pipelines", "{\"name\":\"ｐ\",\"stages\":[%s]}".formatted(stage("O", "open")));
        var renamed = own.put("/api/v1/pipelines/" + other.id(),
                "{\"name\":\"p\",\"stages\":[%s]}".formatted(stage("O", "open")));

        for (var refused : java.util.List.of(made, renamed)) {
            assertThat(refused.expect(409).at("/errors/0/field")).isEqualTo("name");
            assertThat(refused.at("/errors/0/message")).contains(id, "'P'");
        }
        own.put("/api/v1/pipelines/" + other.id(), "{\"name\":\"q\",\"stages\":[%s]}".formatted(stage("O", "open")))
                .expect(200);
    }

    @Test
    void thereAreAHundredAtMostHoweverManyAreMadeAtOnce() {
        var one = people.signUp().api();
        var number = new java.util.concurrent.atomic.AtomicInteger();
        var made = Parallel.times(120, () -> one.post("/api/v1/pipelines", """
                {"name": "p%d", "stages": [%s]}""".formatted(number.incrementAndGet(), stage("Open", "open")))
                .status());

        assertThat(made).containsOnly(201, 409);
        assertThat(one.get("/api/v1/pipelines").expect(200).json().at("/results")).hasSize(100);
    }

    @Test
    void namesGoFromOneStageToAnother() {
        var first = deal("A");
        var second = deal("B");
        var read = own.get(OPPORTUNITIES + "/" + first.id());

        put(stage(ids[0], "B", "open"), stage(ids[1], "A", "open"), stage(ids[2], "C", "won")).expect(200);

        var now = own.get(OPPORTUNITIES + "/" + first.id());
        assertThat(now.at("/stage")).isEqualTo("B");
        assertThat(now.header("ETag")).isNotEqualTo(read.header("ETag"));
        assertThat(own.get(OPPORTUNITIES + "/" + second.id()).at("/stage")).isEqualTo("A");
        assertThat(own.get("/api/v1/audit-logs").text()).doesNotContain("\"room\"");
    }

    @Test
    void namesGoRoundAndToNewStages() {
        var deal = deal("A");

        var turned = put(stage(ids[0], "B", "open"), stage(ids[1], "C", "open"), stage(ids[2], "A", "won"))
                .expect(200);
        var anew = put(stage(ids[0], "D", "open"), stage("B", "open"), stage(ids[2], "A", "won")).expect(200);

        assertThat(turned.at("/stages/2/name")).isEqualTo("A");
        assertThat(anew.at("/stages/1/id")).isNotEqualTo(ids[0]);
        assertThat(own.get(OPPORTUNITIES + "/" + deal.id()).at("/stage")).isEqualTo("D");
    }

    @Test
    void aNameOccursOnceHoweverItIsWritten() {
        for (var twin : new String[]{"A", "a", "\u00c1", "\uff21", " A"}) {
            var refused = put(stage("A", "open"), stage("B", "open"), stage(twin, "won")).expect(422);
            var unmade = own.post("/api/v1/pipelines", "{\"name\": \"Q\", \"stages\": [" + stage("A", "open") + ","
                    + stage(twin, "won") + "]}").expect(422);

            assertThat(refused.at("/errors/0/field")).isEqualTo("stages[2].name");
            assertThat(unmade.at("/errors/0/field")).isEqualTo("stages[1].name");
        }
    }

    @Test
    void anIdOccursOnce() {
        var refused = put(stage(ids[0], "A", "open"), stage(ids[0], "B", "open")).expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo("stages[1].id");
        assertThat(own.get(path).json().at("/stages")).hasSize(3);
    }

    @Test
    void aStageThatHoldsDealsStaysOfItsKind() {
        deal("B");
        own.delete(OPPORTUNITIES + "/" + deal("B").id()).expect(204);

        var refused = put(stage(ids[0], "A", "open"), stage(ids[1], "B", "lost"), stage(ids[2], "C", "won"))
                .expect(409);
        put(stage(ids[0], "A", "open"), stage(ids[1], "B", "open"), stage(ids[2], "C", "lost")).expect(200);

        assertThat(refused.at("/errors/0/field")).isEqualTo("stages[1].kind");
        assertThat(refused.at("/detail")).contains("2 opportunities");
    }

    @Test
    void aStageThatHoldsDealsStays() {
        deal("B");

        var refused = put(stage(ids[0], "A", "open"), stage(ids[2], "C", "won")).expect(409);

        assertThat(refused.at("/errors/0/field")).isEqualTo("stages");
        assertThat(refused.at("/detail")).contains("the stage B holds 1 opportunities");
    }

    private Answer put(String... stages) {
        return own.put(path, "{\"name\": \"P\", \"stages\": [" + String.join(",", stages) + "]}");
    }

    private Answer deal(String stage) {
        return own.post(OPPORTUNITIES, """
                {"name": "Deal", "pipelineId": "%s", "stage": "%s"}"""
                .formatted(path.substring(path.lastIndexOf('/') + 1), stage)).expect(201);
    }

    private static String stage(String name, String kind) {
        return "{\"name\": \"%s\", \"kind\": \"%s\", \"probability\": 50}".formatted(name, kind);
    }

    private static String stage(String id, String name, String kind) {
        return "{\"id\": \"%s\", \"name\": \"%s\", \"kind\": \"%s\", \"probability\": 50}".formatted(id, name, kind);
    }
}
