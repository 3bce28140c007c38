package dev.tenantry.crm.imports;

import org.junit.jupiter.api.Test;

import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Rates come in by files, too. */
class ExchangeRateImportTests extends ApiTest {

    @Test
    void aFileOfRatesIsReadAndWhatIsNoRateIsToldByItsRow() {
        var own = people.signUp().api();
        own.patch("/api/v1/organization/settings", "{\"currency\": \"EUR\"}").expect(200);

        var run = new Importing(own).run("exchange-rates", """
                Date,Currency,Rate,Source
                2030-01-01,USD,0.924512345,ECB
                2030-01-02,USD,nothing,ECB
                2030-01-02,XXX,0.5,ECB
                2030-01-03,USD,0.95,ECB
                2030-01-03,USD,0.96,ECB
                """);

        assertThat(run.at("/progress/created")).as(run.text()).isEqualTo("2");
        assertThat(own.get("/api/v1/imports/" + run.id() + "/errors").text()).contains("not-a-number", "fromCurrency",
                "quotation");
        var rates = own.get("/api/v1/exchange-rates?sort=validOn").json().at("/results");
        assertThat(rates.at("/0/rate").asString()).isEqualTo("0.924512345");
        assertThat(rates.at("/0/quotation").asString()).isEqualTo("USD/EUR 2030-01-01");
    }
}
