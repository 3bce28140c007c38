package dev.tenantry.crm.imports;

import java.util.List;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** That what is written by a name is written to the company of that name, and to no other that only looks like it. */
class NamedCompanyTests extends ApiTest {

    private Api own = api;
    private Importing importing = new Importing(api);

    @BeforeEach
    void signUp() {
        own = people.signUp().api();
        importing = new Importing(own);
    }

    /** Of two that differ by a mark it is the one that is written just so, else but for case; a third spelling means either. */
    @ParameterizedTest
    @CsvSource({"Ak Yapı,Âk Yapı,AK YAPI,ak yapi", "Öl AŞ,Ol AS,öl  aş,Ól AŞ", "Ørsted,Orsted,ØRSTED,Õrsted",
        "Łoś,Los,ŁOŚ,Lós", "Ёж,Еж,ЁЖ,Ѐж"})
    void isTheNearest(String one, String other, String likeOne, String third) {
        var id = company(one);
        company(other);

        assertThat(upsert(one, "a")).isEqualTo(id);
        assertThat(upsert(likeOne, "b")).isEqualTo(id);
        importing.run("companies", "Name,Sector\n" + likeOne + ",c\n");
        assertThat(own.get("/api/v1/companies/" + id).at("/sector")).isEqualTo("c");
        var linked = importing.run("opportunities", "Id,Deal,Company\n1,One," + likeOne + "\n2,Two," + other + "\n");
        assertThat(linked.at("/progress/created")).as(importing.errors(linked.id())).isEqualTo("2");
        var refused = importing.run("companies", "Name,Sector\n" + third + ",d\n");
        if (!third.equals("ak yapi")) {
            assertThat(importing.errors(refused.id())).contains("ambiguous");
        }
        assertThat(names()).containsExactlyInAnyOrder(one, other);
    }

    @Test
    void keepsItsSpellingWhereItIsFoundByAnother() {
        var id = company("Açúcar");

        var run = importing.run("companies", "Name,Sector\nACUCAR,x\n");
        upsert("acucar", "y");

        assertThat(run.at("/progress/updated")).isEqualTo("1");
        assertThat(own.get("/api/v1/companies/" + id).at("/name")).isEqualTo("Açúcar");
        assertThat(own.get("/api/v1/companies/" + id).at("/sector")).isEqualTo("y");
    }

    @Test
    void keepsTheSpellingOfAnAddressByWhichAContactIsFound() {
        var id = own.post("/api/v1/contacts", "{\"name\":\"J\",\"email\":\"joao@acucar.example\"}").expect(201).id();

        var run = importing.run("contacts", "Name,Email\nJoão,JOAO@Acucar.example\n");

        assertThat(run.at("/progress/updated")).isEqualTo("1");
        assertThat(own.get("/api/v1/contacts/" + id).at("/email")).isEqualTo("joao@acucar.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Öl AŞ,Ol AŞ", "Ol AŞ,Öl AŞ", "Sok,Şok"})
    void isNotOneForTwoRowsThatAreSpelledDifferently(String both) {
        var names = both.split(",");
        company(names[1]);

        var run = importing.run("companies", "Name,Sector\n" + names[0] + ",a\n" + names[1] + ",b\n");

        assertThat(run.at("/progress/created")).isEqualTo("1");
        assertThat(names()).containsExactlyInAnyOrder(names);
    }

    @Test
    void isNotOneForTwoDealsOrInputsThatAreSpelledDifferently() {
        company("Sok Ltd");
        importing.run("opportunities", "Id,Deal,Company\n1,One,ŞOK LTD\n2,Two,sok ltd\n", NamedCompanyTests::creating);
        own.post("/api/v1/companies/batch/upsert", """
                {"inputs": [{"id": "Ol", "idProperty": "name", "properties": {}},
                    {"id": "Öl", "idProperty": "name", "properties": {}},
                    {"id": "OL", "idProperty": "name", "properties": {}}]}""").expect(200);

        assertThat(names()).containsExactlyInAnyOrder("Sok Ltd", "ŞOK LTD", "Ol", "Öl");
    }

    private static ObjectNode creating(ObjectNode mapping) {
        mapping.get("fields").forEach(field -> {
            if (field.path("field").asString("").equals("companyId")) {
                ((ObjectNode) field).put("createMissing", true);
            }
        });
        return mapping;
    }

    private String company(String name) {
        return own.post("/api/v1/companies", "{\"name\":\"%s\"}".formatted(name)).expect(201).id();
    }

    private String upsert(String name, String sector) {
        return own.post("/api/v1/companies/batch/upsert",
                "{\"inputs\": [{\"id\": \"%s\", \"idProperty\": \"name\", \"properties\": {\"sector\": \"%s\"}}]}"
                        .formatted(name, sector))
                .expect(200)
                .at("/results/0/resource/id");
    }

    private List<String> names() {
        return StreamSupport.stream(own.get("/api/v1/companies").json().at("/results").spliterator(), false)
                .map(company -> company.path("name").asString(""))
                .toList();
    }
}
