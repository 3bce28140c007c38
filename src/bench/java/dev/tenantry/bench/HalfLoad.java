package dev.tenantry.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * How long it takes from an event to the first step's end, while as many contacts are added through the API as make half of the
 * runs that the engine can do. An open loop: they come at times drawn beforehand, whether or not earlier ones are done.
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

    /** @param rate contacts a second, of all tenants together */
    List<Figure> run(double rate, int seconds) throws SQLException, InterruptedException {
        var last = new ArrayList<Long>();
        for (var tenant : tenants) {
            last.add(lastEvent(tenant));
        }
        var added = add(rate, seconds);
        Automated.await(tenants);
        return figures(last, added, seconds);
    }

    /** Those that came due while others were added are added together. @return how many */
    private int add(double rate, int seconds) throws InterruptedException {
        var random = new Random(SEED);
        var began = System.nanoTime();
        var due = 0.0;
        var added = 0;
        while (due < seconds) {
            var counts = new int[tenants.size()];
            var now = (System.nanoTime() - began) / 1e9;
            for (; due <= now && due < seconds; due += -Math.log(1 - random.nextDouble()) / rate) {
                counts[random.nextInt(counts.length)]++;
            }
            for (var tenant = 0; tenant < counts.length; tenant++) {
                if (counts[tenant] > 0) {
                    tenants.get(tenant).add(Automated.CONTACTS + added, counts[tenant]);
                    added += counts[tenant];
                }
            }
            TimeUnit.NANOSECONDS.sleep((long) ((due - (System.nanoTime() - began) / 1e9) * 1e9));
        }
        return added;
    }

    private List<Figure> figures(List<Long> last, int added, int seconds) throws SQLException {
        var millis = new ArrayList<Double>();
        for (var tenant = 0; tenant < tenants.size(); tenant++) {
            var own = firstSteps(tenants.get(tenant), last.get(tenant));
            millis.addAll(own.subList((int) (own.size() * BEFORE_IT_COUNTS), own.size()));
        }
        millis.sort(null);
        var name = "event to first step at half load, %,d runs a second".formatted(added / seconds);
        return List.of(
                Figure.plain(name + ": median and p99", String.format(Locale.ROOT, "%.0f and %.0f ms",
                        millis.get(millis.size() / 2), millis.get(millis.size() * 99 / 100))),
                Figure.atMost(name + ": p95", millis.get(millis.size() * 95 / 100), MOST_MILLIS, "ms"));
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
