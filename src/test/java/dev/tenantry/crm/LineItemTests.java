package dev.tenantry.crm;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What a deal is about: lines with quantities and prices, each of which comes to amounts that are summed as they are shown. */
class LineItemTests extends ApiTest {

    private static final String OPPORTUNITIES = "/api/v1/opportunities";
    private static final String PRODUCTS = "/api/v1/products";

    private Api as = Api.at(0);
    private String deal = "";
    private String lines = "";

    @BeforeEach
    void makeADeal() {
        as = people.signUp().api();
        deal = as.post(OPPORTUNITIES, "{\"name\": \"Deal\"}").expect(201).id();
        lines = OPPORTUNITIES + "/" + deal + "/line-items";
    }

    @ParameterizedTest
    @CsvSource({
        "3, 0.35, EUR, , , 19, 1.05, 0.20, 1.25", "1, 0.03, EUR, 50, , , 0.02, 0.00, 0.02",
        "0.3333, 9.99, EUR, , , 20, 3.33, 0.67, 4.00", "2.5, 101, JPY, , , 10, 253, 25, 278",
        "1, 1.235, KWD, 10, , 5, 1.112, 0.056, 1.168", "4, 25.00, EUR, , 99.99, 25, 0.01, 0.00, 0.01",
        "1, 10.00, EUR, 100, , 20, 0.00, 0.00, 0.00"})
    void eachPartIsRoundedHalfUp(String quantity, String price, String currency, String percent, String discount,
            String taxRate, String net, String tax, String gross) {
        var line = as.post(lines, """
                {"name": "Cards", "quantity": "%s", "unitPrice": {"amount": "%s", "currency": "%s"}%s%s%s}""".formatted(
                quantity, price, currency, percent == null ? "" : ", \"discountPercent\": \"" + percent + "\"",
                discount == null
                        ? ""
                        : ", \"discountAmount\": {\"amount\": \"%s\", \"currency\": \"%s\"}".formatted(discount,
                                currency),
                taxRate == null ? "" : ", \"taxRate\": \"" + taxRate + "\"")).expect(201);

        assertThat(List.of(line.at("/net/amount"), line.at("/tax/amount"), line.at("/gross/amount")))
                .containsExactly(net, tax, gross);
        assertThat(line.at("/gross/currency")).isEqualTo(currency);
    }

    @Test
    void totalsAreTheSumsOfWhatIsShown() {
        assertThat(as.get(lines + "/totals").expect(200).text()).isEqualTo("{\"count\":0}");
        for (var taxRate : List.of("19", "7", "19")) {
            as.post(lines, free("Cards", "0.35", ", \"taxRate\": \"" + taxRate + "\"")).expect(201);
        }

        var totals = as.get(lines + "/totals").expect(200);

        // 0.35 at 19 % is 0.0665, each of which is 0.07.
        assertThat(totals.at("/tax/amount")).isEqualTo("0.16");
        assertThat(totals.at("/net/amount")).isEqualTo("1.05");
        assertThat(totals.at("/gross/amount")).isEqualTo("1.21");
        assertThat(totals.at("/count")).isEqualTo("3");
    }

    @Test
    void aProductsPriceIsTakenOnceAndKept() {
        var product = product("Loom", "10.00");
        var line = as.post(lines, "{\"productId\": \"%s\", \"quantity\": \"12\", \"unitPrice\": null}"
                .formatted(product)).expect(422);
        assertThat(line.at("/errors/0/code")).as("the organization's currency is another one").isEqualTo("no-price");

        as.patch(OPPORTUNITIES + "/" + deal, "{\"amount\": {\"amount\": \"1\", \"currency\": \"EUR\"}}").expect(200);
        var taken = as.post(lines, "{\"productId\": \"%s\", \"quantity\": \"12\"}".formatted(product)).expect(201);
        setPrice(product, "99.00");
        as.patch(PRODUCTS + "/" + product, "{\"name\": \"Other\"}").expect(200);
        var kept = as.patch(lines + "/" + taken.id(), "{\"quantity\": \"2\"}").expect(200);
        var anew = as.patch(lines + "/" + taken.id(), "{\"unitPrice\": null}").expect(200);

        assertThat(taken.at("/name")).isEqualTo("Loom");
        assertThat(taken.at("/unit")).isEqualTo("piece");
        assertThat(taken.at("/net/amount")).isEqualTo("120.00");
        assertThat(kept.at("/unitPrice/amount")).isEqualTo("10.00");
        assertThat(kept.at("/name")).isEqualTo("Loom");
        assertThat(kept.at("/net/amount")).isEqualTo("20.00");
        assertThat(anew.at("/net/amount")).isEqualTo("198.00");
    }

    @Test
    void keepsWhatItSaysOfAProductThatIsNoMore() {
        var product = product("Loom", "10.00");
        var line = as.post(lines, """
                {"productId": "%s", "unitPrice": {"amount": "10.00", "currency": "EUR"}}""".formatted(product))
                .expect(201)
                .id();
        as.delete(PRODUCTS + "/" + product).expect(204);
        as.patch(lines + "/" + line, "{\"quantity\": \"2\"}").expect(200);
        var inTrash = as.post(lines, "{\"productId\": \"%s\"}".formatted(product)).expect(422);
        as.delete(PRODUCTS + "/trash/" + product).expect(204);

        var kept = as.patch(lines + "/" + line, "{\"quantity\": \"3\"}").expect(200);

        assertThat(kept.json().has("productId")).isFalse();
        assertThat(kept.at("/name")).isEqualTo("Loom");
        assertThat(kept.at("/unit")).isEqualTo("piece");
        assertThat(inTrash.at("/errors/0/code")).isEqualTo("in-trash");
        as.patch(lines + "/" + line, "{\"name\": null}").expect(422);
        as.patch(lines + "/" + line, "{\"unitPrice\": null}").expect(422);
        var gone = "{\"productId\": \"%s\", \"name\": \"Loom\"}".formatted(product);
        as.post(lines, gone).expect(422);
        assertThat(as.patch(lines + "/" + line, gone).expect(422).at("/errors/0/code")).isEqualTo("unknown-reference");
    }

    @Test
    void tellsNobodyOfProductsWhoMayNotReadThem() {
        as.patch(OPPORTUNITIES + "/" + deal, "{\"amount\": {\"amount\": \"1\", \"currency\": \"EUR\"}}").expect(200);
        var product = product("Loom", "10.00");
        var line = as.post(lines, "{\"productId\": \"%s\"}".formatted(product)).expect(201).id();
        var own = as.post(lines, free("Cards", "1", "")).expect(201).id();
        var key = api.bearer(as.post("/api/v1/api-keys", """
                {"name": "k", "scopes": ["opportunities:read", "opportunities:update"]}""").expect(201).at("/key"));
        var stated = "{\"productId\": \"%s\", \"name\": \"x\", \"unit\": \"x\", "
                + "\"unitPrice\": {\"amount\": \"1\", \"currency\": \"EUR\"}}";

        assertThat(key.post(lines, stated.formatted(product)).expect(403).at("/detail")).contains("products:read");
        key.post(lines, stated.formatted("4711")).expect(403);
        key.patch(lines + "/" + own, stated.formatted(product)).expect(403);
        key.put(lines + "/" + own, "{\"productId\": \"%s\"}".formatted(product)).expect(403);
        for (var taken : List.of("name", "unit", "unitPrice")) {
            key.patch(lines + "/" + line, "{\"%s\": null}".formatted(taken)).expect(403);
        }
        key.patch(lines + "/" + line, "{\"quantity\": \"2\"}").expect(200);
        key.put(lines + "/" + line, stated.formatted(product)).expect(200);
    }

    @Test
    void whatIsNotSoldComesOntoNoLine() {
        var product = product("Loom", "10.00");
        as.patch(PRODUCTS + "/" + product, "{\"active\": false}").expect(200);

        var refused = as.post(lines, "{\"productId\": \"%s\"}".formatted(product)).expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo("productId");
        assertThat(refused.at("/errors/0/code")).isEqualTo("inactive");
    }

    @Test
    void standWhereTheyAreToStand() {
        var ids = List.of(line("One"), line("Two"), line("Three"));
        as.post(lines, free("First", "1", ", \"position\": 1")).expect(201);
        as.patch(lines + "/" + ids.getFirst(), "{\"position\": 200}").expect(200);
        as.delete(lines + "/" + ids.get(1)).expect(204);

        var left = as.get(lines).expect(200).json().at("/results");

        assertThat(left.findValuesAsString("name")).containsExactly("First", "Three", "One");
        assertThat(left.valueStream().map(line -> line.path("position").asInt())).containsExactly(1, 2, 3);
    }

    @Test
    void areInOneCurrencyThatOfTheDeal() {
        line("In euros");
        var other = as.post(lines, free("In dollars", "1", "").replace("EUR", "USD")).expect(422);
        var amount = as.patch(OPPORTUNITIES + "/" + deal, "{\"amount\": {\"amount\": \"1\", \"currency\": \"USD\"}}")
                .expect(422);
        as.patch(OPPORTUNITIES + "/" + deal, "{\"amount\": {\"amount\": \"1\", \"currency\": \"EUR\"}}").expect(200);

        assertThat(other.at("/errors/0/field")).isEqualTo("unitPrice.currency");
        assertThat(amount.at("/errors/0/field")).isEqualTo("amount.currency");
        assertThat(amount.at("/detail")).contains("EUR");
    }

    @Test
    void isRefusedByTheNameOfWhatIsWrong() {
        refuses(free("Cards", "-1", ""), "unitPrice.amount");
        refuses(free("Cards", "1.001", ""), "unitPrice.amount");
        refuses(free("Cards", "1", ", \"quantity\": \"0\""), "quantity");
        refuses(free("Cards", "1", ", \"discountPercent\": \"100.1\""), "discountPercent");
        refuses(free("Cards", "1", ", \"discountAmount\": {\"amount\": \"1.01\", \"currency\": \"EUR\"}"),
                "discountAmount.amount");
        refuses(free("Cards", "1", ", \"discountAmount\": {\"amount\": \"1\", \"currency\": \"USD\"}"),
                "discountAmount.currency");
        refuses(free("Cards", "1", ", \"taxRate\": \"-1\""), "taxRate");
        refuses("{\"name\": \"Cards\"}", "unitPrice");
        refuses("{\"productId\": \"4711\"}", "productId");
        refuses(free("Cards", "999999999999999", ", \"quantity\": \"2\""), "unitPrice.amount");
        refuses(free("Cards", "1", ", \"discountPercent\": \"1\", "
                + "\"discountAmount\": {\"amount\": \"1\", \"currency\": \"EUR\"}"), "discountAmount");
        refuses("{\"unitPrice\": {\"amount\": \"1\", \"currency\": \"EUR\"}}", "name");
        assertThat(
                as.post(lines, free("Cards", "1", ", \"quantity\": \"0.00001\"")).expect(422).at("/errors/0/message"))
                .isEqualTo("must have at most 9 digits before the decimal point and 4 behind it");
        assertThat(as.get(lines).json().at("/results")).isEmpty();
    }

    @Test
    void thereAreTwoHundredAtMost() {
        for (var count = 0; count < 200; count++) {
            line("Cards");
        }

        assertThat(as.post(lines, free("One more", "1", "")).expect(409).at("/detail")).contains("200");
    }

    @Test
    void goWithTheirDealAndLeaveNoTexts() {
        var id = line("Carding secrets");
        as.delete(OPPORTUNITIES + "/" + deal).expect(204);
        as.get(lines).expect(404);
        as.post(lines, free("More", "1", "")).expect(404);
        as.put(OPPORTUNITIES + "/trash/" + deal + "/restoration", "").expect(200);
        as.get(lines + "/" + id).expect(200);

        as.delete(OPPORTUNITIES + "/" + deal + "?permanent=true").expect(204);

        assertThat(as.get("/api/v1/audit-logs?limit=200").expect(200).text()).contains("line-item")
                .doesNotContain("Carding secrets");
    }

    @Test
    void isToldInPlainDecimalsWithThoseOfTheCurrency() {
        var made = as.post(lines, free("Cards", "3", ", \"taxRate\": \"1e2\", \"quantity\": \"1E1\"")).expect(201);

        assertThat(made.at("/taxRate")).isEqualTo("100");
        assertThat(made.at("/quantity")).isEqualTo("10");
        assertThat(made.at("/unitPrice/amount")).isEqualTo("3.00");
        assertThat(made.at("/net/amount")).isEqualTo("30.00");
        assertThat(as.get(lines + "/" + made.id()).at("/unitPrice/amount")).isEqualTo("3.00");
    }

    private void refuses(String body, String field) {
        assertThat(as.post(lines, body).expect(422).at("/errors/0/field")).as(body).isEqualTo(field);
    }

    private String line(String name) {
        return as.post(lines, free(name, "1.00", "")).expect(201).id();
    }

    private static String free(String name, String price, String more) {
        return "{\"name\": \"%s\", \"unitPrice\": {\"amount\": \"%s\", \"currency\": \"EUR\"}%s}".formatted(name, price,
                more);
    }

    private String product(String name, String price) {
        var id = as.post(PRODUCTS, "{\"name\": \"%s\", \"unit\": \"piece\"}".formatted(name)).expect(201).id();
        setPrice(id, price);
        return id;
    }

    private Answer setPrice(String product, String price) {
        return as.put(PRODUCTS + "/" + product + "/prices", """
                {"prices": [{"unitPrice": {"amount": "%s", "currency": "EUR"}}]}""".formatted(price)).expect(200);
    }
}
