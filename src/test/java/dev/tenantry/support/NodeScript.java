package dev.tenantry.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A script that uses published clients against the running application. Needs Node 20 and a package registry. */
public final class NodeScript {

    private static final Path SOURCE = Path.of("src", "test", "node");
    private static final Path FOLDER = Path.of("target", "node");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc", "calls.mjs");

    private NodeScript() {}

    /** Runs it to its end. @return the steps that succeeded */
    public static List<String> run(String script, String... arguments) {
        return run(script, List.of(), arguments);
    }

    /** @param besides files that the script reads */
    public static List<String> run(String script, List<String> besides, String... arguments) {
        try {
            assumeTrue(nodeVersion() >= 20, "skipped: there is no Node 20 on the PATH");
            for (var file : FILES) {
                copy(file);
            }
            copy(script);
            for (var file : besides) {
                copy(file);
            }
            assumeTrue(isInstalled(), "skipped: npm cannot install the client, see target/node/npm.log");
            var command = new ArrayList<>(List.of("node", script));
            command.addAll(List.of(arguments));
            var run = run(script + ".log", command);
            assertThat(run.exitCode).as(run.output).isZero();
            return run.output.lines().filter(line -> line.startsWith("ok ")).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private record Run(int exitCode, String output) {}

    private static void copy(String file) throws IOException {
        Files.copy(SOURCE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isInstalled() throws IOException, InterruptedException {
        return Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))
                || run("npm.log", List.of("npm", "ci", "--prefer-offline")).exitCode == 0;
    }

    private static int nodeVersion() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        try {
            var version = run("node.log", List.of("node", "--version")).output.strip();
            return Integer.parseInt(version.substring(1, version.indexOf('.')));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException _) {
            return 0;
        }
    }

    private static Run run(String log, List<String> command) throws IOException, InterruptedException {
        var output = FOLDER.resolve(log);
        var process = new ProcessBuilder(command).directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            return process.waitFor(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS)
                    ? new Run(process.exitValue(), Files.readString(output))
                    : new Run(-1, "timed out: " + Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }
}
