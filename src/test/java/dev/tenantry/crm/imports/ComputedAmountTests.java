package dev.tenantry.crm.imports;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.automation.Workflows;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** The amount that is the sum of a deal's lines is as little for files and workflows to state as for anybody else. */
class ComputedAmountTests extends ApiTest {

    private static final String DEALS = "/api/v1/opportunities";

    private Api as = Api.at(0);
    private String deal = "";

    @BeforeEach
    void makeADeal() {
        as = people.signUp().api();
        deal = as.post(DEALS, """
                {"name": "Computed", "externalId": "D-1", "amountSource": "line_items"}""").expect(201).id();
        as.post(DEALS + "/" + deal + "/line-items", """
                {"name": "Cards", "unitPrice": {"amount": "2.50", "currency": "USD"}}""").expect(201);
    }

    @Test
    void aRowThatStatesAnotherAmountIsRefused() {
        var run = new Importing(as).run("opportunities", """
                id,deal,amount,product
                D-1,Renamed,9.00,Cards
                D-2,Other,9.00,Cards
                """);

        assertThat(run.at("/progress/failed")).isEqualTo("1");
        assertThat(as.get("/api/v1/imports/" + run.id() + "/errors").text()).contains("amount,computed",
                "which 9.00 USD is not");
        var shown = as.get(DEALS + "/" + deal);
        assertThat(shown.at("/name")).isEqualTo("Computed");
        assertThat(shown.at("/amount/amount")).isEqualTo("2.50");
    }

    @ParameterizedTest
    @CsvSource({"2.5,", "2.50,USD", "$2.50,", "2.5000,usd"})
    void aRowThatStatesTheSumIsTaken(String amount, @Nullable String currency) {
        var run = new Importing(as).run("opportunities",
                "id,deal,amount,currency\nD-1,Renamed,%s,%s\n".formatted(amount, currency == null ? "" : currency));

        assertThat(run.at("/progress/updated"))
                .as(run.text() + as.get("/api/v1/imports/" + run.id() + "/errors").text())
                .isEqualTo("1");
        assertThat(as.get(DEALS + "/" + deal).at("/name")).isEqualTo("Renamed");
    }

    @Test
    void aRowWithoutAnAmountIsTaken() {
        var run = new Importing(as).run("opportunities", "id,deal,amount\nD-1,Renamed,\n",
                mapping -> mapping.put("blankOverwrites", true));

        assertThat(run.at("/progress/updated")).as(run.text()).isEqualTo("1");
        assertThat(as.get(DEALS + "/" + deal).at("/name")).isEqualTo("Renamed");
        assertThat(as.get(DEALS + "/" + deal).at("/amount/amount")).isEqualTo("2.50");
    }

    @Test
    void aStepThatStatesAnotherAmountFails() {
        var workflows = Workflows.of(as);
        var workflow = workflows.manual("""
                [{"type": "update_record", "config": {"type": "opportunity", "id": "%s",
                  "fields": {"amount": {"amount": "9", "currency": "USD"}}}}]""".formatted(deal));

        var run = workflows.ended(workflows.start(workflow, "{}"));

        assertThat(run.at("/status")).isEqualTo("failed");
        assertThat(run.text()).contains("sum of the line items");
        assertThat(as.get(DEALS + "/" + deal).at("/amount/amount")).isEqualTo("2.50");
    }

    @Test
    void productsComeFromFilesBySku() {
        var file = "Product code,Product name,Unit,Months,Billing type\nL-1,%s,piece,12,recurring\n";
        new Importing(as).run("products", file.formatted("Loom"));
        var again = new Importing(as).run("products", file.replace("L-1", "l-1").formatted("Better loom"));

        assertThat(again.at("/progress/updated")).as(again.text()).isEqualTo("1");
        var found = as.get("/api/v1/products").json().at("/results");
        assertThat(found).hasSize(1);
        assertThat(found.at("/0/sku").asString()).isEqualTo("L-1");
        assertThat(found.at("/0/name").asString()).isEqualTo("Better loom");
        assertThat(found.at("/0/intervalMonths").asInt()).isEqualTo(12);
    }

    @Test
    void productsComeWithTheirPricesAndByNameWhereTheyHaveNoNumber() {
        var list = as.post("/api/v1/price-lists", "{\"name\": \"Spring\"}").expect(201).id();
        as.post("/api/v1/products", "{\"name\": \"Loom\", \"unit\": \"piece\"}").expect(201);
        var importing = new Importing(as);
        var file = """
                Product name,Unit price,Currency,Price list,Quantity from
                loom,1200.50,EUR,,
                Loom,1100,EUR,,10
                Loom,999,USD,spring,
                Shuttle,-1,EUR,,
                Reed,5,EUR,Autumn,
                Heddle,,,,5
                Beam,7,EUR,,
                """;

        var run = importing.run("products", file);
        var again = importing.run("products", file.replace("999", "998"));

        assertThat(run.at("/progress/created") + run.at("/progress/updated")).as(run.text()).isEqualTo("13");
        assertThat(importing.errors(run.id()).lines().skip(1)).hasSize(3)
                .anyMatch(line -> line.contains("Shuttle") && line.contains(",price,negative,"))
                .anyMatch(line -> line.contains("Reed") && line.contains(",priceListId,unknown-reference,"))
                .anyMatch(line -> line.contains("Heddle") && line.contains(",price,required,"));
        assertThat(again.at("/progress/updated") + again.at("/progress/unchanged")).as(again.text()).isEqualTo("13");
        var products = as.get("/api/v1/products?sort=name").json().at("/results");
        assertThat(products.valueStream().map(one -> one.at("/name").asString())).containsExactly("Beam", "Loom");
        var prices = as.get("/api/v1/products/" + products.at("/1/id").asString() + "/prices").json().at("/prices");
        assertThat(prices.valueStream()
                .map(one -> one.at("/priceListId").asString("") + " " + one.at("/minimumQuantity").asString() + " "
                        + one.at("/unitPrice/amount").asString() + " " + one.at("/unitPrice/currency").asString()))
                .containsExactly(" 0 1200.50 EUR", " 10 1100.00 EUR", list + " 0 998.00 USD");
    }
}
