package dev.tenantry.crm.imports;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Files of errors that are mended and imported, and rows that leave something to the record that is there. */
class MendedFileTests extends ApiTest {

    private Api person = api;
    private Importing importing = new Importing(api);

    @BeforeEach
    void signUp() {
        person = people.signUp().api();
        importing = new Importing(person);
    }

    @Test
    void bringTheNamesThatTheyHadHoweverOftenTheyAreMended() {
        var file = "name,email,code\n=Bob,bad,1\n@tom,worse,2\n'=Amy,none,3\n-Eve,wrong,4\n";
        var first = importing.run("contacts", file);

        var still = importing.run("contacts", importing.errors(first.id()).replace("worse", "bad"));
        var mended = importing.errors(still.id())
                .replaceAll("(bad|none|wrong),([0-9])", "right$2@example.test,$2");
        var last = importing.run("contacts", mended);

        assertThat(Importing.figures(still)).containsExactly(0L, 0L, 0L, 4L);
        assertThat(importing.errors(still.id()).lines().findFirst()).hasValue(
                "line,name,email,code,field,import-code,message");
        assertThat(Importing.figures(last)).containsExactly(4L, 0L, 0L, 0L);
        assertThat(person.get("/api/v1/contacts?sort=createdAt")
                .expect(200)
                .json()
                .at("/results")
                .findValuesAsString("name"))
                .containsExactlyInAnyOrder("=Bob", "@tom", "'=Amy", "-Eve");
    }

    @Test
    void changeAFieldOfWhatIsThereWithoutTheOthers() {
        importing.run("opportunities", "externalId,name,agent\nD-1,Loom,Old\n");

        var changed = importing.run("opportunities", "externalId,agent\nD-1,New\nD-2,Newer\n");

        assertThat(Importing.figures(changed)).containsExactly(0L, 1L, 0L, 1L);
        assertThat(importing.errors(changed.id())).contains("D-2", ",name,");
        var deal = person.get("/api/v1/opportunities").expect(200);
        assertThat(deal.at("/results/0/name") + deal.at("/results/0/agent")).isEqualTo("LoomNew");
    }

    @Test
    void keepTheCellsApartThatARowHasTooMany() {
        var first = importing.run("contacts", "email,name\nada@example.test,\"Ada, Lady\",\"z, \"\"y\"\"\",=1\n");
        var told = importing.errors(first.id()).lines().toList();

        var still = importing.run("contacts", importing.errors(first.id()));
        var mended = importing.errors(still.id()).replace(",\"\"z, \"\"\"\"y\"\"\"\"\"\",=1", "");
        var last = importing.run("contacts", mended);

        assertThat(told.getLast()).startsWith("2,ada@example.test,").contains(",field-count,");
        assertThat(Importing.figures(still)).containsExactly(0L, 0L, 0L, 1L);
        assertThat(importing.errors(still.id()).lines().toList().getLast().split(",field-count")[0])
                .isEqualTo(told.getLast().split(",field-count")[0]);
        assertThat(Importing.figures(last)).containsExactly(1L, 0L, 0L, 0L);
        assertThat(person.get("/api/v1/contacts").expect(200).at("/results/0/name")).isEqualTo("Ada, Lady");
    }

    @Test
    void tellALongRowFromALongField() {
        var wide = ("x".repeat(49_000) + ",").repeat(30) + "x";
        var header = "c"
                + String.join(",c", java.util.stream.IntStream.range(0, 31).mapToObj(String::valueOf).toList());

        var refused = importing.upload("contacts", header + "\n" + wide + "\n").expect(422);

        assertThat(refused.at("/errors/0/code")).isEqualTo("row-too-long");
        assertThat(refused.at("/errors/0/message")).contains("line 2").contains("1048576");
    }

    @Test
    void aClosingDateFollowsTheStageThatTheDealHas() {
        importing.run("opportunities", """
                id,Deal,Stage,Close Date
                1,won,Won,2026-03-15
                2,open,Prospecting,2026-03-15
                """);

        importing.run("opportunities", """
                id,Deal,Close Date
                1,won,2026-03-16
                2,open,2026-03-16
                3,new,2026-03-16
                """);

        assertThat(deal("won")).contains("\"closedOn\":\"2026-03-16\"").doesNotContain("expectedCloseOn");
        assertThat(deal("open")).contains("\"expectedCloseOn\":\"2026-03-16\"").doesNotContain("closedOn");
        assertThat(deal("new")).contains("\"expectedCloseOn\":\"2026-03-16\"").doesNotContain("closedOn");
    }

    @Test
    void anAmountWithoutACurrencyIsInThatOfItsRecord() {
        person.patch("/api/v1/organization/settings", "{\"currency\":\"EUR\"}").expect(200);
        importing.run("opportunities", "id,Deal,Amount,Currency\n1,dollars,100,USD\n2,euros,100,EUR\n");

        var second = importing.run("opportunities", "id,Deal,Amount\n1,dollars,100\n2,euros,150\n3,new,7\n");
        var stated = importing.run("opportunities", "id,Deal,Amount\n1,dollars,100\n",
                mapping -> mapping.put("currency", "GBP"));

        assertThat(Importing.figures(second)).containsExactly(1L, 1L, 1L, 0L);
        assertThat(deal("euros")).contains("\"150.00\",\"currency\":\"EUR\"");
        assertThat(deal("new")).contains("\"7.00\",\"currency\":\"EUR\"");
        assertThat(Importing.figures(stated)).containsExactly(0L, 1L, 0L, 0L);
        assertThat(deal("dollars")).contains("\"100.00\",\"currency\":\"GBP\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"USD", "EUR", "GBP"})
    void anAmountIsInTheCurrencyThatTheMappingStatesWhicheverIsTheOrganizations(String organizations) {
        person.patch("/api/v1/organization/settings", "{\"currency\":\"" + organizations + "\"}").expect(200);
        for (var stated : List.of("USD", "EUR", "GBP")) {
            importing.run("opportunities", "id,Deal,Amount,Currency\n1,deal,100,CHF\n");

            importing.run("opportunities", "id,Deal,Amount\n1,deal,250\n", mapping -> mapping.put("currency", stated));

            assertThat(deal("deal")).contains("\"250.00\",\"currency\":\"" + stated + "\"");
        }
    }

    private String deal(String name) {
        return person.get("/api/v1/opportunities?filter=name%5Beq%5D:" + name).expect(200).text();
    }

    @ParameterizedTest
    @CsvSource({"false,','", "true,','", "false,;", "true,;", "true,|"})
    void areWrittenAsTheFileIsThatWasUploaded(boolean isMarked, String delimiter) {
        var file = (isMarked ? "\uFEFF" : "") + "name,email\nGröße,wrong\n".replace(",", delimiter);

        var run = importing.run("contacts", file);
        var errors = importing.errors(run.id());
        var mended = importing.run("contacts", errors.replace("wrong", "a@x.example"));

        assertThat(errors).startsWith(
                (isMarked || !delimiter.equals(",") ? "\uFEFF" : "") + "line,name,email,field".replace(",", delimiter));
        assertThat(Importing.figures(mended)).containsExactly(1L, 0L, 0L, 0L);
    }
}
