package dev.tenantry.operations.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import dev.tenantry.support.Api;

/** The application as an operator runs it: a process of its own, configured by its environment alone. */
final class Deployment implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port = freePort();
    private final Path log;
    private final Process process;

    /** Starts, and does not wait for it. */
    Deployment(Path log, Map<String, String> environment) {
        this.log = log;
        var command = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx320m", "-Xlog:disable", "-cp", classPath(),
                "dev.tenantry.Tenantry");
        command.environment().putAll(environment);
        command.environment().put("SERVER_PORT", Integer.toString(port));
        try {
            process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Deployment started() {
        await(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("the application did not start:\n" + String.join("\n", log()));
            }
            return status("/actuator/health/readiness") == 200;
        }, "the application did not start");
        return this;
    }

    Api api() {
        return Api.at(port);
    }

    int port() {
        return port;
    }

    /** The answer's status; 0 where there is no answer. */
    int status(String path) {
        try {
            return api().get(path).status();
        } catch (UncheckedIOException refused) {
            return 0;
        }
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    int exitCode() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the process does not end");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        return process.exitValue();
    }

    List<String> log() {
        try {
            return Files.readAllLines(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        process.destroy();
        exitCode();
    }

    static void await(BooleanSupplier condition, String otherwise) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(otherwise);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Without the tests' classes and settings. */
    private static String classPath() {
        var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return String.join(File.pathSeparator, List.of(all.split(File.pathSeparator))
                .stream()
                .filter(entry -> !entry.matches(".*test-classes/?"))
                .toList());
    }
}
