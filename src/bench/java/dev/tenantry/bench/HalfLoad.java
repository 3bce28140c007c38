package dev.tenantry.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * How long it takes from an event to the first step's end, while there are as many events as make half of the runs that the engine can
 * do. An open loop: they come at times drawn beforehand, whether or not earlier ones are done.
 */
final class HalfLoad {

    private static final long SEED = 2026;
    private static final int MOST_MILLIS = 100;
    private static final double BEFORE_IT_COUNTS = 0.2;
    private static final String FIRST_STEPS = """
            select extract(epoch from s.execution_end - e.created_at) * 1000 from domain_events e
            join workflow_execution_logs l on l.organization_id = e.organization_id and l.event_id = e.id
            join workflow_execution_steps s on s.organization_id = l.organization_id and s.execution_log_id = l.id and s.step_index = 0
            where e.id > ? and s.execution_end is not null order by e.id""";

    private final List<Automated> tenants;

    HalfLoad(List<Automated> tenants) {
        this.tenants = List.copyOf(tenants);
    }

    /** Where the events come from. */
    private interface Source {

        /** @param already how many there have been before, of all tenants */
        void give(int tenant, int already, int events) throws SQLException;
    }

    /** Events alone, as in the rate of which this is the half. @param rate of all tenants together, a second */
    List<Figure> told(double rate, int seconds) throws SQLException, InterruptedException {
        var connections = new ArrayList<Connection>();
        try {
            for (var tenant : tenants) {
                connections.add(tenant.connect());
            }
            var millis = run(rate, seconds,
                    (tenant, already, events) -> tenants.get(tenant).tell(connections.get(tenant), already, events));
            var name = "event to first step at half load, %.0f runs a second".formatted(rate);
            return List.of(Figure.plain(name + ": median and p99", medianAndWorst(millis)),
                    Figure.atMost(name + ": p95", millis.get(millis.size() * 95 / 100), MOST_MILLIS, "ms"));
        } finally {
            for (var connection : connections) {
                connection.close();
            }
        }
    }

    /** The events of contacts that are added through the API, which takes processor time that is not in the rate. */
    List<Figure> added(double rate, int seconds) throws SQLException, InterruptedException {
        var millis = run(rate, seconds,
                (tenant, already, events) -> tenants.get(tenant).add(Automated.CONTACTS + already, events));
        return List.of(Figure.plain(
                "the same of %.0f contacts a second, added through the API: median and p99".formatted(rate),
                medianAndWorst(millis)));
    }

    private static String medianAndWorst(List<Double> millis) {
        return String.format(Locale.ROOT, "%.0f and %.0f ms", millis.get(millis.size() / 2),
                millis.get(millis.size() * 99 / 100));
    }

    private List<Double> run(double rate, int seconds, Source source) throws SQLException, InterruptedException {
        var last = new ArrayList<Long>();
        for (var tenant : tenants) {
            last.add(lastEvent(tenant));
        }
        give(rate, seconds, source);
        Automated.await(tenants);
        return millis(last);
    }

    /** Those that came due while others were given are given together. */
    private void give(double rate, int seconds, Source source) throws SQLException, InterruptedException {
        var random = new Random(SEED);
        var began = System.nanoTime();
        var due = 0.0;
        var given = 0;
        while (due < seconds) {
            var counts = new int[tenants.size()];
            var now = (System.nanoTime() - began) / 1e9;
            for (; due <= now && due < seconds; due += -Math.log(1 - random.nextDouble()) / rate) {
                counts[random.nextInt(counts.length)]++;
            }
            for (var tenant = 0; tenant < counts.length; tenant++) {
                if (counts[tenant] > 0) {
                    source.give(tenant, given, counts[tenant]);
                    given += counts[tenant];
                }
            }
            TimeUnit.NANOSECONDS.sleep((long) ((due - (System.nanoTime() - began) / 1e9) * 1e9));
        }
    }

    /** Sorted. */
    private List<Double> millis(List<Long> last) throws SQLException {
        var millis = new ArrayList<Double>();
        for (var tenant = 0; tenant < tenants.size(); tenant++) {
            var own = firstSteps(tenants.get(tenant), last.get(tenant));
            millis.addAll(own.subList((int) (own.size() * BEFORE_IT_COUNTS), own.size()));
        }
        millis.sort(null);
        return millis;
    }

    /** The same of single contacts, each added when all is done for the one before it. @return the median and the p95 in milliseconds */
    static double[] alone(Automated tenant, int from, int contacts) throws SQLException, InterruptedException {
        var last = lastEvent(tenant);
        for (var contact = from; contact < from + contacts; contact++) {
            tenant.add(contact, 1);
            Automated.await(List.of(tenant));
        }
        var millis = firstSteps(tenant, last).stream().sorted().toList();
        return new double[]{millis.get(millis.size() / 2), millis.get(millis.size() * 95 / 100)};
    }

    private static List<Double> firstSteps(Automated tenant, long after) throws SQLException {
        try (var connection = tenant.connect(); var statement = connection.prepareStatement(FIRST_STEPS)) {
            statement.setLong(1, after);
            var millis = new ArrayList<Double>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    millis.add(rows.getDouble(1));
                }
            }
            return millis;
        }
    }

    private static long lastEvent(Automated tenant) throws SQLException {
        try (var connection = tenant.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select coalesce(max(id), 0) from domain_events")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
