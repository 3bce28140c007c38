package dev.tenantry.shared.database;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.aot.AbstractAotProcessor;

/** The embedded PostgreSQL while it starts, beside the application: neither has to wait for the other at first. */
public final class StartingDatabase {

    private final CompletableFuture<EmbeddedDatabase> database;

    private StartingDatabase(DatabaseSettings.Embedded settings) {
        var thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("embedded-database").factory());
        this.database = CompletableFuture.supplyAsync(() -> start(settings), thread);
        thread.shutdown();
    }

    static EmbeddedDatabase start(DatabaseSettings.Embedded settings) {
        return EmbeddedDatabase.start(settings.dataDir(), settings.port(), settings.listenAddress());
    }

    /** @throws EmbeddedDatabaseException where it does not start */
    EmbeddedDatabase await() {
        try {
            return database.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    /** Begins as soon as it is settled that there is to be one, and ends it where the application gets no further. */
    public static final class Listener implements ApplicationListener<SpringApplicationEvent> {

        @Override
        public void onApplicationEvent(SpringApplicationEvent event) {
            switch (event) {
                case ApplicationContextInitializedEvent initialized -> begin(initialized);
                case ApplicationFailedEvent failed -> end(failed);
                default -> {
                }
            }
        }

        private static void begin(ApplicationContextInitializedEvent event) {
            var context = event.getApplicationContext();
            if (!isOnlyBuilt() && !DatabaseSource.isExternal(context.getEnvironment())) {
                var settings = Binder.get(context.getEnvironment())
                        .bindOrCreate("tenantry.embedded", DatabaseSettings.Embedded.class);
                context.getBeanFactory().registerSingleton("startingDatabase", new StartingDatabase(settings));
            }
        }

        /** What is built ahead of its start looks at the beans and makes none. */
        private static boolean isOnlyBuilt() {
            return Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING);
        }

        /** The context closes what it knows of: a database that it never asked for is none of that. */
        private static void end(ApplicationFailedEvent event) {
            var context = event.getApplicationContext();
            if (context != null
                    && context.getBeanFactory().getSingleton("startingDatabase") instanceof StartingDatabase starting) {
                starting.database.whenComplete((database, _) -> {
                    if (database != null) {
                        database.close();
                    }
                }).exceptionally(_ -> null).join();
            }
        }
    }
}
