package dev.tenantry.shared.batch;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Sample;

import static org.assertj.core.api.Assertions.assertThat;

/** What is refused costs no more than what is done. */
class BatchCostTests extends ApiTest {

    private static final int MOST = 1_000;

    private static final List<Refused> REFUSED = List.of(
            new Refused("contacts", "create", "{\"properties\":{\"name\":\"\",\"email\":\"nobody\"}}"),
            new Refused("contacts", "create", "{\"properties\":{\"name\":\"x\",\"externalId\":\"same\"}}"),
            new Refused("contacts", "create", "{\"properties\":{\"name\":\"x\",\"companyId\":\"7\"}}"),
            new Refused("contacts", "update", "{\"id\":\"%d\",\"properties\":{\"name\":\"x\"}}"),
            new Refused("contacts", "upsert",
                    "{\"idProperty\":\"email\",\"id\":\"%d\",\"properties\":{\"name\":\"x\"}}"),
            new Refused("opportunities", "create", "{\"properties\":{\"name\":\"x\",\"stage\":\"None\"}}"),
            new Refused("opportunities", "create",
                    "{\"properties\":{\"name\":\"x\",\"amount\":{\"amount\":\"x\",\"currency\":\"EUR\"}}}"),
            new Refused("opportunities", "delete", "{\"id\":\"%d\"}"));

    private record Refused(String records, String verb, String input) {}

    @ParameterizedTest
    @MethodSource("refused")
    void ofRefusedInputsIsThatOfOthersAtMost(Refused batch) {
        var person = people.signUp().api();
        var begun = send(person, batch.records, "upsert",
                "{\"idProperty\":\"externalId\",\"id\":\"new-%d\",\"properties\":{\"name\":\"x\"}}", MOST / 10);

        var refused = send(person, batch.records, batch.verb, batch.input, MOST);

        assertThat(refused).isLessThan(begun.multipliedBy(20).plusSeconds(2));
    }

    private static List<Refused> refused() {
        return Sample.fewOf("batches of what is refused", 2, REFUSED);
    }

    private static Duration send(Api person, String records, String verb, String input, int count) {
        var inputs = IntStream.range(0, count)
                .mapToObj(number -> input.replace("%d", Integer.toString(number)))
                .collect(Collectors.joining(","));
        var begun = System.nanoTime();
        var answer = person.post("/api/v1/" + records + "/batch/" + verb, "{\"inputs\":[" + inputs + "]}");
        assertThat(answer.status()).as(answer.text()).isIn(200, 207);
        assertThat(answer.json().at("/results")).hasSize(count);
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
