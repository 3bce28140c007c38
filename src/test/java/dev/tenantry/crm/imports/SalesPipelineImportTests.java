package dev.tenantry.crm.imports;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.support.Api;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.People;
import dev.tenantry.support.Sample;
import dev.tenantry.support.TestDatabase;

import static dev.tenantry.crm.imports.Importing.field;
import static dev.tenantry.crm.imports.Importing.figures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A real sales pipeline, dirt included; its files are not part of this repository. */
@IntegrationTest
class SalesPipelineImportTests {

    private static final Path DATA = Path.of("../shared/data/crm-sales");

    @LocalServerPort
    private int port;

    @BeforeEach
    void hasTheFiles() {
        assumeTrue(Files.isDirectory(DATA), () -> "skipped: there is no " + DATA.toAbsolutePath().normalize());
    }

    @Test
    void importsARealSalesPipelineToTheLastCentAndTheSecondTimeChangesNothing() throws IOException, SQLException {
        var api = People.at(port).signUp().api();
        var importing = new Importing(api);

        var accounts = importing.run(importing.upload("companies", DATA.resolve("accounts.csv")).expect(201),
                SalesPipelineImportTests::spelledRight);
        var deals = importing.run(importing.upload("opportunities", DATA.resolve("sales_pipeline.csv")).expect(201),
                SalesPipelineImportTests::productNamedRight);

        assertThat(figures(accounts)).containsExactly(85L, 0L, 0L, 0L);
        assertThat(figures(deals)).containsExactly(8800L, 0L, 0L, 0L);
        assertThat(total(api, "companies")).isEqualTo(85);
        assertThat(total(api, "opportunities")).isEqualTo(8800);
        assertThat(counts(api)).isEqualTo(Map.of("Won", 4238L, "Lost", 2473L, "Engaging", 1589L, "Prospecting", 500L));
        assertThat(wonAmount(api)).isEqualByComparingTo("10005534");
        assertThat(forecast(api)).isEqualTo(summed());
        importingThemAgainChangesNothing(api);
    }

    private static void importingThemAgainChangesNothing(Api api) throws IOException {
        var importing = new Importing(api);
        var audited = api.get("/api/v1/audit-logs?limit=1").json().at("/results/0/id").asLong();

        var accounts = importing.run(importing.upload("companies", DATA.resolve("accounts.csv")),
                SalesPipelineImportTests::spelledRight);
        var count = Sample.isWhole() ? 8800 : 1000;
        var some = Files.readAllLines(DATA.resolve("sales_pipeline.csv")).stream().limit(1L + count);
        var deals = importing.run(importing.upload("opportunities", some.collect(Collectors.joining("\n"))),
                SalesPipelineImportTests::productNamedRight);

        assertThat(figures(accounts)).containsExactly(0L, 0L, 85L, 0L);
        assertThat(figures(deals)).containsExactly(0L, 0L, (long) count, 0L);
        assertThat(api.get("/api/v1/opportunities?filter=version[gt]:0&limit=1").status()).isEqualTo(400);
        assertThat(api.get("/api/v1/audit-logs?limit=200&filter=id[gt]:" + audited).expect(200).json().at("/results"))
                .allMatch(entry -> entry.at("/resourceType").asString().equals("import"));
    }

    /** By month: how many deals were won, and what they come to. */
    private static Map<String, String> forecast(Api api) {
        var months = new TreeMap<String, String>();
        api.get("/api/v1/reports/forecast?from=2016-01-01&to=2018-12-31")
                .expect(200)
                .json()
                .at("/months")
                .forEach(
                        month -> months.put(month.at("/month").asString(), month.at("/categories/0/deals").asInt() + " "
                                + month.at("/categories/0/amount/amount").asString()));
        return months;
    }

    /** By plain SQL, over the file's own texts. */
    private static Map<String, String> summed() throws IOException, SQLException {
        var months = new TreeMap<String, String>();
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement("""
                        select left(c[7], 7) || '-01', count(*) || ' ' || sum(c[8]::numeric) || '.00'
                        from regexp_split_to_table(?, E'\\r?\\n') as line, string_to_array(line, ',') as c
                        where c[5] = 'Won' group by left(c[7], 7)""")) {
            statement.setString(1, Files.readString(DATA.resolve("sales_pipeline.csv")));
            var rows = statement.executeQuery();
            while (rows.next()) {
                months.put(rows.getString(1), rows.getString(2));
            }
        }
        return months;
    }

    private static ObjectNode spelledRight(ObjectNode mapping) {
        field(mapping, "sector").putObject("values").put("technolgy", "technology");
        field(mapping, "location").putObject("values").put("Philipines", "Philippines");
        return mapping;
    }

    private static ObjectNode productNamedRight(ObjectNode mapping) {
        field(mapping, "product").putObject("values").put("GTXPro", "GTX Pro");
        return mapping;
    }

    private static long total(Api api, String resource) {
        return api.get("/api/v1/" + resource + "?total=true&limit=1").expect(200).json().at("/total").asLong();
    }

    private static Map<String, Long> counts(Api api) {
        var counts = new TreeMap<String, Long>();
        api.get("/api/v1/opportunities/summary")
                .expect(200)
                .json()
                .at("/results")
                .forEach(
                        stage -> counts.put(stage.at("/stage").asString(), stage.at("/count").asLong()));
        return counts;
    }

    private static BigDecimal wonAmount(Api api) {
        var won = api.get("/api/v1/opportunities/summary?filter=status[eq]:won").expect(200).json();
        return new BigDecimal(won.at("/results/0/amount/amount").asString());
    }
}
