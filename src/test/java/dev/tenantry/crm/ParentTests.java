package dev.tenantry.crm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;

import static org.assertj.core.api.Assertions.assertThat;

/** No company is its own subsidiary, however it is written and through however many others. */
class ParentTests extends ApiTest {

    private static final String COMPANIES = "/api/v1/companies";
    private static final String OWN = "this one would be its own parent, by itself or through others";

    private Api own = Api.at(0);

    @BeforeEach
    void somebody() {
        own = people.signUp().api();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20})
    void aCircleIsRefusedOnEveryWayIn(int length) {
        var chain = chain(length);
        var top = chain.getFirst();
        var bottom = chain.getLast();
        var name = own.get(COMPANIES + "/" + top).at("/name");
        var batch = "{\"inputs\":[{\"id\":\"%s\",%s\"properties\":{\"parentId\":\"%s\"}}]}";

        var answers = List.of(own.patch(COMPANIES + "/" + top, "{\"parentId\":\"%s\"}".formatted(bottom)),
                own.put(COMPANIES + "/" + top, "{\"name\":\"%s\",\"parentId\":\"%s\"}".formatted(name, bottom)));
        var batches = List.of(own.post(COMPANIES + "/batch/update", batch.formatted(top, "", bottom)),
                own.post(COMPANIES + "/batch/upsert", batch.formatted(name, "\"idProperty\":\"name\",", bottom)));

        answers.forEach(answer -> {
            answer.expect(422);
            assertThat(answer.at("/errors/0/field") + " " + answer.at("/errors/0/code")).as(answer.text())
                    .isEqualTo("parentId circular-reference");
            assertThat(answer.at("/errors/0/message")).isEqualTo(OWN);
        });
        assertThat(batches).extracting(answer -> answer.at("/errors/0/errors/0/code"))
                .containsOnly("circular-reference");
        assertThat(own.get(COMPANIES + "/" + top).json().has("parentId")).isFalse();
    }

    @Test
    void tellsWhoseACompanyIsAndWhichAreItsOwn() {
        var chain = chain(4);
        var second = chain.get(1);
        var aside = create("Aside", second);
        var trashed = create("Trashed", second);
        create("Beyond", trashed);
        own.delete(COMPANIES + "/" + trashed).expect(204);

        var told = own.get(COMPANIES + "/" + second + "/hierarchy").expect(200);

        assertThat(told.at("/id")).isEqualTo(second);
        assertThat(ids(told, "parents")).containsExactly(chain.getFirst());
        assertThat(ids(told, "subsidiaries")).containsExactlyInAnyOrder(chain.get(2), aside, chain.get(3));
        assertThat(told.at("/subsidiaries/2/level")).isEqualTo("2");
        assertThat(told.at("/complete")).isEqualTo("true");
        people.signUp().api().get(COMPANIES + "/" + second + "/hierarchy").expect(404);
    }

    private static List<String> ids(Answer told, String where) {
        return told.json().path(where).valueStream().map(one -> one.path("id").asString()).toList();
    }

    @Test
    void twoChangesAtOnceDoNotCloseOneTogether() {
        for (var round = 0; round < 8; round++) {
            var one = create("A" + round, null);
            var other = create("B" + round, null);
            var count = new AtomicInteger();

            var answers = Parallel.times(2, () -> count.getAndIncrement() % 2 == 0
                    ? parent(one, other)
                    : parent(other, one));

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 422);
        }
    }

    /** One of two that wait for each other is told to come again. */
    private Answer parent(String company, String parent) {
        while (true) {
            var answer = own.patch(COMPANIES + "/" + company, "{\"parentId\":\"%s\"}".formatted(parent));
            if (answer.status() != 503) {
                return answer;
            }
        }
    }

    @Test
    void theWayUpHasAnEnd() {
        var chain = chain(101);

        var refused = own.post(COMPANIES, "{\"name\":\"x\",\"parentId\":\"%s\"}".formatted(chain.getLast()));

        assertThat(refused.expect(422).at("/errors/0/code")).as(refused.text()).isEqualTo("too-deep");
    }

    /** From the top down. */
    private List<String> chain(int length) {
        var ids = new ArrayList<String>();
        IntStream.range(0, length)
                .forEach(one -> ids.add(create("C" + one, ids.isEmpty() ? null : ids.getLast())));
        return ids;
    }

    private String create(String name, @Nullable String parent) {
        return own.post(COMPANIES, parent == null
                ? "{\"name\":\"%s\"}".formatted(name)
                : "{\"name\":\"%s\",\"parentId\":\"%s\"}".formatted(name, parent)).expect(201).id();
    }
}
