package dev.tenantry.shared.database;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs PostgreSQL's own programs on a data folder; what they and the server say goes to one log. */
final class PostgresPrograms {

    private static final Pattern COMPLAINT = Pattern.compile("(?:FATAL|PANIC|DETAIL|error):\\s+(.+)");

    private final Path binaries;
    private final ServerAccount account;
    private final DataFolder folder;
    private final Path log;

    PostgresPrograms(Path binaries, ServerAccount account, DataFolder folder) throws IOException {
        this.binaries = binaries;
        this.account = account;
        this.folder = folder;
        this.log = folder.file("server.log");
        if (Files.exists(log)) {
            Files.move(log, folder.file("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        folder.write("server.log", "");
    }

    /** Runs a program to its end and returns its exit code. */
    int run(String program, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        account.own(folder.path());
        account.own(binaries);
        var builder = new ProcessBuilder(account.command(command)).directory(folder.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        process.getOutputStream().close();
        return exitCode(process);
    }

    Path log() {
        return log;
    }

    boolean logMentions(String text) throws IOException {
        return Files.readString(log).contains(text);
    }

    /** The complaints of this start in the words of PostgreSQL, or whatever was said last. */
    EmbeddedDatabaseException failure(String what) throws IOException {
        var said = Files.readString(log);
        var reason = COMPLAINT.matcher(said)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .collect(Collectors.joining("; "));
        if (reason.isEmpty()) {
            reason = said.lines().filter(line -> !line.isBlank()).reduce("it gave no reason", (first, last) -> last);
        }
        return EmbeddedDatabaseException.failed(what, reason, log);
    }

    private static int exitCode(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for PostgreSQL");
        }
    }
}
