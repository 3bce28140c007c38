package dev.tenantry.shared.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;

import static org.assertj.core.api.Assertions.assertThat;

/** What is created with others becomes what it would become alone, and is refused as it would be alone. */
class CreationTests extends ApiTest {

    private static final String CONTACTS = "/api/v1/contacts";
    /** More than one group has room for. */
    private static final int GOOD = 150;

    private Api api;
    private String trashed;

    @BeforeEach
    void companies() {
        api = people.signUp().api();
        trashed = api.post("/api/v1/companies", "{\"name\":\"Gone\"}").expect(201).id();
        api.delete("/api/v1/companies/" + trashed).expect(204);
        api.post(CONTACTS, "{\"name\":\"first\",\"externalId\":\"taken\"}").expect(201);
        var binned = api.post(CONTACTS, "{\"name\":\"binned\",\"externalId\":\"binned\"}").expect(201).id();
        api.delete(CONTACTS + "/" + binned).expect(204);
    }

    private List<String> bad() {
        return List.of("{}", "{\"name\":\"\"}", "{\"name\":\"x\",\"email\":\"nobody\"}", "{\"name\":7}",
                "{\"name\":\"x\",\"nme\":\"y\"}", "{\"name\":\"x\",\"externalId\":\"taken\"}",
                "{\"name\":\"x\",\"externalId\":\"binned\"}", "{\"name\":\"x\",\"companyId\":\"7\"}",
                "{\"name\":\"x\",\"companyId\":\"" + trashed + "\"}",
                "{\"name\":\"x\",\"ownerId\":\"00000000-0000-7000-8000-000000000001\"}",
                "{\"name\":\"x\",\"phone\":\"" + "9".repeat(5_000) + "\"}");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void refusedOnesAreRefusedAsAloneAndTheOthersCreated(long seed) {
        var inputs = new ArrayList<>(bad());
        for (var number = 0; number < GOOD; number++) {
            inputs.add("{\"name\":\"good %d\",\"externalId\":\"good-%d-%d\"}".formatted(number, seed, number));
        }
        Collections.shuffle(inputs, new Random(seed));

        var answer = create(inputs, false);

        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.json().at("/results")).hasSize(inputs.size());
        for (var index = 0; index < inputs.size(); index++) {
            var result = answer.json().at("/results/" + index);
            var isGood = inputs.get(index).contains("good");
            assertThat(result.at("/status").asString()).as(inputs.get(index)).isEqualTo(isGood ? "done" : "refused");
            assertThat(result.at("/traceId").asString()).isEqualTo("t" + index);
            if (isGood) {
                assertThat(api.get(CONTACTS + "/" + result.at("/resource/id").asString()).expect(200).json())
                        .isEqualTo(result.at("/resource"));
            }
        }
        for (var error : answer.json().at("/errors")) {
            var alone = api.post(CONTACTS, inputs.get(error.at("/index").asInt()));
            assertThat(error.at("/code").asString()).isEqualTo(alone.json().at("/code").asString());
            assertThat(error.at("/errors").toString().replaceAll("inputs\\[\\d+]\\.properties\\.", ""))
                    .isEqualTo(alone.json().at("/errors").toString());
        }
        assertThat(api.get(CONTACTS + "?limit=1&total=true").json().at("/total").asInt()).isEqualTo(GOOD + 1);
    }

    @Test
    void theFirstOfSeveralWithOneKeyHasIt() {
        var answer = create(
                List.of("{\"name\":\"a\",\"externalId\":\"one\"}", "{\"name\":\"b\",\"externalId\":\"one\"}",
                        "{\"name\":\"c\",\"externalId\":\"two\"}", "{\"name\":\"d\",\"externalId\":\"one\"}"),
                false);

        assertThat(answer.json().at("/results").valueStream().map(result -> result.at("/status").asString()))
                .containsExactly("done", "refused", "done", "refused");
        assertThat(answer.json().at("/errors").valueStream().map(error -> error.at("/code").asString()))
                .containsOnly("duplicate");
    }

    @Test
    void allOrNoneLeavesNothingOfEitherPath() {
        var inputs = new ArrayList<String>();
        for (var number = 0; number < GOOD; number++) {
            inputs.add("{\"name\":\"x\"}");
        }
        inputs.add("{\"name\":\"x\",\"externalId\":\"taken\"}");

        var answer = create(inputs, true);

        assertThat(answer.json().at("/errors")).hasSize(1);
        assertThat(answer.json().at("/results").valueStream().map(result -> result.at("/status").asString()))
                .containsOnly("refused");
        assertThat(api.get(CONTACTS + "?limit=1&total=true").json().at("/total").asInt()).isOne();
    }

    /** Opportunities have a history of stages and a default of each field; tasks and notes have links. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/opportunities", "/api/v1/companies", "/api/v1/tasks", "/api/v1/contacts"})
    void whatIsCreatedTogetherIsWhatIsCreatedAlone(String records) {
        var properties = records.endsWith("tasks") ? "{\"title\":\"same\"}" : "{\"name\":\"same\"}";

        var together = Objects.requireNonNull(api.post(records + "/batch/create",
                "{\"inputs\":[{\"properties\":%s},{\"properties\":%s}]}".formatted(properties, properties))
                .expect(200));
        var alone = api.post(records, properties).expect(201);

        assertThat(undated(together.json().at("/results/1/resource").toString()))
                .isEqualTo(undated(alone.json().toString()));
        assertThat(entries(together.json().at("/results/1/resource/id").asString()))
                .isEqualTo(entries(alone.id()))
                .hasSize(1);
    }

    /** Neither waits for a key of the other while the other waits for one of its own: nobody is given up and repeated. */
    @ParameterizedTest
    @ValueSource(strings = {"create", "upsert"})
    void isDoneBeforeOrAfterAnotherBatchOfTheSameKeysInAnotherOrder(String other) {
        for (var round = 0; round < 4; round++) {
            var keys = keys(round);
            var sender = new AtomicInteger();
            var begun = System.nanoTime();

            var answers = Parallel.times(2, () -> sender.getAndIncrement() == 0
                    ? batch("create", keys)
                    : batch(other, keys.reversed()));

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
            assertThat(answers).extracting(Answer::status).isSubsetOf(200, 207).contains(200);
            assertThat(answers).allSatisfy(answer -> assertThat(
                    answer.json().at("/results").valueStream().map(result -> result.at("/status").asString()))
                    .hasSize(keys.size())
                    .containsOnly(answer.status() == 200 ? "done" : "refused"));
            assertThat(answers.stream().filter(answer -> answer.status() == 207))
                    .hasSizeBetween(other.equals("create") ? 1 : 0, 1)
                    .allSatisfy(answer -> assertThat(answer.json().at("/errors").valueStream())
                            .allMatch(error -> error.at("/code").asString().equals("duplicate")));
            assertThat(api.get(CONTACTS + "?limit=1&total=true").json().at("/total").asInt())
                    .isEqualTo((round + 1) * keys.size() + 1);
        }
    }

    private static List<String> keys(int round) {
        return IntStream.range(0, 200).mapToObj(index -> "key-%d-%d".formatted(round, index)).toList();
    }

    private Answer batch(String verb, List<String> keys) {
        var input = verb.equals("upsert")
                ? "{\"idProperty\":\"externalId\",\"id\":\"%s\",\"properties\":{\"name\":\"x\"}}"
                : "{\"properties\":{\"name\":\"x\",\"externalId\":\"%s\"}}";
        return api.post(CONTACTS + "/batch/" + verb,
                keys.stream().map(input::formatted).collect(Collectors.joining(",", "{\"inputs\":[", "]}")));
    }

    private List<String> entries(String id) {
        return api.get("/api/v1/audit-logs")
                .expect(200)
                .json()
                .at("/results")
                .valueStream()
                .filter(entry -> entry.at("/resourceId").asString().equals(id))
                .map(entry -> entry.at("/actionType").asString())
                .toList();
    }

    private static String undated(String resource) {
        return resource.replaceAll("\"(id|createdAt|updatedAt)\":\"[^\"]*\"", "");
    }

    private Answer create(List<String> inputs, boolean allOrNone) {
        var listed = new ArrayList<String>();
        for (var input : inputs) {
            listed.add("{\"properties\":" + input + ",\"traceId\":\"t" + listed.size() + "\"}");
        }
        return api.post(CONTACTS + "/batch/create",
                "{\"inputs\":[" + String.join(",", listed) + "],\"allOrNone\":" + allOrNone + "}");
    }
}
