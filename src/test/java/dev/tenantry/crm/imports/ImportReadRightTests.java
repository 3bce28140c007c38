package dev.tenantry.crm.imports;

import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.tenantry.crm.imports.mapping.ImportTarget;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** What a file holds is for who may read what it becomes; that there is an import, and what it is like, for who may read imports. */
class ImportReadRightTests extends ApiTest {

    private static final String TEXT = "Hidden text";
    private static final Map<ImportTarget, String> FILES = Map.of(ImportTarget.CONTACTS, "name,email\n%s,no address\n",
            ImportTarget.COMPANIES, "name,founded\n%s,never\n", ImportTarget.OPPORTUNITIES, "deal,stage\n%s,Nowhere\n");

    @ParameterizedTest
    @EnumSource(ImportTarget.class)
    void showsTextsOfTheFileToWhoMayReadSuchRecords(ImportTarget target) {
        var owner = people.signUp();
        var imports = new Importing(owner.api());
        var id = imports.upload(target.toString(), Objects.requireNonNull(FILES.get(target)).formatted(TEXT))
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

    private Api key(Person owner, String scopes) {
        return api.bearer(owner.api()
                .post("/api/v1/api-keys", "{\"name\": \"k\", \"scopes\": [%s]}".formatted(scopes))
                .expect(201)
                .at("/key"));
    }
}
