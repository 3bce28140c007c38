package dev.tenantry.crm.imports;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.crm.imports.mapping.ImportTargets;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** What a file holds is for who may read what it becomes; that there is an import, and what it is like, for who may read imports. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportReadRightTests extends ApiTest {

    private static final String TEXT = "Hidden text";
    private static final Map<String, String> FILES = Map.of("contacts", "name,email\n%s,no address\n",
            "companies", "name,founded\n%s,never\n", "opportunities", "deal,stage\n%s,Nowhere\n");

    @Autowired
    private ImportTargets targets;

    @ParameterizedTest
    @MethodSource("targets")
    void showsTextsOfTheFileToWhoMayReadSuchRecords(String target) {
        var owner = people.signUp();
        var imports = new Importing(owner.api());
        var id = imports.upload(target, FILES.getOrDefault(target, "name\n%s\n").formatted(TEXT))
                .expect(201)
                .id();
        var path = "/api/v1/imports/" + id;
        var without = key(owner, "\"imports:read\"");
        var with = key(owner, "\"imports:read\", \"%s:read\"".formatted(target));

        var shown = without.get(path).expect(200);

        assertThat(shown.text()).doesNotContain(TEXT);
        assertThat(shown.at("/columns/0/name")).isNotEmpty();
        assertThat(shown.at("/lacking/0")).isEqualTo(target + ":read");
        assertThat(with.get(path).expect(200).at("/columns/0/samples/0")).isEqualTo(TEXT);
        assertThat(with.get(path).at("/lacking")).isEmpty();
        assertThat(without.get(path + "/errors").expect(403).at("/detail")).contains(target + ":read");
        with.get(path + "/errors").expect(200);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void showsNoCellOfAFileInItsColumnsNorItsMappingToWhoMayNotReadSuchRecords(String target) {
        var owner = people.signUp();
        var imports = new Importing(owner.api());
        var cells = List.of("Quiet name", "1.234.567,89", "17.12.2031", "4.321,5", "quiet@example.test", "Quiet stage");
        var uploaded = imports.upload(target,
                "name;amount;day;revenue;email;stage\n" + String.join(";", cells) + "\n").expect(201);
        var named = "{\"fields\":[{\"field\":\"%s\",\"column\":\"name\",\"values\":{\"Quiet name\":\"x\"}}]}"
                .formatted(target.equals("exchange-rates") ? "source" : "name");
        owner.api().put("/api/v1/imports/" + uploaded.id() + "/mapping", named).expect(200);

        var shown = key(owner, "\"imports:read\"").get("/api/v1/imports/" + uploaded.id()).expect(200);

        assertThat(shown.at("/mapping/fields/0/column")).isEqualTo("name");
        assertThat(cells).noneMatch(shown.text()::contains);
        assertThat(owner.api().get("/api/v1/audit-logs?limit=100").expect(200).text())
                .contains("import.mapped")
                .doesNotContain("Quiet name");
    }

    /** By what becomes of its cells; and nobody acts as somebody to take the rows. */
    @Test
    void keepsFromFilesOfErrorsWhatIsInNoFileOfRecords() {
        var owner = people.signUp();
        var imports = new Importing(owner.api());
        owner.api()
                .post("/api/v1/data-classifications",
                        """
                        {"tableName": "contacts", "columnName": "email", "sensitivityLevel": "restricted", "classificationReason": "So it was agreed"}""")
                .expect(201);
        var id = imports.run("contacts", "name,email,size\nAda,hidden at nowhere,5\nBea,hidden,1,hidden,hidden\n")
                .id();

        var errors = imports.errors(id);

        assertThat(errors).contains("Ada", "[restricted],5,email,email,").doesNotContain("hidden");
        var acting = api.bearer(people.superAdmin()
                .api()
                .post("/admin/users/" + owner.userId() + "/impersonation", "{\"reason\": \"ticket 4711: the rows\"}")
                .expect(201)
                .at("/accessToken"));
        assertThat(acting.get("/api/v1/imports/" + id + "/errors").expect(403).at("/code")).isEqualTo("impersonated");
        assertThat(acting.get("/api/v1/imports/" + id).expect(200).text()).contains("personal-data:read")
                .doesNotContain("hidden", "Ada");
    }

    List<String> targets() {
        return targets.names();
    }

    Stream<Arguments> lookUps() {
        return targets.all()
                .stream()
                .flatMap(target -> target.fields()
                        .stream()
                        .filter(field -> field.references() != null)
                        .map(field -> Arguments.of(target.resource(), field.name(), field.references())));
    }

    @ParameterizedTest
    @MethodSource("lookUps")
    void looksForRecordsByWhatIsNoIdForWhoMayReadThem(String target, String field, String type) {
        var owner = people.signUp();
        var id = new Importing(owner.api()).upload(target, "name,other\nOne,5\n").expect(201).id();
        var path = "/api/v1/imports/" + id;
        var mapping = """
                {"fields":[{"field":"name","column":"name"},{"field":"%s","column":"other","by":"%s"}]}""";
        var needed = type.equals("company") ? "companies:read" : type + "s:read";
        var scopes = "\"imports:create\", \"imports:read\", \"%1$s:create\", \"%1$s:update\"".formatted(target);
        var without = key(owner, scopes);
        var with = key(owner, scopes + ", \"" + needed + "\"");
        var key = targets.all()
                .stream()
                .filter(one -> one.type().equals(type))
                .flatMap(one -> one.referredBy().stream())
                .filter(property -> !property.equals("id"))
                .findFirst()
                .orElseThrow();
        var byKey = mapping.formatted(field, key);

        assertThat(without.put(path + "/mapping", byKey).expect(403).at("/detail")).contains(needed);
        with.put(path + "/mapping", byKey).expect(200);
        for (var mode : List.of("dry-run", "run")) {
            assertThat(without.send("PUT", path + "/" + mode, null).expect(403).at("/detail")).contains(needed);
        }
        without.put(path + "/mapping", mapping.formatted(field, "id")).expect(200);
        without.send("PUT", path + "/dry-run", null).expect(202);
    }

    private Api key(Person owner, String scopes) {
        return api.bearer(owner.api()
                .post("/api/v1/api-keys", "{\"name\": \"k\", \"scopes\": [%s]}".formatted(scopes))
                .expect(201)
                .at("/key"));
    }
}
