package dev.tenantry.crm;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** A key of another system is the same one whichever way it comes in: files keep no space around it. */
class ExternalKeyTests extends ApiTest {

    private static final List<String> SPACES = List.of(" ", "\\t", "\u00a0", "\u200b", "\ufeff");

    static Stream<String> kinds() {
        return Stream.of("contacts", "companies", "opportunities");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void hasNoSpaceAroundIt(String kind) {
        var person = people.signUp().api();
        var path = "/api/v1/" + kind;
        for (var space : SPACES) {
            for (var key : List.of(space + "E1", "E1" + space)) {
                var refused = person.post(path, "{\"name\":\"One\",\"externalId\":\"" + key + "\"}").expect(422);
                var batch = person.post(path + "/batch/upsert", """
                        {"inputs":[{"id":"%s","idProperty":"externalId","properties":{"name":"One"}}]}"""
                        .formatted(key));

                assertThat(refused.at("/errors/0/field")).isEqualTo("externalId");
                assertThat(batch.text()).contains("refused", "externalId", "space");
            }
        }
        person.post(path, "{\"name\":\"One\",\"externalId\":\"E 1\"}").expect(201);
        assertThat(person.get(path).expect(200).json().at("/results")).hasSize(1);
    }
}
