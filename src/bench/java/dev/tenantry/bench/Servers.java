package dev.tenantry.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.tenantry.bench.data.BenchDatabase;
import dev.tenantry.bench.floor.Floor;

/** Starts the application and the floor, each in a process of its own with the same memory and the same collector. */
final class Servers {

    private static final String HEAP = "-Xmx512m";
    private static final String COLLECTOR = "-XX:+UseSerialGC";
    private static final String NATIVE = "--enable-native-access=ALL-UNNAMED";
    private static final String READY = "/actuator/health/readiness";
    /** Connections to the database; as many as the application's own default. */
    private static final String POOL = "16";
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    /** What {@code ./mvnw spring-boot:run} adds of its own. */
    private static final String NEWCOMER = "-XX:TieredStopAtLevel=1";

    private final Path directory;
    private final Path target;
    private final String script;
    private final String classPath;

    /** @param directory with the file {@code runtime.classpath}, which the build writes; in the folder of what is built */
    Servers(Path directory) throws IOException {
        this.directory = directory;
        this.target = directory.toAbsolutePath().getParent();
        this.script = target.resolveSibling("tenantry").toString();
        this.classPath = Files.readString(directory.resolve("runtime.classpath")).strip();
        prepare();
    }

    /** Has {@code ./tenantry} build and train what it starts, where something has changed. */
    private void prepare() throws IOException {
        try {
            if (new ProcessBuilder("sh", script, "prepare").inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException("the application cannot be built");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the application was built", e);
        }
    }

    /** The application as a newcomer starts it, with its own PostgreSQL. */
    ServerProcess newcomersApplication(Path data) {
        return ServerProcess.start(log("newcomer"), java("classes", "dev.tenantry.Tenantry", NEWCOMER),
                Map.of("TENANTRY_EMBEDDED_DATA_DIR", data.toString()), READY);
    }

    /** With its own PostgreSQL, as a server is started. */
    ServerProcess embeddedApplication(Path data) {
        return application("embedded", Map.of("TENANTRY_EMBEDDED_DATA_DIR", data.toString()));
    }

    /** On a database that runs already. It ends where memory does, so that this cannot be missed. */
    ServerProcess application(BenchDatabase database, String url) {
        return application("application", database.environment(url));
    }

    /** The same, whose mail goes to a server on this machine. */
    ServerProcess mailingApplication(BenchDatabase database, int mailPort) {
        var environment = new HashMap<>(database.environment(database.url()));
        environment.put("SPRING_MAIL_HOST", "127.0.0.1");
        environment.put("SPRING_MAIL_PORT", Integer.toString(mailPort));
        return application("mailing", environment);
    }

    /** The same without the cache that it was trained for. */
    ServerProcess untrainedApplication(BenchDatabase database) {
        return ServerProcess.start(log("untrained"),
                List.of(JAVA, HEAP, COLLECTOR, NATIVE, "-jar", target.resolve("app/tenantry.jar").toString()),
                database.environment(database.url()), READY);
    }

    ServerProcess floor(BenchDatabase database, String url) {
        return ServerProcess.start(log("floor"), java("bench-classes", Floor.class.getName()),
                Map.of("FLOOR_URL", url, "FLOOR_USERNAME", BenchDatabase.APPLICATION, "FLOOR_PASSWORD",
                        database.password(BenchDatabase.APPLICATION), "FLOOR_POOL", POOL),
                Floor.READY);
    }

    private ServerProcess application(String log, Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.put("JDK_JAVA_OPTIONS", HEAP);
        return ServerProcess.start(log(log), List.of("sh", script), all, READY);
    }

    private List<String> java(String classes, String main, String... options) {
        return Stream.concat(Stream.of(JAVA, HEAP, COLLECTOR, NATIVE, "-cp",
                target.resolve(classes) + File.pathSeparator + classPath),
                Stream.concat(Stream.of(options), Stream.of(main)))
                .toList();
    }

    private Path log(String name) {
        return directory.resolve(name + ".log");
    }
}
