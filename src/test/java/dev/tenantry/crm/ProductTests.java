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

/** What is sold, and what it costs: one price for a product, a currency, a quantity and a day, or none, which is said. */
class ProductTests extends ApiTest {

    private static final String PRODUCTS = "/api/v1/products";
    private static final String LISTS = "/api/v1/price-lists";

    private Api as = Api.at(0);

    @BeforeEach
    void signUp() {
        as = people.signUp().api();
    }

    @Test
    void isSoldOnceUnlessItSaysOtherwise() {
        var made = as.post(PRODUCTS, "{\"name\": \"Loom\"}").expect(201);

        assertThat(made.at("/billing")).isEqualTo("once");
        assertThat(made.at("/active")).isEqualTo("true");
        assertThat(made.json().has("intervalMonths")).isFalse();
    }

    @Test
    void whatIsRecurringHasAnIntervalAndNothingElseHas() {
        var recurring = as.post(PRODUCTS, """
                {"name": "Care", "billing": "recurring", "intervalMonths": 12}""").expect(201);

        assertThat(recurring.at("/intervalMonths")).isEqualTo("12");
        as.post(PRODUCTS, "{\"name\": \"Care\", \"billing\": \"recurring\"}").expect(422);
        var once = as.post(PRODUCTS, "{\"name\": \"Loom\", \"intervalMonths\": 12}").expect(422);
        assertThat(once.at("/errors/0/field")).isEqualTo("intervalMonths");
        assertThat(once.at("/errors/0/code")).isEqualTo("contradicts-billing");
        as.patch(PRODUCTS + "/" + recurring.id(), "{\"billing\": \"once\"}").expect(422);
        as.patch(PRODUCTS + "/" + recurring.id(), "{\"billing\": \"once\", \"intervalMonths\": null}").expect(200);
    }

    @Test
    void oneProductHasASkuHoweverItIsWritten() {
        var first = as.post(PRODUCTS, "{\"name\": \"Loom\", \"sku\": \"Lö-1\"}").expect(201).id();

        var twin = as.post(PRODUCTS, "{\"name\": \"Other\", \"sku\": \"LO-1\"}").expect(409);
        as.delete(PRODUCTS + "/" + first).expect(204);
        var trashed = as.post(PRODUCTS, "{\"name\": \"Other\", \"sku\": \"lo-1\"}").expect(409);
        as.post(PRODUCTS, "{\"name\": \"Without\"}").expect(201);
        as.post(PRODUCTS, "{\"name\": \"Without\"}").expect(201);

        assertThat(twin.at("/errors/0/field")).isEqualTo("sku");
        assertThat(twin.at("/detail")).contains(first);
        assertThat(trashed.at("/errors/0/code")).isEqualTo("in-trash");
    }

    @Test
    void isFoundByItsSkuAndUpsertedByIt() {
        var upsert = """
                {"inputs": [{"id": "L-1", "idProperty": "sku", "properties": {"name": "%s"}}]}""";
        as.post(PRODUCTS + "/batch/upsert", upsert.formatted("Loom")).expect(200);
        as.post(PRODUCTS + "/batch/upsert", upsert.replace("L-1", "l-1").formatted("Better loom")).expect(200);

        var found = as.get(PRODUCTS + "?q=l-1").expect(200);
        assertThat(found.json().at("/results")).hasSize(1);
        assertThat(found.at("/results/0/name")).isEqualTo("Better loom");
        assertThat(found.at("/results/0/sku")).isEqualTo("L-1");
    }

    @ParameterizedTest
    @CsvSource({"0.5, 10.00", "9.9999, 10.00", "10, 9.00", "99, 9.00", "100, 8.50", "100000, 8.50"})
    void theHighestTierThatIsReachedCounts(String quantity, String expected) {
        var product = product(tier(null, null, "10.00"), tier(null, "100", "8.50"), tier(null, "10.0", "9.00"));

        var price = price(product, "currency=EUR&quantity=" + quantity).expect(200);

        assertThat(price.at("/unitPrice/amount")).isEqualTo(expected);
        assertThat(price.json().has("priceListId")).isFalse();
    }

    @Test
    void noPriceIsSaidAndNeverTakenForNothing() {
        var product = product(tier(null, "5", "10.00"));

        var tooFew = price(product, "currency=EUR&quantity=4").expect(404);
        var otherCurrency = price(product, "currency=USD&quantity=5").expect(404);
        var organizations = price(product, "quantity=5").expect(404);

        assertThat(tooFew.at("/errors/0/code")).isEqualTo("no-price");
        assertThat(otherCurrency.at("/detail")).contains("USD").contains("5");
        assertThat(organizations.at("/errors/0/code")).isEqualTo("no-price");
        price("4711", "currency=EUR").expect(404);
        assertThat(price(product, "currency=XXX").expect(400).at("/errors/0/field")).isEqualTo("currency");
        assertThat(price(product, "quantity=-1").expect(400).at("/errors/0/field")).isEqualTo("quantity");
        assertThat(price(product, "quantity=x").expect(400).at("/errors/0/field")).isEqualTo("quantity");
        assertThat(price(product, "on=yesterday").expect(400).at("/errors/0/field")).isEqualTo("on");
    }

    @Test
    void theListThatHoldsOnTheDayComesBeforeTheProductsOwnPrices() {
        var year = list("2030", "2030-01-01", "2030-12-31");
        var spring = list("Spring", "2030-03-01", "2030-05-31");
        var product = product(tier(null, null, "10.00"), tier(null, "10", "7.00"), tier(year, null, "9.00"),
                tier(spring, "5", "8.00"));

        assertThat(List.of(on(product, "2029-12-31", 10), on(product, "2030-01-01", 10), on(product, "2030-03-01", 4),
                on(product, "2030-03-01", 5), on(product, "2030-05-31", 5), on(product, "2030-06-01", 5),
                on(product, "2031-01-01", 5)))
                .containsExactly("7.00", "9.00", "9.00", "8.00", "8.00", "9.00", "10.00");
        assertThat(price(product, "currency=EUR&on=2030-03-01&quantity=5").at("/priceListId")).isEqualTo(spring);
        as.delete(LISTS + "/" + year).expect(204);
        assertThat(on(product, "2030-01-01", 1)).isEqualTo("10.00");
        as.put(LISTS + "/trash/" + year + "/restoration", "").expect(200);
        assertThat(on(product, "2030-01-01", 1)).isEqualTo("9.00");
        as.delete(LISTS + "/" + year + "?permanent=true").expect(204);
        assertThat(as.get(PRODUCTS + "/" + product + "/prices").json().at("/prices")).hasSize(3);
    }

    @Test
    void aPriceTableIsStatedAsAWhole() {
        var product = product(tier(null, null, "10.00"), tier(null, "10", "9.00"));
        var path = PRODUCTS + "/" + product + "/prices";
        var read = as.get(path).expect(200);

        var same = as.put(path, read.text()).expect(200);
        var changed = as.with("If-Match", read.header("ETag"))
                .put(path, "{\"prices\": [" + tier(null, "0.0", "11.00") + "]}")
                .expect(200);

        assertThat(same.header("ETag")).isEqualTo(read.header("ETag"));
        assertThat(changed.json().at("/prices")).hasSize(1);
        assertThat(changed.at("/prices/0/unitPrice/amount")).isEqualTo("11.00");
        as.with("If-Match", read.header("ETag")).put(path, "{\"prices\": []}").expect(412);
        as.put(path, "{\"prices\": []}").expect(200);
        price(product, "currency=EUR").expect(404);
    }

    @Test
    void aPriceTableIsRefusedAtThePlaceOfItsFault() {
        var product = product();
        var path = PRODUCTS + "/" + product + "/prices";
        var one = tier(null, "1", "10.00");

        assertThat(as.put(path, "{\"prices\": [" + one + "," + tier(null, "1.0", "9.00") + "]}")
                .expect(422)
                .at("/errors/0/field")).isEqualTo("prices[1].minimumQuantity");
        assertThat(as.put(path, "{\"prices\": [" + one + "," + tier("4711", null, "9.00") + "]}")
                .expect(422)
                .at("/errors/0/field")).isEqualTo("prices[1].priceListId");
        assertThat(as.put(path, "{\"prices\": [" + tier(null, null, "-1") + "]}").expect(422).at("/errors/0/field"))
                .isEqualTo("prices[0].unitPrice.amount");
        assertThat(as.put(path, "{\"prices\": [" + tier(null, null, "0.001") + "]}").expect(422).at("/errors/0/field"))
                .isEqualTo("prices[0].unitPrice.amount");
        as.put(path, "{\"prices\": [" + (one + ",").repeat(500) + one + "]}").expect(422);
        assertThat(as.get(path).json().at("/prices")).isEmpty();
    }

    @Test
    void aPriceListEndsNoSoonerThanItBegins() {
        var refused = as.post(LISTS, """
                {"name": "Backwards", "validFrom": "2030-02-01", "validUntil": "2030-01-31"}""").expect(422);

        assertThat(refused.at("/errors/0/message")).contains("validUntil");
        list("One day", "2030-02-01", "2030-02-01");
        as.post(LISTS, "{\"name\": \"óne DAY\"}").expect(409);
    }

    private String product(String... tiers) {
        var id = as.post(PRODUCTS, "{\"name\": \"Loom\"}").expect(201).id();
        as.put(PRODUCTS + "/" + id + "/prices", "{\"prices\": [" + String.join(",", tiers) + "]}").expect(200);
        return id;
    }

    private static String tier(String list, String minimum, String amount) {
        return "{%s%s\"unitPrice\": {\"amount\": \"%s\", \"currency\": \"EUR\"}}".formatted(
                list == null ? "" : "\"priceListId\": \"" + list + "\", ",
                minimum == null ? "" : "\"minimumQuantity\": \"" + minimum + "\", ", amount);
    }

    private String list(String name, String from, String until) {
        return as.post(LISTS, "{\"name\": \"%s\", \"validFrom\": \"%s\", \"validUntil\": \"%s\"}"
                .formatted(name, from, until)).expect(201).id();
    }

    private Answer price(String product, String query) {
        return as.get(PRODUCTS + "/" + product + "/price?" + query);
    }

    private String on(String product, String day, int quantity) {
        return price(product, "currency=EUR&on=" + day + "&quantity=" + quantity).expect(200).at("/unitPrice/amount");
    }
}
