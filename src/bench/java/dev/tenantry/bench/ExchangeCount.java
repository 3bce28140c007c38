package dev.tenantry.bench;

import java.util.List;
import java.util.stream.Collectors;

import dev.tenantry.bench.client.LoadGenerator;
import dev.tenantry.bench.client.RequestTemplate;
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
    private static final int BEGINNING = 50;
    private static final int END = 60;

    ExchangeCount {
        conversation = List.copyOf(conversation);
    }

    /**
     * Sends requests one after another through the counter. Counted is the role that serves requests: the worker's
     * polling goes on whether there are requests or not.
     */
    static ExchangeCount of(String name, List<RequestTemplate> requests, LoadGenerator generator,
            ExchangeCounter counter) {
        generator.send(requests, REQUESTS);
        var many = servingRequests(counter.during(() -> generator.send(requests, REQUESTS)));
        var one = servingRequests(counter.during(() -> generator.send(requests, 1)));
        return new ExchangeCount(name, (double) many.size() / REQUESTS,
                one.stream().map(ExchangeCount::inShort).toList());
    }

    private static List<Exchange> servingRequests(List<Exchange> exchanges) {
        return exchanges.stream().filter(exchange -> exchange.role().equals(BenchDatabase.APPLICATION)).toList();
    }

    private static String inShort(Exchange exchange) {
        return exchange.statements().stream().map(ExchangeCount::inShort).collect(Collectors.joining("; "));
    }

    /** The beginning of a statement and its last words, which say enough. */
    private static String inShort(String statement) {
        var line = statement.replaceAll("\\s+", " ").strip();
        return line.length() <= BEGINNING + END
                ? line
                : line.substring(0, BEGINNING) + " … " + line.substring(line.length() - END);
    }
}
