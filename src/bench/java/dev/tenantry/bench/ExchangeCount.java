package dev.tenantry.bench;

import java.util.List;

import dev.tenantry.bench.client.LoadGenerator;
import dev.tenantry.bench.data.BenchDatabase;
import dev.tenantry.bench.probe.Exchange;
import dev.tenantry.bench.probe.ExchangeCounter;

/**
 * How often a request makes the application wait for the database.
 *
 * @param perRequest   exchanges a request, over many requests
 * @param conversation what one request sends, an exchange a line
 */
record ExchangeCount(String name, double perRequest, List<String> conversation) {

    private static final int REQUESTS = 300;

    ExchangeCount {
        conversation = List.copyOf(conversation);
    }

    /**
     * Sends requests one after another through the counter. Counted is the role that serves requests: the worker's
     * polling goes on whether there are requests or not.
     */
    static ExchangeCount of(Case kind, LoadGenerator generator, ExchangeCounter counter) {
        generator.send(kind.application(), REQUESTS);
        var many = servingRequests(counter.during(() -> generator.send(kind.application(), REQUESTS)));
        var one = servingRequests(counter.during(() -> generator.send(kind.application(), 1)));
        return new ExchangeCount(kind.name(), (double) many.size() / REQUESTS,
                one.stream().map(exchange -> String.join("; ", exchange.statements())).toList());
    }

    private static List<Exchange> servingRequests(List<Exchange> exchanges) {
        return exchanges.stream().filter(exchange -> exchange.role().equals(BenchDatabase.APPLICATION)).toList();
    }
}
