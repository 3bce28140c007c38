package dev.tenantry.keycloak;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, which ends with this one. */
final class Service implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final String name;
    private final Process process;
    private final Path log;

    Service(String name, Path folder, List<String> command, Map<String, String> environment) throws IOException {
        this.name = name;
        this.log = folder.resolve(name + ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        this.process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Returns once the address answers with 200. */
    void await(String address) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            while (!answers(client, address)) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IllegalStateException(name + " did not start:\n" + Files.readString(log));
                }
                Thread.sleep(500);
            }
        }
    }

    private static boolean answers(HttpClient client, String address) throws InterruptedException {
        try {
            return client.send(HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(5)).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    /** Ends the process, and those that it began. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
