package dev.tenantry.bench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.tenantry.bench.client.LoadGenerator;
import dev.tenantry.bench.client.RequestTemplate;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

/** Creates contacts in batches of as many as one takes, each with a key of its own, one batch after another. */
final class BatchRun {

    private static final int INPUTS = 1000;
    private static final double RECORDS_PER_SECOND = 3000;
    private static final int WARM_UP_SECONDS = 60;
    private static final int SECONDS = 20;

    private final int port;
    private final SignedIn user;

    BatchRun(int port, SignedIn user) {
        this.port = port;
        this.user = user;
    }

    Figure figure() {
        var requests = List.of(batch());
        new LoadGenerator(port, ZERO, ofSeconds(WARM_UP_SECONDS)).run(1, requests);
        var load = new LoadGenerator(port, ZERO, ofSeconds(SECONDS)).run(1, requests);
        return Figure.atLeast("batch creates of %,d contacts with an `externalId`, one client".formatted(INPUTS),
                load.requestsPerSecond() * INPUTS, RECORDS_PER_SECOND, "records/s");
    }

    private RequestTemplate batch() {
        var inputs = IntStream.range(0, INPUTS).mapToObj(BatchRun::input).collect(Collectors.joining(","));
        return RequestTemplate.post("/api/v1/contacts/batch/create", List.of("Authorization: Bearer " + user.token()),
                "{\"inputs\":[" + inputs + "]}");
    }

    private static String input(int number) {
        return """
                {"properties":{"name":"Nadia Fischer","email":"nadia%1$d.%2$s@cedar-labs.example","company":"Cedar Labs","externalId":"%2$s-%1$d"}}"""
                .formatted(number, RequestTemplate.SERIAL);
    }
}
