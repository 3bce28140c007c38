package dev.tenantry.crm.imports;

import java.io.StringReader;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.StreamSupport;

import de.siegmar.fastcsv.reader.CsvReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.automation.Workflows;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.People;

import static dev.tenantry.crm.imports.Importing.field;
import static dev.tenantry.crm.imports.Importing.figures;
import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class ImportTests {

    @LocalServerPort
    private int port;
    private Api api = Api.at(0);
    private Importing importing = new Importing(api);

    @BeforeEach
    void signUp() {
        api = People.at(port).signUp().api();
        importing = new Importing(api);
    }

    @Test
    void importsADirtyFileToTheLastCent() {
        var file = new DirtyPipeline("D", 1200);

        var imported = importing.run("opportunities", file.text(), ImportTests::productSpelledRight);

        assertThat(figures(imported)).containsExactly((long) file.created(), 0L, (long) file.repeated(),
                (long) file.failed());
        assertThat(imported.json().at("/progress/read").asInt()).isEqualTo(file.rows());
        assertThat(imported.json().at("/progress/percent").asInt()).isEqualTo(100);
        assertThat(imported.json().at("/progress/createdCompanies").asInt()).isEqualTo(file.companies());
        assertThat(total("companies")).isEqualTo(file.companies());
        assertThat(total("opportunities")).isEqualTo(file.created());
        assertThat(total("opportunities?filter=product[eq]:%22GTX%20Pro%22")).isEqualTo(file.created());
        assertThat(won()).isEqualByComparingTo(file.won());
        assertThat(deal("D00007").at("/results/0/agent")).isEqualTo("Ann \"the closer\"\nSnelling, jr.");
        assertThat(deal("D00005").at("/results/0/companyId")).isEmpty();
    }

    @Test
    void tellsWhatIsWrongWithEachRowInAFileThatIsSafeToOpen() {
        var file = new DirtyPipeline("E", 40);
        var imported = importing.run("opportunities", file.text());

        var errors = importing.errors(imported.id());
        assertThat(errors).as("begins as the file did").startsWith("\uFEFF");
        var rows = CsvReader.builder().ofCsvRecord(new StringReader(errors.substring(1))).stream().toList();

        assertThat(rows.getFirst().getFields()).startsWith("line", "opportunity_id")
                .endsWith("field", "code", "message");
        var width = DirtyPipeline.COLUMNS.size();
        assertThat(rows.stream().skip(1)).extracting(row -> new DirtyPipeline.Fault(Long.parseLong(row.getField(0)),
                row.getField(width + 1), row.getField(width + 2))).containsExactlyElementsOf(file.faults());
        assertThat(rows.stream().skip(1)).allSatisfy(row -> {
            assertThat(row.getFieldCount()).isEqualTo(width + 4);
            assertThat(row.getFields()).noneMatch(cell -> cell.startsWith("="));
            assertThat(row.getField(width + 3)).isNotBlank();
        });
        assertThat(rows.get(1).getField(2)).isEqualTo("'=HYPERLINK(\"http://evil.example\")");
        assertThat(rows.get(1).getField(width + 3)).contains("12x");
    }

    @Test
    void aSecondImportOfTheSameFileChangesNothing() {
        var file = new DirtyPipeline("S", 200);
        importing.run("opportunities", file.text());
        var before = api.get("/api/v1/opportunities?limit=200").expect(200).text();
        var audited = lastAudited();

        var again = importing.run("opportunities", file.text());

        assertThat(figures(again)).containsExactly(0L, 0L, (long) file.created() + file.repeated(),
                (long) file.failed());
        assertThat(api.get("/api/v1/opportunities?limit=200").expect(200).text()).isEqualTo(before);
        assertThat(auditedSince(audited)).isNotEmpty().containsOnly("import");
    }

    @Test
    void changesOnlyTheRecordsWhoseRowsChanged() {
        var file = """
                externalId,name,amount,stage
                a,One,10,Won
                b,Two,20,Prospecting
                c,Three,30,Lost
                """;
        importing.run("opportunities", file);

        var again = importing.run("opportunities", file.replace("b,Two,20,Prospecting", "b,Two,25,Won"));

        assertThat(figures(again)).containsExactly(0L, 1L, 2L, 0L);
        assertThat(deal("b").at("/results/0/amount/amount")).isEqualTo("25.00");
        assertThat(deal("b").at("/results/0/status")).isEqualTo("won");
        assertThat(api.get("/api/v1/opportunities/" + deal("b").at("/results/0/id") + "/stage-history")
                .expect(200)
                .json()
                .at("/results")).hasSize(2);
    }

    @Test
    void aDryRunTellsTheSameAndWritesNothing() {
        var file = new DirtyPipeline("T", 1200);
        var audited = lastAudited();

        var tried = importing.dryRun("opportunities", file.text(), mapping -> mapping);

        assertThat(tried.at("/mode")).isEqualTo("dry-run");
        assertThat(figures(tried)).containsExactly((long) file.created(), 0L, (long) file.repeated(),
                (long) file.failed());
        assertThat(tried.json().at("/progress/createdCompanies").asInt()).isEqualTo(file.companies());
        assertThat(importing.errors(tried.id()).lines()).hasSizeGreaterThan(file.failed());
        assertThat(total("opportunities")).isZero();
        assertThat(total("companies")).isZero();
        assertThat(auditedSince(audited)).isNotEmpty().containsOnly("import");
    }

    @Test
    void runsForRealAfterADryRun() {
        var file = new DirtyPipeline("R", 60);
        var tried = importing.dryRun("opportunities", file.text(), mapping -> mapping);

        api.send("PUT", "/api/v1/imports/" + tried.id() + "/run", null).expect(202);
        var imported = importing.await(tried.id(), "run", "completed");

        assertThat(figures(imported)).isEqualTo(figures(tried));
        assertThat(total("opportunities")).isEqualTo(file.created());
    }

    @Test
    void takesValuesForStagesAndReferencesByKey() {
        importing.run("companies", "externalId,name\nC-1,Acme\nC-2,Globex\n");
        var file = """
                id,deal name,phase,customer id
                1,First,gewonnen,C-1
                2,Second,Verloren,C-2
                3,Third,gewonnen,C-9
                """;

        var imported = importing.run("opportunities", file, mapping -> {
            field(mapping, "stage").putObject("values").put("Gewonnen", "Won").put("verloren", "Lost");
            mapping.withArray("fields")
                    .addObject()
                    .put("field", "companyId")
                    .put("column", "customer id")
                    .put("by", "externalId");
            return mapping;
        });

        assertThat(figures(imported)).containsExactly(2L, 0L, 0L, 1L);
        assertThat(deal("1").at("/results/0/stage")).isEqualTo("Won");
        assertThat(deal("2").at("/results/0/stage")).isEqualTo("Lost");
        var globex = api.get("/api/v1/companies?filter=externalId[eq]:%22C-2%22").expect(200);
        assertThat(deal("2").at("/results/0/companyId")).isNotEmpty().isEqualTo(globex.at("/results/0/id"));
        assertThat(importing.errors(imported.id())).contains("companyId,unknown-reference");
        assertThat(total("companies")).isEqualTo(2);
    }

    @Test
    void findsRecordsWhoseRowsComeLaterAndTellsCircles() {
        var file = """
                name,subsidiary_of
                Child,Parent
                Grandchild,Child
                Parent,
                Hen,Egg
                Egg,Hen
                Orphan,Nobody
                """;

        var imported = importing.run("companies", file);

        assertThat(figures(imported)).containsExactly(3L, 0L, 0L, 3L);
        var parent = api.get("/api/v1/companies?filter=name[eq]:%22Parent%22").expect(200).at("/results/0/id");
        assertThat(api.get("/api/v1/companies?filter=name[eq]:%22Child%22").expect(200).at("/results/0/parentId"))
                .isEqualTo(parent);
        assertThat(importing.errors(imported.id()).lines().skip(1)).satisfiesExactly(
                hen -> assertThat(hen).startsWith("5,Hen").contains("parentId,circular-reference"),
                egg -> assertThat(egg).startsWith("6,Egg").contains("parentId,circular-reference"),
                orphan -> assertThat(orphan).startsWith("7,Orphan").contains("parentId,unknown-reference"));
    }

    @Test
    void tellsTheRowThatWouldCloseACircleOfWhatIsThere() {
        importing.run("companies", "name,subsidiary_of\nC0,\nC1,C0\nC2,C1\n");

        var imported = importing.run("companies", "name,subsidiary_of\nC0,C2\nOther,C2\n");

        assertThat(importing.errors(imported.id())).contains("2,C0,C2,parentId,circular-reference")
                .doesNotContain("Other");
    }

    @Test
    void cancelsAndGoesOnWithoutDoubles() {
        var file = new DirtyPipeline("K", 2500);
        var id = importing.upload("opportunities", file.text()).expect(201).id();
        importing.map(api.get("/api/v1/imports/" + id), mapping -> mapping).expect(200);
        api.send("PUT", "/api/v1/imports/" + id + "/run", null).expect(202);
        importing.await(id, now -> now.json().at("/progress/created").asInt() > 0);

        var cancelled = api.delete("/api/v1/imports/" + id + "/run").expect(200);

        assertThat(cancelled.at("/state")).isEqualTo("cancelled");
        var written = cancelled.json().at("/progress/created").asInt();
        assertThat(written).isBetween(1, file.created() - 1);
        assertThat(total("opportunities")).isEqualTo(written);

        api.send("PUT", "/api/v1/imports/" + id + "/run", null).expect(202);
        var completed = importing.await(id, "run", "completed");
        assertThat(figures(completed).getFirst()).isEqualTo(file.created() - written);
        assertThat(total("opportunities")).isEqualTo(file.created());
        assertThat(total("companies")).isEqualTo(file.companies());
    }

    @Test
    void auditsEachRecordOnceAndTheImportItself() {
        var file = new DirtyPipeline("A", 60);
        var audited = lastAudited();

        importing.run("opportunities", file.text());

        assertThat(auditedSince(audited)).filteredOn("opportunity"::equals).hasSize(file.created());
        assertThat(auditedSince(audited)).filteredOn("company"::equals).hasSize(file.companies());
        assertThat(auditedSince(audited)).filteredOn("import"::equals).hasSize(4);
    }

    @Test
    void tellsOfDealsThatAreWonInTheFile() {
        var workflows = Workflows.of(api);
        var workflow = workflows.onEvent("opportunity.closed", """
                [{"type":"create_task","config":{"title":"{{trigger.name}} is {{trigger.status}}"}}]""");

        importing.run("opportunities", "Deal,Stage\nthis,Won\nthat,Prospecting\n",
                mapping -> mapping.put("events", true));

        assertThat(workflows.onlyRun(workflow).at("/steps/0/stepConfig/title")).isEqualTo("this is won");
    }

    private static ObjectNode productSpelledRight(ObjectNode mapping) {
        field(mapping, "product").putObject("values").put("GTXPro", "GTX Pro");
        return mapping;
    }

    private int total(String resource) {
        var path = "/api/v1/" + resource + (resource.contains("?") ? "&" : "?") + "total=true&limit=1";
        return api.get(path).expect(200).json().at("/total").asInt();
    }

    private Answer deal(String externalId) {
        return api.get("/api/v1/opportunities?filter=externalId[eq]:%22" + externalId + "%22").expect(200);
    }

    private BigDecimal won() {
        var won = api.get("/api/v1/opportunities/summary?filter=status[eq]:won").expect(200);
        return new BigDecimal(won.at("/results/0/amount/amount"));
    }

    private long lastAudited() {
        return api.get("/api/v1/audit-logs?limit=1").expect(200).json().at("/results/0/id").asLong();
    }

    private List<String> auditedSince(long id) {
        var entries = api.get("/api/v1/audit-logs?limit=200&filter=id[gt]:" + id).expect(200).json();
        return StreamSupport.stream(entries.at("/results").spliterator(), false)
                .map(entry -> entry.at("/resourceType").asString())
                .toList();
    }
}
