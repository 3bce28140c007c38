package dev.tenantry.shared.batch;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Sample;

import static org.assertj.core.api.Assertions.assertThat;

/** What is refused costs no more than what is done. */
class BatchCostTests extends ApiTest {

    private static final int MOST = 1_000;

    private static final String REFUSED = """
            contacts      | create | {"properties":{"name":"","email":"nobody"}}
            contacts      | create | {"properties":{"name":"x","externalId":"same"}}
            contacts      | create | {"properties":{"name":"x","companyId":"7"}}
            contacts      | update | {"id":"%d","properties":{"name":"x"}}
            contacts      | upsert | {"idProperty":"email","id":"%d","properties":{"name":"x"}}
            opportunities | create | {"properties":{"name":"x","stage":"None"}}
            opportunities | create | {"properties":{"name":"x","amount":{"amount":"x","currency":"EUR"}}}
            opportunities | delete | {"id":"%d"}
            """;

    @ParameterizedTest
    @MethodSource("refused")
    void ofRefusedInputsIsThatOfOthersAtMost(String records, String verb, String input) {
        var person = people.signUp().api();
        var begun = send(person, records, "upsert",
                "{\"idProperty\":\"externalId\",\"id\":\"new-%d\",\"properties\":{\"name\":\"x\"}}", MOST / 10);

        var refused = send(person, records, verb, input, MOST);

        assertThat(refused).isLessThan(begun.multipliedBy(20).plusSeconds(2));
    }

    private static Stream<Arguments> refused() {
        return Sample.fewOf("batches of what is refused", 2, REFUSED.lines().toList())
                .stream()
                .map(line -> Arguments.of((Object[]) line.split(" *\\| ")));
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
