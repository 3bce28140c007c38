package dev.tenantry.crm.imports;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.YearMonth;
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
        assertThat(reports(api)).isEqualTo(wentBy());
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
                        month -> month.at("/categories").forEach(category -> {
                            if (category.at("/category").asString().equals("closed")) {
                                months.put(month.at("/month").asString(), category.at("/deals").asInt() + " "
                                        + category.at("/amount/amount").asString());
                            }
                        }));
        // All months are told, also those that have none.
        months.values().removeIf("0 0.00"::equals);
        return months;
    }

    /** By month in which they began: how many, how many were won of them, and how many lost; and what all came to that were won. */
    private static Map<String, String> reports(Api api) {
        var told = new TreeMap<String, String>();
        for (var month = YearMonth.of(2016, 10); month.isBefore(YearMonth.of(2018, 1)); month = month.plusMonths(1)) {
            var funnel = api.get("/api/v1/reports/funnel?from=%s&to=%s".formatted(month.atDay(1), month.atEndOfMonth()))
                    .expect(200)
                    .json()
                    .at("/pipelines/0");
            told.put(month.toString(), "%d %d %d".formatted(funnel.at("/deals").asLong(), funnel.at("/won").asLong(),
                    funnel.at("/lost").asLong()));
        }
        var pipeline = api.get("/api/v1/reports/pipeline?from=2016-01-01&to=2018-12-31").expect(200);
        told.put("all", pipeline.at("/won") + " " + pipeline.at("/lost") + " " + pipeline.at("/wonAmount/amount") + " "
                + api.get("/api/v1/reports/lost-reasons?from=2016-01-01&to=2018-12-31").expect(200).at("/lost") + " "
                + api.get("/api/v1/reports/activity?from=2016-01-01&to=2018-12-31")
                        .expect(200)
                        .at("/total/dealsWon"));
        return told;
    }

    private static Map<String, String> wentBy() throws IOException, SQLException {
        return byPlainSql("""
                select left(c[6], 7), count(*) || ' ' || count(*) filter (where c[5] = 'Won') || ' ' || count(*) filter (where c[5] = 'Lost')
                from lines where c[6] like '20%' group by 1
                union all
                select 'all', count(*) filter (where c[5] = 'Won') || ' ' || count(*) filter (where c[5] = 'Lost') || ' ' ||
                    sum(c[8]::numeric) filter (where c[5] = 'Won') || '.00 ' || count(*) filter (where c[5] = 'Lost') || ' '
                    || count(*) filter (where c[5] = 'Won') from lines""");
    }

    private static Map<String, String> summed() throws IOException, SQLException {
        return byPlainSql("""
                select left(c[7], 7) || '-01', count(*) || ' ' || sum(c[8]::numeric) || '.00' from lines
                where c[5] = 'Won' group by left(c[7], 7)""");
    }

    /** Over the file's own texts. */
    private static Map<String, String> byPlainSql(String sql) throws IOException, SQLException {
        var told = new TreeMap<String, String>();
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement("""
                        with lines as (select string_to_array(line, ',') as c from regexp_split_to_table(?, E'\\r?\\n') as line)
                        """ + sql)) {
            statement.setString(1, Files.readString(DATA.resolve("sales_pipeline.csv")));
            var rows = statement.executeQuery();
            while (rows.next()) {
                told.put(rows.getString(1), rows.getString(2));
            }
        }
        return told;
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
