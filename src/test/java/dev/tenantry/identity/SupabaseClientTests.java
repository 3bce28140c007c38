package dev.tenantry.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The client that frontends already have, as it is published. Needs Node 20 and a package registry. */
class SupabaseClientTests extends ApiTest {

    private static final Path SOURCE = Path.of("src", "test", "node");
    private static final Path FOLDER = Path.of("target", "node");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc",
            "supabase-client.mjs");

    @Test
    void signsUpInAndOutUnmodified() throws IOException, InterruptedException {
        assumeTrue(nodeVersion() >= 20, "skipped: there is no Node 20 on the PATH");
        Files.createDirectories(FOLDER);
        for (var file : FILES) {
            Files.copy(SOURCE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        assumeTrue(isInstalled(), "skipped: npm cannot install the client, see target/node/npm.log");

        var admin = people.signUp();
        People.promote(admin.userId());

        var run = run("client.log", "node", "supabase-client.mjs", "http://localhost:" + port(),
                UUID.randomUUID() + "@example.test", admin.accessToken());

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output().lines().filter(line -> line.startsWith("ok "))).hasSize(14);
    }

    private static boolean isInstalled() throws IOException, InterruptedException {
        return Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))
                || run("npm.log", "npm", "ci", "--prefer-offline").exitCode() == 0;
    }

    private static int nodeVersion() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        try {
            var version = run("node.log", "node", "--version").output().strip();
            return Integer.parseInt(version.substring(1, version.indexOf('.')));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException _) {
            return 0;
        }
    }

    private record Run(int exitCode, String output) {}

    private static Run run(String log, String... command) throws IOException, InterruptedException {
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
