package dev.tenantry.crm;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;

import static org.assertj.core.api.Assertions.assertThat;

/** Records are known to several other systems, each key being one record's alone. */
class ExternalIdTests extends ApiTest {

    private static final String BODY = "{\"name\":\"%s\",\"externalIds\":[{\"source\":\"hubspot\",\"id\":\"%s\"}]}";

    private Api own = Api.at(0);

    @BeforeEach
    void somebody() {
        own = people.signUp().api();
    }

    @ParameterizedTest
    @ValueSource(strings = {"contacts", "companies"})
    void areFoundByListsAndBatches(String kind) {
        var path = "/api/v1/" + kind;
        var id = own.post(path, BODY.formatted("N", "a:1")).expect(201).id();
        own.post(path, BODY.formatted("M", "a:2")).expect(201);
        var upsert = "{\"inputs\":[{\"idProperty\":\"externalIds\",\"id\":\"%s\",\"properties\":{\"name\":\"P\"}}]}";

        var found = own.get(path + "?filter=externalIds%5Beq%5D:%22hubspot:a:1%22").expect(200);
        var changed = own.post(path + "/batch/upsert", upsert.formatted("hubspot:a:1"));
        var added = own.post(path + "/batch/upsert", upsert.formatted("sap:7"));

        assertThat(found.json().at("/results")).hasSize(1);
        assertThat(found.at("/results/0/id") + found.at("/results/0/externalIds/0/id")).isEqualTo(id + "a:1");
        assertThat(changed.at("/results/0/resource/id") + changed.at("/results/0/resource/name")).as(changed.text())
                .isEqualTo(id + "P");
        assertThat(added.json().at("/results/0/resource/externalIds").toString()).as(added.text())
                .isEqualTo("[{\"source\":\"sap\",\"id\":\"7\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"contacts", "companies"})
    void areOneRecordsAlone(String kind) {
        var path = "/api/v1/" + kind;
        var holder = own.post(path, BODY.formatted("N", "1")).expect(201).id();
        var other = own.post(path, "{\"name\":\"O\"}").expect(201).id();
        var batch = "{\"inputs\":[{\"properties\":%s},{\"properties\":%s}]}".formatted(BODY.formatted("A", "2"),
                BODY.formatted("B", "2"));

        for (var refused : new Answer[]{own.post(path, BODY.formatted("P", "1")),
            own.patch(path + "/" + other, BODY.formatted("O", "1"))}) {
            refused.expect(409);
            assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/code"))
                    .isEqualTo("externalIds duplicate");
        }
        var together = own.post(path + "/batch/create", batch);
        assertThat(together.at("/results/0/status") + together.at("/results/1/status")).as(together.text())
                .isEqualTo("donerefused");
        assertThat(together.at("/errors/0/errors/0/code")).as(together.text()).isEqualTo("duplicate");
        own.delete(path + "/" + holder).expect(204);
        assertThat(own.post(path, BODY.formatted("P", "1")).expect(409).at("/errors/0/code")).isEqualTo("in-trash");
        people.signUp().api().post(path, BODY.formatted("Q", "1")).expect(201);
    }

    @Test
    void oneOfManyAtOnceGetsIt() {
        var answers = Parallel.times(16, () -> own.post("/api/v1/contacts", BODY.formatted("N", "1")));

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201);
        assertThat(own.get("/api/v1/contacts").json().at("/results")).hasSize(1);
    }
}
