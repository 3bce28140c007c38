package dev.tenantry.crm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever upserts the same at the same time gets it. */
class UpsertTests extends ApiTest {

    private static final String UPSERT = "/api/v1/contacts/batch/upsert";

    @ParameterizedTest
    @ValueSource(strings = {"externalId", "email"})
    void manyAtOnceMakeOneRecord(String property) {
        var api = people.signUp().api();
        var count = new AtomicInteger();

        var answers = Parallel.times(64, () -> api.post(UPSERT, """
                {"inputs": [{"id": "one@acme.test", "idProperty": "%s", "properties": {"name": "N%d"}}]}"""
                .formatted(property, count.incrementAndGet())));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers).extracting(answer -> answer.at("/results/0/resource/id")).doesNotContain("").hasSize(64);
        assertThat(answers.stream().map(answer -> answer.at("/results/0/resource/id")).distinct()).hasSize(1);
        assertThat(api.get("/api/v1/contacts").json().at("/results")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"upsert", "update", "delete"})
    void aKeyThatSeveralRecordsHaveIsRefused(String verb) {
        var own = people.signUp().api();
        own.post("/api/v1/companies", "{\"name\": \"İstanbul\"}").expect(201);
        own.post("/api/v1/companies", "{\"name\": \"istanbul\"}").expect(201);

        var refused = own.post("/api/v1/companies/batch/" + verb, """
                {"inputs": [{"id": "ISTANBUL", "idProperty": "name"%s}]}""".formatted(verb.equals("delete")
                ? ""
                : ", \"properties\": {\"sector\": \"x\"}"));

        assertThat(refused.at("/errors/0/errors/0/code")).as(refused.text()).isEqualTo("ambiguous");
        assertThat(own.get("/api/v1/companies?filter=sector[is]:NULL").json().at("/results")).hasSize(2);
    }

    @Test
    void aKeyThatThePropertiesContradictIsRefusedAtItsPlace() {
        var own = people.signUp().api();
        for (var property : List.of("email", "externalId")) {
            var body = """
                    {"inputs": [{"id": "a@x.test", "idProperty": "%s", "properties": {"name": "N", "%s": "%s"}}]}""";

            var made = own.post("/api/v1/contacts/batch/upsert", body.formatted(property, property, "a@x.test"));
            var refused = own.post("/api/v1/contacts/batch/upsert", body.formatted(property, property, "b@x.test"));

            assertThat(made.at("/results/0/status")).isEqualTo("done");
            assertThat(refused.at("/errors/0/errors/0/field")).isEqualTo("inputs[0].properties." + property);
        }
        var same = own.post("/api/v1/contacts/batch/upsert", """
                {"inputs": [{"id": "A@X.test", "idProperty": "email", "properties": {"name": "M", "email": "a@x.test"}},
                    {"idProperty": "email", "properties": {"name": "M"}}]}""");
        assertThat(same.at("/results/0/status")).isEqualTo("done");
        assertThat(same.at("/errors/0/errors/0/field")).isEqualTo("inputs[1].id");
    }

    @Test
    void batchesOfTheSameKeysInAnyOrderAllSucceed() {
        var api = people.signUp().api();
        var seed = new AtomicInteger();

        var answers = Parallel.times(12, () -> api.post(UPSERT, inputs(seed.incrementAndGet())));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(api.get("/api/v1/contacts?total=true").json().at("/total").asInt()).isEqualTo(40);
    }

    @Test
    void updatesOfTheSameRecordsInAnyOrderAllSucceed() {
        var api = people.signUp().api();
        var ids = new ArrayList<String>();
        api.post(UPSERT, inputs(1))
                .expect(200)
                .json()
                .at("/results")
                .forEach(result -> ids.add(result.at("/resource/id").asString()));
        var seed = new AtomicInteger();

        var answers = Parallel.times(12, () -> update(api, ids, seed.incrementAndGet()));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
    }

    @Test
    void whoeverCreatesMeanwhileDoesNotMakeAnUpsertFail() {
        var api = people.signUp().api();
        var count = new AtomicInteger();

        var answers = Parallel.times(32, () -> count.incrementAndGet() % 2 == 0
                ? api.post("/api/v1/contacts", "{\"name\": \"A\", \"externalId\": \"k\"}")
                : api.post(UPSERT, """
                        {"inputs": [{"id": "k", "idProperty": "externalId", "properties": {"name": "B"}}]}"""));

        assertThat(answers).extracting(Answer::status).isSubsetOf(200, 201, 409);
        assertThat(answers.stream().filter(answer -> answer.status() == 200).count()).isEqualTo(16);
        assertThat(answers.stream().filter(answer -> answer.status() == 201).count()).isLessThanOrEqualTo(1);
    }

    @Test
    void anUnknownPropertyIsRefusedAlone() {
        var answer = people.signUp().api().post(UPSERT, """
                {"inputs": [{"id": "x", "idProperty": "name", "properties": {"name": "A"}},
                            {"id": "x", "idProperty": "externalId", "properties": {"name": "A"}}]}""").expect(207);

        assertThat(answer.at("/results/0/status")).isEqualTo("refused");
        assertThat(answer.at("/results/1/status")).isEqualTo("done");
    }

    private static Answer update(Api api, List<String> ids, int seed) {
        var shuffled = new ArrayList<>(ids);
        Collections.shuffle(shuffled, new Random(seed));
        return api.post("/api/v1/contacts/batch/update", shuffled.stream()
                .map(id -> "{\"id\": \"%s\", \"properties\": {\"name\": \"N%d\"}}".formatted(id, seed))
                .collect(Collectors.joining(",", "{\"inputs\": [", "]}")));
    }

    @Test
    void refusesToWriteOneResourceOverAndOver() {
        var person = people.signUp().api();
        for (var times : List.of(20, 21)) {
            var inputs = IntStream.range(0, times)
                    .mapToObj(index -> """
                            {"id": "%s", "idProperty": "externalId", "properties": {"name": "N%d"}}"""
                            .formatted(index % 2 == 0 ? "again" : "AGAIN", index))
                    .collect(Collectors.joining(",", "{\"inputs\": [", "]}"));

            var answer = person.post("/api/v1/companies/batch/upsert", inputs);

            assertThat(answer.status()).isEqualTo(times > 20 ? 422 : 200);
            assertThat(answer.at("/errors/0/field")).isEqualTo(times > 20 ? "inputs[20].id" : "");
        }
    }

    private static String inputs(int seed) {
        var keys = new ArrayList<>(IntStream.range(0, 40).boxed().toList());
        Collections.shuffle(keys, new Random(seed));
        return keys.stream()
                .map(key -> """
                        {"id": "k-%d", "idProperty": "externalId", "properties": {"name": "N%d"}}"""
                        .formatted(key, seed))
                .collect(Collectors.joining(",", "{\"inputs\": [", "]}"));
    }
}
