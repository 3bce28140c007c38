package dev.tenantry.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How many steps of a program are carried out in a second: tenants have all their events at once, and the time counts until nothing is left to be done. */
final class StepRate {

    private final Program program;
    private final int runs;
    private final ServerProcess application;
    private final List<Automated> tenants;
    private final List<Double> rates = new ArrayList<>();
    private Duration used = Duration.ZERO;

    /** @param runs of a round, of all tenants together */
    StepRate(Program program, int runs, ServerProcess application, List<Automated> tenants) {
        this.program = program;
        this.runs = runs;
        this.application = application;
        this.tenants = List.copyOf(tenants);
    }

    void warmUp(int rounds) throws SQLException, InterruptedException {
        for (var round = 0; round < rounds; round++) {
            IO.println("%s, warming up: %.0f steps/s".formatted(program.text(), round()));
        }
    }

    void measure() throws SQLException, InterruptedException {
        var before = application.processorTime();
        rates.add(round());
        used = used.plus(application.processorTime().minus(before));
        IO.println("%s: %.0f steps/s".formatted(program.text(), rates.getLast()));
    }

    List<Automated> tenants() {
        return tenants;
    }

    double median() {
        return rates.stream().sorted().toList().get(rates.size() / 2);
    }

    List<Figure> figures() {
        var each = used.toNanos() / 1000.0 / rates.size() / runs / Program.STEPS;
        return List.of(Figure.atLeast("steps a second: " + program.text(), median(), program.target(), "steps/s"),
                Figure.plain("the application's processor time for one of them", "%.0f µs".formatted(each)));
    }

    /** @throws IllegalStateException where a run did not succeed */
    void end() throws SQLException {
        for (var tenant : tenants) {
            tenant.deactivate();
            if (!tenant.outcomes().keySet().equals(Set.of("succeeded"))) {
                throw new IllegalStateException("not all runs succeeded: " + tenant.outcomes());
            }
        }
    }

    private double round() throws SQLException, InterruptedException {
        for (var tenant : tenants) {
            tenant.tell(runs / tenants.size());
        }
        var began = System.nanoTime();
        Automated.await(tenants);
        return runs * Program.STEPS / ((System.nanoTime() - began) / 1e9);
    }
}
