package dev.tenantry.shared.idempotency;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class IdempotencyTests {

    private static final String CONTACTS = "/api/v1/contacts";

    @LocalServerPort
    private int port;
    private Api api = Api.at(0);

    @BeforeEach
    void signUp() {
        api = People.at(port).signUp().api();
    }

    @Test
    void answersARepeatedRequestAsTheFirst() {
        var first = api.with("Idempotency-Key", "k").post(CONTACTS, """
                {"name": "Ada"}""").expect(201);
        var second = api.with("Idempotency-Key", "k").post(CONTACTS, """
                {"name": "Ada"}""").expect(201);

        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void repeatsARefusalToo() {
        var first = api.with("Idempotency-Key", "k").post(CONTACTS, "{\"name\": \"\"}");
        var second = api.with("Idempotency-Key", "k").post(CONTACTS, "{\"name\": \"\"}");

        assertThat(first.status()).isEqualTo(422);
        assertThat(second.text()).isEqualTo(first.text());
    }

    @Test
    void refusesTheKeyForAnotherRequest() {
        api.with("Idempotency-Key", "k").post(CONTACTS, "{\"name\": \"Ada\"}").expect(201);

        var other = api.with("Idempotency-Key", "k").post(CONTACTS, "{\"name\": \"Grace\"}");

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.at("/code")).isEqualTo("idempotency-key-reused");
    }

    @Test
    void keepsKeysOfDifferentPeopleApart() {
        api.with("Idempotency-Key", "k").post(CONTACTS, "{\"name\": \"Ada\"}").expect(201);
        var other = People.at(port).signUp().api();

        var answer = other.with("Idempotency-Key", "k").post(CONTACTS, "{\"name\": \"Ada\"}").expect(201);

        assertThat(answer.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void createsOneOfManyParallelRequestsWithOneKey() throws Exception {
        Callable<Answer> request = () -> api.with("Idempotency-Key", "race").post(CONTACTS, "{\"name\": \"Ada\"}");

        List<Answer> answers;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = executor.invokeAll(IntStream.range(0, 50).mapToObj(_ -> request).toList())
                    .stream()
                    .map(future -> {
                        try {
                            return future.get();
                        } catch (Exception failure) {
                            throw new AssertionError(failure);
                        }
                    })
                    .toList();
        }

        assertThat(count()).isEqualTo(1);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(201, 409));
        assertThat(answers.stream().filter(answer -> answer.status() == 201).map(Answer::id).distinct()).hasSize(1);
        assertThat(
                answers.stream().filter(answer -> answer.status() == 409).map(answer -> answer.at("/code")).distinct())
                .allMatch("idempotency-key-in-use"::equals);
    }

    @Test
    void refusesAKeyOfExcessiveLength() {
        var answer = api.with("Idempotency-Key", "k".repeat(256)).post(CONTACTS, "{\"name\": \"Ada\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/0/field")).isEqualTo("Idempotency-Key");
    }

    private int count() {
        return api.get(CONTACTS + "?total=true").json().at("/total").asInt();
    }
}
