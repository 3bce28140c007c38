package dev.tenantry.support;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import dev.tenantry.Tenantry;

/**
 * The application in a process of its own, which can be killed. Its first life is a rehearsal that ends orderly and leaves
 * a cache of loaded classes behind, so that the later ones start in a fraction of the time.
 */
public final class ChildApplication {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path folder;
    private final Map<String, String> settings;
    private final int port;
    private List<String> classPath;
    private @Nullable Process process;
    private @Nullable ConfigurableApplicationContext here;

    public ChildApplication(Path folder, Map<String, String> settings) {
        this.folder = folder;
        this.settings = settings;
        this.port = freePort();
        this.classPath = classPath();
    }

    public Api api() {
        return Api.at(port);
    }

    public void rehearse() {
        classPath = classPath.stream()
                .map(entry -> Files.isDirectory(Path.of(entry)) ? archive(folder, Path.of(entry)) : entry)
                .toList();
        start("-XX:AOTCacheOutput=" + folder.resolve("classes.aot"));
    }

    /** Starts, and returns once requests are answered. */
    public void start() {
        var cache = folder.resolve("classes.aot");
        start(Files.exists(cache) ? "-XX:AOTCache=" + cache : "-Xshare:auto");
    }

    /** Goes on in this process: with all classes there, that is a third of a start. It cannot be killed. */
    public void startHere() {
        here = new SpringApplicationBuilder(Tenantry.class).run(arguments());
    }

    /** SIGKILL. */
    public void kill() {
        var killed = running();
        if (!killed.isAlive()) {
            throw new AssertionError("the application died before it was killed:\n" + log());
        }
        killed.destroyForcibly();
        await(killed);
    }

    /** SIGTERM. */
    public void stop() {
        if (here != null) {
            here.close();
        }
        if (process != null) {
            process.destroy();
            await(process);
        }
    }

    private void start(String cache) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx320m",
                "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote", "-Xlog:disable", cache,
                "-cp", String.join(File.pathSeparator, classPath), Tenantry.class.getName()));
        command.addAll(List.of(arguments()));
        var log = folder.resolve("application.log").toFile();
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        awaitAnswers();
    }

    private String[] arguments() {
        return Stream.concat(Stream.of("--server.port=" + port),
                settings.entrySet().stream().map(setting -> "--" + setting.getKey() + "=" + setting.getValue()))
                .toArray(String[]::new);
    }

    private void awaitAnswers() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!running().isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("the application did not start:\n" + log());
            }
            pause();
        }
    }

    private boolean answers() {
        try {
            return api().get("/actuator/health/liveness").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the process does not end");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    public String log() {
        try {
            var lines = Files.readAllLines(folder.resolve("application.log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Without the tests' classes. */
    private static List<String> classPath() {
        var all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes" + File.separator))
                .toList();
    }

    /** Ours, since the cache takes no folders. */
    private static String archive(Path folder, Path classes) {
        var archive = folder.resolve("classes.jar").toString();
        var failed = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(new PrintWriter(System.out), new PrintWriter(System.err), "--create", "--file", archive, "-C",
                        classes.toString(), ".");
        if (failed != 0) {
            throw new IllegalStateException("the classes cannot be archived");
        }
        return archive;
    }

    /** It is free again between the lives, and none of those that whoever asks for any is given meanwhile. */
    private static int freePort() {
        return ThreadLocalRandom.current()
                .ints(20_000, 32_000)
                .limit(1_000)
                .filter(ChildApplication::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
