package dev.tenantry.shared.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The processes of a server that outlived the application. A process number alone proves nothing, because after a
 * restart of the machine it may be anybody's: a process counts only if it is PostgreSQL and works on this cluster.
 */
final class LeftoverServer {

    static final String PID_FILE = "postmaster.pid";

    private final Path cluster;
    private final List<ProcessHandle> processes;

    LeftoverServer(Path cluster) {
        this.cluster = cluster;
        this.processes = ProcessHandle.allProcesses().filter(this::belongs).toList();
    }

    boolean isRunning() {
        return !processes.isEmpty();
    }

    /** Whether the process that takes orders for the whole server is among them. */
    boolean hasPostmaster() throws IOException {
        var file = cluster.resolve(PID_FILE);
        if (!Files.exists(file)) {
            return false;
        }
        var pid = Files.readAllLines(file).stream().findFirst().orElse("");
        return processes.stream().anyMatch(process -> Long.toString(process.pid()).equals(pid));
    }

    /** Ends what is still there; the write-ahead log makes up for the manner. */
    void kill() throws IOException {
        for (var process : processes) {
            process.destroyForcibly();
            try {
                process.onExit().get(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            } catch (ExecutionException | TimeoutException e) {
                throw new IOException("process " + process.pid() + " of the last server does not end", e);
            }
        }
    }

    private boolean belongs(ProcessHandle process) {
        var proc = Path.of("/proc", Long.toString(process.pid()));
        try {
            if (Files.exists(proc) && Files.readString(proc.resolve("comm")).startsWith("postgres")) {
                return Files.readSymbolicLink(proc.resolve("cwd")).equals(cluster) || namesCluster(process);
            }
        } catch (IOException e) {
            // Gone meanwhile, or not ours to look into.
        }
        return namesCluster(process);
    }

    private boolean namesCluster(ProcessHandle process) {
        var info = process.info();
        var isPostgres = info.command()
                .or(info::commandLine)
                .filter(command -> command.contains("postgres"))
                .isPresent();
        return isPostgres && info.arguments().stream().flatMap(Stream::of).anyMatch(cluster.toString()::equals);
    }
}
