package dev.tenantry.crm.imports;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Owners in files are called by their addresses and names, as other programs export them. */
class MemberImportTests extends ApiTest {

    @ParameterizedTest
    @ValueSource(strings = {"contacts", "opportunities"})
    void findsOwnersByTheirAddressesAndNames(String target) {
        var owner = people.signUp();
        var own = owner.api();
        var importing = new Importing(own);
        own.patch("/api/v1/profile", "{\"name\":\"Zoë Müller\"}").expect(200);

        var byEmail = importing.run(target,
                "Id,Name,Owner Email\n1,One,%s\n2,Two,nobody@x.example\n".formatted(owner.email().toUpperCase()));
        var byName = importing.dryRun(target, "Id,Name,Account Owner\n3,Three,ZOË müller\n",
                mapping -> mapping);
        own.send("PUT", "/api/v1/imports/" + byName.id() + "/run", null).expect(202);
        var run = importing.await(byName.id(), "run", "completed");

        assertThat(Importing.figures(byEmail)).as(importing.errors(byEmail.id())).containsExactly(1L, 0L, 0L, 1L);
        assertThat(importing.errors(byEmail.id())).contains("unknown-reference", "'nobody@x.example'");
        assertThat(Importing.figures(byName)).isEqualTo(Importing.figures(run)).containsExactly(1L, 0L, 0L, 0L);
        assertThat(own.get("/api/v1/" + target + "?sort=createdAt").json().at("/results").findValuesAsString("ownerId"))
                .containsOnly(owner.userId().toString());
    }

    @Test
    void tellsOfANameThatSeveralMembersHave() {
        var owner = people.signUp();
        var other = people.signUpInto(owner, "member");
        for (var person : List.of(owner, other)) {
            person.api().patch("/api/v1/profile", "{\"name\":\"Same Name\"}").expect(200);
        }
        var importing = new Importing(owner.api());

        var run = importing.run("contacts", "Name,Owner\nOne,same name\n");

        assertThat(importing.errors(run.id())).contains("ambiguous-reference");
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "name"})
    void looksForMembersForWhoMayReadThem(String by) {
        var owner = people.signUp();
        var path = "/api/v1/imports/"
                + new Importing(owner.api()).upload("contacts", "name,who\nOne,x\n").expect(201).id()
                + "/mapping";
        var mapping = """
                {"fields":[{"field":"name","column":"name"},{"field":"ownerId","column":"who","by":"%s"%s}]}""";
        var scopes = "\"imports:create\", \"imports:read\", \"contacts:create\", \"contacts:update\"";
        var key = owner.api()
                .post("/api/v1/api-keys", "{\"name\": \"k\", \"scopes\": [%s]}".formatted(scopes))
                .expect(201)
                .at("/key");

        assertThat(api.bearer(key).put(path, mapping.formatted(by, "")).expect(403).at("/detail")).contains(
                "members:read");
        api.bearer(key).put(path, mapping.formatted("id", "")).expect(200);
        owner.api().put(path, mapping.formatted(by, "")).expect(200);
        assertThat(owner.api().put(path, mapping.formatted("phone", "")).expect(422).at("/errors/0/field"))
                .isEqualTo("fields[1].by");
        assertThat(owner.api()
                .put(path, mapping.formatted(by, ",\"createMissing\":true"))
                .expect(422)
                .at("/errors/0/field"))
                .isEqualTo("fields[1].createMissing");
    }
}
