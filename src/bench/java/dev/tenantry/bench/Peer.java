package dev.tenantry.bench;

import java.util.List;

/**
 * A job queue that the application is measured beside.
 *
 * @param name      with its version
 * @param oneByOne whether it writes to the database for each of its jobs alone when that is done
 * @param command   which is given the number of jobs and of rounds, at {@link #JOBS} and {@link #ROUNDS}
 */
record Peer(String name, boolean oneByOne, List<String> command) {

    static final String JOBS = "{jobs}";
    static final String ROUNDS = "{rounds}";

    Peer {
        command = List.copyOf(command);
    }

    List<String> command(int jobs, int rounds) {
        return command.stream()
                .map(part -> part.replace(JOBS, Integer.toString(jobs)).replace(ROUNDS, Integer.toString(rounds)))
                .toList();
    }
}
