package dev.tenantry;

import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

import dev.tenantry.shared.command.Command;
import dev.tenantry.shared.database.StartingDatabase;

@SpringBootApplication
public class Tenantry {

    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";
    private static final int CARRIERS_PER_PROCESSOR = 4;

    static void main(String... arguments) {
        Command.of(arguments)
                .ifPresent(command -> System.exit(command.run(List.of(arguments).subList(1, arguments.length))));
        spreadVirtualThreads();
        var application = new SpringApplication(Tenantry.class);
        application.addListeners(new StartingDatabase.Listener());
        application.run(arguments);
    }

    /**
     * A virtual thread that computes is not interrupted: as many of them as there are carriers, by default one for each
     * processor, and nobody else is served, not even who asks whether the process is alive. Carriers beyond the processors
     * are shared out by the operating system, slice by slice.
     */
    private static void spreadVirtualThreads() {
        if (System.getProperty(CARRIERS) == null) {
            System.setProperty(CARRIERS,
                    Integer.toString(CARRIERS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors()));
        }
    }
}
