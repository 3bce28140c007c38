package dev.tenantry.crm;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Mailbox;

import static org.assertj.core.api.Assertions.assertThat;

/** What the organization, or the person, has set is what is meant where a request does not say it. */
class LocalizationTests extends ApiTest {

    private static final String OPPORTUNITIES = "/api/v1/opportunities";
    private static final String SETTINGS = "/api/v1/organization/settings";

    @Test
    void aDealClosesOnTheDayOfTheOrganization() {
        var host = people.signUp();
        var zone = zoneOfAnotherDay();
        host.api().patch(SETTINGS, "{\"timezone\": \"%s\"}".formatted(zone)).expect(200);

        var deal = host.api().post(OPPORTUNITIES, """
                {"name": "A", "stage": "Won"}""").expect(201);

        assertThat(deal.at("/closedOn")).isEqualTo(LocalDate.now(zone).toString())
                .isNotEqualTo(LocalDate.now(ZoneOffset.UTC).toString());
    }

    @Test
    void whoeverWinsADealItIsTheOrganizationsDay() {
        var host = people.signUp();
        host.api().patch(SETTINGS, "{\"timezone\": \"Etc/UTC\"}").expect(200);
        host.api().patch("/api/v1/profile", "{\"timezone\": \"%s\"}".formatted(zoneOfAnotherDay())).expect(200);

        var deal = host.api().post(OPPORTUNITIES, """
                {"name": "A", "stage": "Won"}""").expect(201);

        assertThat(deal.at("/closedOn")).isEqualTo(LocalDate.now(ZoneOffset.UTC).toString());
    }

    @Test
    void anUnknownAmountIsInNoCurrency() {
        var api = people.signUp().api();
        api.patch(SETTINGS, "{\"currency\": \"NZD\"}").expect(200);

        api.post(OPPORTUNITIES, "{\"name\": \"A\"}").expect(201);

        assertThat(api.get(OPPORTUNITIES + "?filter=currency%5Beq%5D:NZD").json().at("/results")).isEmpty();
        assertThat(api.get(OPPORTUNITIES + "?filter=currency%5Bis%5D:NULL").json().at("/results")).hasSize(1);
    }

    @Test
    void aMailTellsTimesAsTheOrganizationWritesThem() {
        var api = people.signUp().api();
        var guest = "guest-" + UUID.randomUUID() + "@example.test";
        api.patch(SETTINGS, "{\"dateFormat\": \"dd/MM/yyyy\", \"timezone\": \"Pacific/Auckland\"}").expect(200);

        api.post("/api/v1/invitations", "{\"email\": \"%s\", \"role\": \"member\"}".formatted(guest)).expect(201);

        assertThat(Mailbox.newest(guest).body())
                .containsPattern("\\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d \\(Pacific/Auckland\\)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"XXX", "XTS", "XAU", "XDR", "ZZZ", "DEM", "eur", "EURO", "€"})
    void whatNoCountryPaysWithIsNoCurrencyAnywhere(String code) {
        var api = people.signUp().api();
        var money = "{\"amount\": \"1\", \"currency\": \"%s\"}".formatted(code);

        refuses(api, "POST", OPPORTUNITIES, "{\"name\": \"A\", \"amount\": %s}".formatted(money), "amount.currency");
        refuses(api, "POST", "/api/v1/companies", "{\"name\": \"A\", \"annualRevenue\": %s}".formatted(money),
                "annualRevenue.currency");
        refuses(api, "PATCH", SETTINGS, "{\"currency\": \"%s\"}".formatted(code), "currency");
        refuses(api, "PATCH", "/api/v1/profile", "{\"currency\": \"%s\"}".formatted(code), "currency");
    }

    @ParameterizedTest
    @CsvSource({"JPY, 1.5, false", "JPY, 1.00, true", "EUR, 1.555, false", "EUR, 1.5500, true", "KWD, 1.555, true",
        "KWD, 1.5555, false", "ISK, 0.1, false"})
    void anAmountHasNoSmallerPartsThanItsCurrency(String currency, String amount, boolean isAmount) {
        var answer = people.signUp().api().post(OPPORTUNITIES, """
                {"name": "A", "amount": {"amount": "%s", "currency": "%s"}}""".formatted(amount, currency));

        assertThat(answer.status()).isEqualTo(isAmount ? 201 : 422);
        assertThat(answer.at("/errors/0/field")).isEqualTo(isAmount ? "" : "amount.amount");
    }

    private static void refuses(Api api, String method, String path, String body, String field) {
        assertThat(api.send(method, path, body).expect(422).at("/errors/0/field")).as(path).isEqualTo(field);
    }

    private static ZoneId zoneOfAnotherDay() {
        var today = LocalDate.now(ZoneOffset.UTC);
        var east = ZoneId.of("Pacific/Kiritimati");
        return LocalDate.now(east).equals(today) ? ZoneId.of("Pacific/Pago_Pago") : east;
    }
}
