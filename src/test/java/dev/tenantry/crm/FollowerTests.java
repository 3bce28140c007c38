package dev.tenantry.crm;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Members follow records, and lists are filtered by them. */
class FollowerTests extends ApiTest {

    @ParameterizedTest
    @ValueSource(strings = {"contacts", "companies", "opportunities"})
    void areListedAndFilteredByUntilTheyLeave(String kind) {
        var person = people.signUp();
        var own = person.api();
        var path = "/api/v1/" + kind;
        var id = own.post(path, "{\"name\":\"N\"}").expect(201).id();
        own.post(path, "{\"name\":\"M\"}").expect(201);
        var asked = path + "?filter=followers%5Beq%5D:" + person.userId();

        for (var time : List.of(1, 2)) {
            own.send("PUT", path + "/" + id + "/following", null).expect(204);
            assertThat(own.get(path + "/" + id + "/followers").json().at("/results")).as("after " + time).hasSize(1);
        }

        assertThat(own.get(path + "/" + id + "/followers").at("/results/0/userId"))
                .isEqualTo(person.userId().toString());
        assertThat(own.get(asked).json().at("/results").valueStream().map(row -> row.at("/id").asString()))
                .containsExactly(id);
        own.delete(path + "/" + id + "/following").expect(204);
        assertThat(own.get(asked).json().at("/results")).isEmpty();
        people.signUp().api().send("PUT", path + "/" + id + "/following", null).expect(404);
        var type = kind.replaceFirst("ies$", "y").replaceFirst("s$", "");
        assertThat(
                own.get("/api/v1/audit-logs?filter=actionType%5Bin%5D:(" + type + ".followed," + type + ".unfollowed)")
                        .text())
                .contains(person.userId().toString());
    }
}
