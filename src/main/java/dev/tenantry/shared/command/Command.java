package dev.tenantry.shared.command;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Does something without the application, and ends. A module that has one names it in {@code META-INF/services}. */
public interface Command {

    /** The word that asks for it. */
    String name();

    /** @param arguments behind that word @return what the process exits with */
    int run(List<String> arguments);

    /** The one that a command line asks for. */
    static Optional<Command> of(String... line) {
        return line.length == 0
                ? Optional.empty()
                : ServiceLoader.load(Command.class)
                        .stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(command -> command.name().equals(line[0]))
                        .findFirst();
    }
}
