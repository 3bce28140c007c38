package dev.tenantry.crm.imports;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

import static dev.tenantry.crm.imports.Importing.field;
import static org.assertj.core.api.Assertions.assertThat;

/** What can be done with an import, by whom, and what is said to the rest. */
@IntegrationTest
class ImportRequestTests {

    private static final String IMPORTS = "/api/v1/imports";
    private static final String CONTACTS = "externalId,name\n1,Ada\n2,Grace\n";

    @LocalServerPort
    private int port;
    private Api api = Api.at(0);
    private Person owner = new Person(api, new UUID(0, 0), new UUID(0, 0), "", "", "", "");
    private Importing importing = new Importing(api);

    @BeforeEach
    void signUp() {
        owner = People.at(port).signUp();
        api = owner.api();
        importing = new Importing(api);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fields[0].field          | {"fields":[{"field":"wings","column":"name"}]}
            fields[0].column         | {"fields":[{"field":"name","column":"nome"}]}
            fields[0].template       | {"fields":[{"field":"name","template":"{nome}"}]}
            fields[0]                | {"fields":[{"field":"name"}]}
            fields[1].field          | {"fields":[{"field":"name","column":"name"},{"field":"name","column":"externalId"}]}
            fields                   | {"fields":[{"field":"jobTitle","column":"name"}]}
            fields[1].by             | {"fields":[{"field":"name","column":"name"},{"field":"companyId","column":"name","by":"smell"}]}
            fields[1].createMissing  | {"fields":[{"field":"name","column":"name"},{"field":"companyId","column":"name","by":"id","createMissing":true}]}
            matchBy[0]               | {"fields":[{"field":"name","column":"name"}],"matchBy":["email"]}
            dateFormats[0]           | {"fields":[{"field":"name","column":"name"}],"dateFormats":["bbb"]}
            pipelineId               | {"fields":[{"field":"name","column":"name"}],"pipelineId":"1"}
            currency                 | {"fields":[{"field":"name","column":"name"}],"currency":"dollars"}
            """)
    void namesTheFaultOfAMapping(String place, String mapping) {
        var id = importing.upload("contacts", CONTACTS).expect(201).id();

        var refused = api.put(IMPORTS + "/" + id + "/mapping", mapping);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(texts(refused, "/errors", "/field")).contains(place);
        assertThat(api.get(IMPORTS + "/" + id).expect(200).at("/state")).isEqualTo("uploaded");
    }

    @Test
    void refusesAStageThatThePipelineDoesNotHave() {
        var uploaded = importing.upload("opportunities", "id,deal,stage\n1,One,won\n").expect(201);

        var refused = importing.map(uploaded, mapping -> {
            field(mapping, "stage").putObject("values").put("won", "Gewonnen");
            return mapping;
        });

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/errors/0/code")).isEqualTo("unknown-stage");
        assertThat(refused.at("/errors/0/message")).contains("Prospecting");
    }

    @Test
    void runsOnlyWhatHasAMappingAndIsOfTheStatedVersion() {
        var uploaded = importing.upload("contacts", CONTACTS).expect(201);
        var path = IMPORTS + "/" + uploaded.id();

        var unmapped = api.send("PUT", path + "/run", null);
        importing.map(uploaded, mapping -> mapping).expect(200);
        var stale = api.with("If-Match", uploaded.header("ETag")).send("PUT", path + "/run", null);

        assertThat(unmapped.status()).isEqualTo(409);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(api.get(path).at("/state")).isEqualTo("ready");
    }

    @Test
    void letsThoseImportWhoMay() {
        var people = People.at(port);
        var manager = new Importing(people.signUpInto(owner, "manager").api());
        var member = new Importing(people.signUpInto(owner, "member").api());
        var viewer = people.signUpInto(owner, "viewer").api();

        var imported = manager.run("contacts", CONTACTS);

        assertThat(Importing.figures(imported).getFirst()).isEqualTo(2);
        assertThat(member.api().get(IMPORTS + "/" + imported.id()).status()).isEqualTo(200);
        assertThat(member.upload("contacts", CONTACTS).status()).isEqualTo(403);
        assertThat(member.api().send("PUT", IMPORTS + "/" + imported.id() + "/run", null).status()).isEqualTo(403);
        assertThat(member.api().delete(IMPORTS + "/" + imported.id()).status()).isEqualTo(403);
        assertThat(viewer.get(IMPORTS).status()).isEqualTo(403);
        assertThat(Api.at(port).get(IMPORTS).status()).isEqualTo(401);
        assertThat(api.get(IMPORTS).expect(200).json().at("/results")).hasSize(1);
    }

    @Test
    void showsNobodyAnotherOrganizationsImports() {
        var id = importing.run("contacts", CONTACTS + "3,\n").id();
        var stranger = People.at(port).signUp().api();

        for (var each : List.of("GET ", "GET /errors", "PUT /run", "PUT /dry-run", "DELETE /run", "DELETE ")) {
            var request = each.split(" ", 2);
            var foreign = stranger.send(request[0], IMPORTS + "/" + id + request[1], null);
            var absent = stranger.send(request[0], IMPORTS + "/987654321" + request[1], null);

            assertThat(foreign.status()).as(each).isEqualTo(404).isEqualTo(absent.status());
            assertThat(foreign.at("/detail")).as(each).isEqualTo(absent.at("/detail"));
        }
        assertThat(stranger.put(IMPORTS + "/" + id + "/mapping", """
                {"fields":[{"field":"name","column":"name"}]}""").status()).isEqualTo(404);
        assertThat(stranger.get(IMPORTS).expect(200).json().at("/results")).isEmpty();
        assertThat(api.get(IMPORTS + "/" + id).expect(200).at("/state")).isEqualTo("completed");
    }

    @Test
    void deletesAnImportAndKeepsWhatItImported() {
        var id = importing.run("contacts", CONTACTS).id();

        api.delete(IMPORTS + "/" + id).expect(204);

        assertThat(api.get(IMPORTS + "/" + id).status()).isEqualTo(404);
        assertThat(api.get("/api/v1/contacts").expect(200).json().at("/results")).hasSize(2);
    }

    private static List<String> texts(Answer answer, String list, String pointer) {
        return answer.json().at(list).valueStream().map(each -> each.at(pointer).asString("")).toList();
    }
}
