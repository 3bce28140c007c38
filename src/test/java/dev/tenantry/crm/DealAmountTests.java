package dev.tenantry.crm;

import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;

import static org.assertj.core.api.Assertions.assertThat;

/** A deal's amount is stated, or it is the sum of its lines, whoever changes what. */
class DealAmountTests extends ApiTest {

    private static final String OPPORTUNITIES = "/api/v1/opportunities";

    private Api as = Api.at(0);

    @BeforeEach
    void signUp() {
        as = people.signUp().api();
    }

    @Test
    void isStatedUnlessTheDealSaysOtherwise() {
        var deal = deal("manual");
        as.post(lines(deal), line("2.50")).expect(201);

        var shown = as.get(at(deal)).expect(200);

        assertThat(shown.at("/amountSource")).isEqualTo("manual");
        assertThat(shown.json().has("amount")).isFalse();
    }

    @Test
    void followsItsLines() {
        var deal = deal("line_items");
        assertThat(as.get(at(deal)).json().has("amount")).isFalse();

        var one = as.post(lines(deal), line("2.50")).expect(201).id();
        as.post(lines(deal), line("1.00")).expect(201);
        assertThat(amount(deal)).isEqualTo("3.50");
        as.patch(lines(deal) + "/" + one, "{\"quantity\": \"3\", \"taxRate\": \"20\"}").expect(200);
        assertThat(amount(deal)).isEqualTo("8.50");
        as.delete(lines(deal) + "/" + one).expect(204);
        assertThat(amount(deal)).isEqualTo("1.00");
        as.get(lines(deal))
                .json()
                .at("/results")
                .forEach(line -> as
                        .delete(lines(deal) + "/" + line.path("id").asString())
                        .expect(204));

        assertThat(as.get(at(deal)).json().has("amount")).as("of no lines").isFalse();
        as.post(lines(deal), line("3.00").replace("EUR", "JPY").replace("3.00", "3")).expect(201);
        assertThat(as.get(at(deal)).at("/amount/currency")).as("of whichever line comes first").isEqualTo("JPY");
    }

    @Test
    void isNotLostForWantOfLines() {
        var stated = "{\"amount\": {\"amount\": \"7\", \"currency\": \"EUR\"}}";
        var deal = deal("manual");
        as.patch(at(deal), stated).expect(200);

        var refused = as.patch(at(deal), "{\"amountSource\": \"line_items\"}").expect(422);
        assertThat(refused.at("/errors/0/field")).isEqualTo("amountSource");
        assertThat(refused.at("/errors/0/code")).isEqualTo("no-line-items");
        assertThat(as.get(at(deal)).at("/amount/currency")).isEqualTo("EUR");

        as.patch(at(deal), "{\"amountSource\": \"line_items\", \"amount\": null}").expect(200);
        assertThat(as.get(at(deal)).json().has("amount")).isFalse();
        assertThat(as.patch(at(deal), stated).expect(422).at("/errors/0/code")).isEqualTo("computed");
        as.patch(at(deal), "{\"amountSource\": \"manual\"}").expect(200);
        as.patch(at(deal), stated).expect(200);
    }

    @Test
    void theOnlyLineOfAComputedAmountMayChangeItsCurrency() {
        var deal = deal("line_items");
        var id = as.post(lines(deal), line("2.50")).expect(201).id();

        as.patch(lines(deal) + "/" + id, "{\"unitPrice\": {\"currency\": \"USD\"}}").expect(200);

        assertThat(as.get(at(deal)).at("/amount/currency")).isEqualTo("USD");
    }

    @Test
    void becomesTheSumAndStaysItAfterwards() {
        var deal = deal("manual");
        as.post(lines(deal), line("2.50")).expect(201);
        as.patch(at(deal), "{\"amount\": {\"amount\": \"7\", \"currency\": \"EUR\"}}").expect(200);

        var computed = as.patch(at(deal), "{\"amountSource\": \"line_items\"}").expect(200);
        var manual = as.patch(at(deal), "{\"amountSource\": \"manual\"}").expect(200);
        as.post(lines(deal), line("1.00")).expect(201);

        assertThat(computed.at("/amount/amount")).isEqualTo("2.50");
        assertThat(manual.at("/amount/amount")).isEqualTo("2.50");
        assertThat(amount(deal)).isEqualTo("2.50");
        as.patch(at(deal), "{\"amount\": {\"amount\": \"9\", \"currency\": \"EUR\"}}").expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"amount\": {\"amount\": \"9\", \"currency\": \"EUR\"}}", "{\"amount\": null}",
        "{\"amount\": {\"currency\": \"USD\"}}"})
    void isNotStatedWhereItIsComputed(String patch) {
        var deal = deal("line_items");
        as.post(lines(deal), line("2.50")).expect(201);

        var alone = as.patch(at(deal), patch).expect(422);
        var amongOthers = as.post(OPPORTUNITIES + "/batch/update", """
                {"inputs": [{"id": "%s", "properties": %s}]}""".formatted(deal, patch)).expect(207);

        assertThat(alone.at("/errors/0/field")).isEqualTo("amount");
        assertThat(alone.at("/errors/0/code")).isEqualTo("computed");
        assertThat(amongOthers.at("/errors/0/errors/0/field")).isEqualTo("inputs[0].properties.amount");
        assertThat(amount(deal)).isEqualTo("2.50");
    }

    @Test
    void mayBeRestatedOrLeftOutWhereItIsComputed() {
        var deal = deal("line_items");
        as.post(lines(deal), line("2.50")).expect(201);

        as.put(at(deal), as.get(at(deal)).text()).expect(200);
        as.patch(at(deal), "{\"amount\": {\"amount\": \"2.5\", \"currency\": \"EUR\"}}").expect(200);
        var replaced = as.put(at(deal), "{\"name\": \"Renamed\"}").expect(200);

        assertThat(replaced.at("/amount/amount")).isEqualTo("2.50");
        assertThat(replaced.at("/amountSource")).isEqualTo("line_items");
        as.post(OPPORTUNITIES, """
                {"name": "x", "amountSource": "line_items", "amount": {"amount": "1", "currency": "EUR"}}""")
                .expect(422);
    }

    @Test
    void isToldLikeAChangeByHand() {
        var deal = deal("line_items");
        var line = as.post(lines(deal), line("2.50")).expect(201).id();
        var version = as.get(at(deal)).at("/version");

        as.patch(lines(deal) + "/" + line, "{\"description\": \"of another colour\"}").expect(200);
        assertThat(as.get(at(deal)).at("/version")).as("what the amount does not follow").isEqualTo(version);
        as.patch(lines(deal) + "/" + line, "{\"quantity\": \"2\"}").expect(200);

        assertThat(as.get(at(deal)).at("/version")).isNotEqualTo(version);
        var trail = as.get("/api/v1/audit-logs?filter=actionType[eq]:%22opportunity.updated%22&sort=-createdAt")
                .json()
                .at("/results/0");
        assertThat(trail.toString()).contains("\"oldValues\":{\"amount\":2.5}", "\"newValues\":{\"amount\":5.0}");
        assertThat(as.get(at(deal) + "/timeline").json().at("/results").findValuesAsString("kind"))
                .containsExactly("opportunity.created");
        assertThat(as.get(OPPORTUNITIES + "/summary").at("/results/0/amount/amount")).isEqualTo("5.00");
    }

    @Test
    void isTheSumWhoeverChangesLinesAtTheSameTime() {
        var deal = deal("line_items");
        as.post(lines(deal), line("1.00")).expect(201);
        var number = new AtomicInteger();

        Parallel.times(48, () -> {
            var own = number.incrementAndGet();
            var id = as.post(lines(deal), line(own + ".10")).expect(201).id();
            if (own % 3 == 0) {
                as.patch(lines(deal) + "/" + id, "{\"quantity\": \"2\", \"position\": 1}").expect(200);
            }
            return own % 4 == 0
                    ? as.delete(lines(deal) + "/" + id).expect(204).status()
                    : as.patch(at(deal), "{\"product\": \"Cards %d\"}".formatted(own)).expect(200).status();
        });

        var left = as.get(lines(deal)).json().at("/results");
        var sum = left.valueStream()
                .map(line -> new BigDecimal(line.at("/net/amount").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(left.valueStream().map(line -> line.path("position").asInt()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, left.size()).boxed().toList());
        assertThat(left.size()).isGreaterThan(20);
        assertThat(new BigDecimal(amount(deal))).isEqualByComparingTo(sum);
        assertThat(as.get(lines(deal) + "/totals").at("/net/amount")).isEqualTo(amount(deal));
    }

    /** Each of the two looks at what the other changes, and neither may look before the other has come to an end. */
    @Test
    void isInTheCurrencyOfTheLinesWhicheverComesFirst() {
        var inputs = """
                {"inputs": [{"properties": {"amount": {"amount": "1", "currency": "USD"}}, "id": "%s"}]}""";
        for (var round = 0; round < 10; round++) {
            var deal = deal("manual");
            var turn = new AtomicInteger();

            Parallel.times(2, () -> turn.incrementAndGet() == 1
                    ? as.post(lines(deal), line("2.50")).status()
                    : as.post(OPPORTUNITIES + "/batch/update", inputs.formatted(deal)).status());

            var currency = as.get(at(deal)).at("/amount/currency");
            var lines = as.get(lines(deal)).json().at("/results");
            assertThat(currency.isEmpty() || lines.isEmpty()).as("%s and %s", currency, lines).isTrue();
        }
    }

    private String deal(String source) {
        return as.post(OPPORTUNITIES, "{\"name\": \"Deal\", \"amountSource\": \"%s\"}".formatted(source))
                .expect(201)
                .id();
    }

    private static String at(String deal) {
        return OPPORTUNITIES + "/" + deal;
    }

    private static String lines(String deal) {
        return at(deal) + "/line-items";
    }

    private static String line(String price) {
        return "{\"name\": \"Cards\", \"unitPrice\": {\"amount\": \"%s\", \"currency\": \"EUR\"}}".formatted(price);
    }

    private String amount(String deal) {
        Answer shown = as.get(at(deal)).expect(200);
        return shown.at("/amount/amount");
    }
}
