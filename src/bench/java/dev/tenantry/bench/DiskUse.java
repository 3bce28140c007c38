package dev.tenantry.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.tenantry.bench.data.BenchDatabase;

/** How much larger the database is for each step that has been carried out, once what is dead is vacuumed away. */
final class DiskUse {

    private static final double MOST_KB = 1.5;
    private static final int AT_A_TIME = 20_000;
    private static final double NOTHING = 0.005;
    private static final int MILLION = 1_000_000;
    /** History alone: what a program makes besides, as tasks and their audit, it would make in any other way, too. */
    private static final String HISTORY = "workflow_execution";
    private static final String SIZES = """
            select c.relname, pg_total_relation_size(c.oid) from pg_class c
            where c.relkind in ('r', 'm') and c.relnamespace in ('public'::regnamespace, 'auth'::regnamespace)""";

    private final BenchDatabase database;
    private final int runs;

    DiskUse(BenchDatabase database, int runs) {
        this.database = database;
        this.runs = runs;
    }

    List<Figure> run(Program program, List<Automated> tenants) throws SQLException, InterruptedException {
        try (var superuser = database.connectAsSuperuser()) {
            var before = sizes(superuser);
            for (var left = runs; left > 0; left -= AT_A_TIME) {
                for (var tenant : tenants) {
                    tenant.tell(Math.max(1, Math.min(left, AT_A_TIME) / tenants.size()));
                }
                Automated.await(tenants);
                IO.println("%s: %d runs left to be kept".formatted(program.text(), Math.max(0, left - AT_A_TIME)));
            }
            var grown = new LinkedHashMap<String, Long>();
            sizes(superuser).forEach((table, size) -> grown.put(table, size - before.getOrDefault(table, 0L)));
            return figures(program, grown);
        }
    }

    private List<Figure> figures(Program program, Map<String, Long> grown) {
        var all = grown.values().stream().mapToLong(Long::longValue).sum();
        var history = grown.entrySet()
                .stream()
                .filter(table -> table.getKey().startsWith(HISTORY))
                .mapToLong(Map.Entry::getValue)
                .sum();
        var name = "on disk after %,d runs of %s".formatted(runs, program.text());
        var figures = new ArrayList<Figure>();
        figures.add(Figure.atMost(name + ", a step", kilobytes(all), MOST_KB, "kB"));
        figures.add(Figure.atMost(name + ", history alone, a step", kilobytes(history), MOST_KB, "kB"));
        figures.add(Figure.plain(name + ", for a million runs of it",
                String.format(Locale.ROOT, "%.1f GB", (double) all / runs * MILLION / 1e9)));
        grown.entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .filter(table -> kilobytes(table.getValue()) > NOTHING)
                .forEach(table -> figures.add(Figure.plain(name + ", `" + table.getKey() + "`, a step",
                        String.format(Locale.ROOT, "%.2f kB", kilobytes(table.getValue())))));
        return figures;
    }

    private double kilobytes(long size) {
        return size / 1000.0 / runs / Program.STEPS;
    }

    private static Map<String, Long> sizes(Connection superuser) throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute("vacuum");
            var sizes = new LinkedHashMap<String, Long>();
            try (var rows = statement.executeQuery(SIZES)) {
                while (rows.next()) {
                    sizes.merge(rows.getString(1), rows.getLong(2), Long::sum);
                }
            }
            return sizes;
        }
    }
}
