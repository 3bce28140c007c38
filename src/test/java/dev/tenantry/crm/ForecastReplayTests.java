package dev.tenantry.crm;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What a forecast shows as of a moment is what it showed then, and what is computed here, apart, from all that was done until then. */
class ForecastReplayTests extends ApiTest {

    private static final String DEALS = "/api/v1/opportunities";
    private static final String REPORT = "/api/v1/reports/forecast?from=2025-01-01&to=2025-06-30";
    private static final List<String> STAGES = List.of("Prospecting", "Engaging", "Won", "Lost");
    private static final List<String> CATEGORIES = List.of("pipeline", "best_case", "commit", "omitted");
    private static final int STEPS = 90;

    private final Random random = new Random(42);
    private final Map<String, Deal> deals = new LinkedHashMap<>();
    private final Map<String, Integer> probabilities = new HashMap<>(Map.of("Prospecting", 10, "Engaging", 40));
    private Api api = Api.at(0);
    private String pipeline = "";
    private String rate = "";
    private @Nullable BigDecimal euro;

    private record Deal(
            int amount,
            String currency,
            String stage,
            String expected,
            String closed,
            String category,
            boolean isTrashed) {

        String body() {
            return """
                    {"name": "Deal", "amount": {"amount": "%d", "currency": "%s"}, "stage": "%s", "expectedCloseOn": "%s",
                     "closedOn": %s, "forecastCategory": %s}""".formatted(amount, currency, stage, expected,
                    isOpen() ? "null" : "\"" + closed + "\"", category.isEmpty() ? "null" : "\"" + category + "\"");
        }

        boolean isOpen() {
            return !stage.equals("Won") && !stage.equals("Lost");
        }
    }

    /** @param expected what is computed here */
    private record Snapshot(JsonNode shown, Map<String, String> expected) {}

    @Test
    void theForecastAsOfAnyMomentIsTheOneThatWasShownThen() {
        api = people.signUp().api();
        pipeline = "/api/v1/pipelines/" + api.get("/api/v1/pipelines").at("/results/0/id");
        var snapshots = new ArrayList<Snapshot>();
        for (var step = 0; step < STEPS; step++) {
            doSomething();
            if (step % 6 == 5) {
                snapshots.add(new Snapshot(api.get(REPORT).expect(200).json(), computed()));
            }
        }

        for (var snapshot : snapshots) {
            var again = api.get(REPORT + "&asOf=" + snapshot.shown.at("/asOf").asString()).expect(200).json();
            assertThat(figures(snapshot.shown)).isEqualTo(snapshot.expected);
            assertThat(again).isEqualTo(snapshot.shown);
        }
        assertThat(snapshots).extracting(Snapshot::expected).doesNotHaveDuplicates().hasSizeGreaterThan(10);
    }

    private void doSomething() {
        var choice = random.nextInt(20);
        if (deals.size() < 5 || choice < 6) {
            var deal = any();
            deals.put(api.post(DEALS, deal.body()).expect(201).id(), deal);
        } else if (choice < 14) {
            change(List.copyOf(deals.keySet()).get(random.nextInt(deals.size())));
        } else if (choice < 17) {
            trashOrRestore(List.copyOf(deals.keySet()).get(random.nextInt(deals.size())));
        } else if (choice == 17) {
            weighAnew();
        } else {
            rateAnew();
        }
    }

    private Deal any() {
        return new Deal(1 + random.nextInt(999), random.nextInt(3) == 0 ? "EUR" : "USD",
                STAGES.get(random.nextInt(STAGES.size())), day(), day(),
                random.nextBoolean() ? "" : CATEGORIES.get(random.nextInt(CATEGORIES.size())), false);
    }

    private String day() {
        return "2025-%02d-%02d".formatted(1 + random.nextInt(8), 1 + random.nextInt(28));
    }

    private void change(String id) {
        if (!deals.getOrDefault(id, any()).isTrashed) {
            var changed = any();
            api.put(DEALS + "/" + id, changed.body()).expect(200);
            deals.put(id, changed);
        }
    }

    private void trashOrRestore(String id) {
        var deal = deals.getOrDefault(id, any());
        if (deal.isTrashed) {
            api.put(DEALS + "/trash/" + id + "/restoration", "").expect(200);
        } else {
            api.delete(DEALS + "/" + id).expect(204);
        }
        deals.put(id, new Deal(deal.amount, deal.currency, deal.stage, deal.expected, deal.closed, deal.category,
                !deal.isTrashed));
    }

    private void weighAnew() {
        var before = probabilities.getOrDefault("Engaging", 0);
        var now = 20 + random.nextInt(60);
        api.put(pipeline, api.get(pipeline).text().replace("\"probability\":" + before, "\"probability\":" + now))
                .expect(200);
        probabilities.put("Engaging", now);
    }

    private void rateAnew() {
        var value = new BigDecimal("1." + (1 + random.nextInt(8)));
        if (rate.isEmpty()) {
            rate = api
                    .post("/api/v1/exchange-rates",
                            """
                    {"fromCurrency": "EUR", "toCurrency": "USD", "validOn": "2020-01-01", "rate": "%s", "source": "Bank"}"""
                                    .formatted(value))
                    .expect(201)
                    .id();
        } else {
            api.patch("/api/v1/exchange-rates/" + rate, "{\"rate\": \"%s\"}".formatted(value)).expect(200);
        }
        euro = value;
    }

    /** By month and category: how many, and what they come to, plain and weighted. */
    private Map<String, String> computed() {
        var sums = new TreeMap<String, List<BigDecimal>>();
        for (var deal : deals.values()) {
            var day = deal.isOpen() ? deal.expected : deal.closed;
            var category = switch (deal.stage) {
                case "Won" -> "closed";
                case "Lost" -> "omitted";
                default -> deal.category.isEmpty() ? "pipeline" : deal.category;
            };
            if (!deal.isTrashed && day.compareTo("2025-07") < 0 && !category.equals("omitted")) {
                var factor = deal.currency.equals("USD") ? BigDecimal.ONE : euro == null ? BigDecimal.ZERO : euro;
                var amount = BigDecimal.valueOf(deal.amount).multiply(factor);
                var percent = BigDecimal.valueOf(deal.isOpen() ? probabilities.getOrDefault(deal.stage, 0) : 100);
                sums.merge(day.substring(0, 7) + " " + category,
                        List.of(BigDecimal.ONE, amount, amount.multiply(percent).movePointLeft(2)),
                        (one, other) -> List.of(one.get(0).add(other.get(0)), one.get(1).add(other.get(1)),
                                one.get(2).add(other.get(2))));
            }
        }
        var told = new TreeMap<String, String>();
        sums.forEach((key, sum) -> told.put(key, sum.get(0) + " " + sum.get(1).setScale(2, RoundingMode.HALF_UP) + " "
                + sum.get(2).setScale(2, RoundingMode.HALF_UP)));
        return told;
    }

    private static Map<String, String> figures(JsonNode forecast) {
        var told = new TreeMap<String, String>();
        forecast.at("/months")
                .forEach(month -> month.at("/categories")
                        .valueStream()
                        .filter(figure -> figure.at("/deals").asInt() > 0)
                        .forEach(figure -> told.put(
                                month.at("/month").asString().substring(0, 7) + " " + figure.at("/category").asString(),
                                figure.at("/deals").asInt() + " " + figure.at("/amount/amount").asString() + " "
                                        + figure.at("/weighted/amount").asString())));
        return told;
    }
}
