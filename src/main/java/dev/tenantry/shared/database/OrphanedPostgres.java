package dev.tenantry.shared.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * PostgreSQL processes that outlived an application. A process number from a file proves nothing, because after a restart
 * of the machine it may be anybody's: a process counts only if it is PostgreSQL's and works in this folder.
 */
final class OrphanedPostgres {

    private static final Set<String> PROGRAMS = Set.of("postgres", "initdb", "pg_ctl");

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Path folder;

    OrphanedPostgres(Path folder) {
        this.folder = folder;
    }

    boolean any() {
        return !find().isEmpty();
    }

    boolean include(String pid) {
        return find().stream().anyMatch(process -> Long.toString(process.pid()).equals(pid));
    }

    /** Ends them all, and those that they are about to start; the write-ahead log makes up for the manner. */
    void kill() throws IOException {
        var begun = System.nanoTime();
        for (var processes = find(); !processes.isEmpty(); processes = find()) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IOException("process " + processes.getFirst().pid() + " of an earlier run does not end");
            }
            processes.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private List<ProcessHandle> find() {
        return ProcessHandle.allProcesses().filter(process -> isPostgres(process) && worksHere(process)).toList();
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .or(process.info()::commandLine)
                .map(command -> command.split(" ", 2)[0].replaceFirst("\\.exe$", ""))
                .filter(command -> PROGRAMS.stream().anyMatch(command::endsWith))
                .isPresent();
    }

    private boolean worksHere(ProcessHandle process) {
        try {
            // The processes below the postmaster rewrite their arguments, but all of them stay in the cluster's folder.
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")).startsWith(folder);
        } catch (IOException e) {
            return process.info()
                    .arguments()
                    .stream()
                    .flatMap(Stream::of)
                    .anyMatch(argument -> argument.startsWith(folder.toString()));
        }
    }
}
