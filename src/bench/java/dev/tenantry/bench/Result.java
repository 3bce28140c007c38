package dev.tenantry.bench;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import dev.tenantry.bench.client.LoadResult;

/**
 * What one server did with a load.
 *
 * @param processorTime of the server's own process for each request; other work on the machine hardly changes it
 */
record Result(LoadResult load, Duration processorTime) {

    /** The round with the median rate, with the failures of all of them. */
    static Result median(List<Result> rounds) {
        var times = rounds.stream().map(Result::processorTime).sorted(Comparator.naturalOrder()).toList();
        return new Result(LoadResult.median(rounds.stream().map(Result::load).toList()), times.get(times.size() / 2));
    }
}
