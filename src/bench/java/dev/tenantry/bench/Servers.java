package dev.tenantry.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.tenantry.bench.data.BenchDatabase;
import dev.tenantry.bench.floor.Floor;

/** Starts the application and the floor, each in a process of its own with the same memory. */
final class Servers {

    private static final String HEAP = "-Xmx512m";
    /** Connections to the database; as many as the application's own default. */
    private static final String POOL = "16";
    /** The Java options of {@code ./mvnw spring-boot:run}: the plugin's own, and those of the build. */
    private static final List<String> NEWCOMER = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Path directory;
    private final String classPath;

    /** @param directory with the file {@code runtime.classpath}, which the build writes */
    Servers(Path directory) throws IOException {
        this.directory = directory;
        this.classPath = Files.readString(directory.resolve("runtime.classpath")).strip();
    }

    /** The application as a newcomer starts it, with its own PostgreSQL. */
    ServerProcess embeddedApplication(Path data) {
        return application("embedded", NEWCOMER, Map.of("TENANTRY_EMBEDDED_DATA_DIR", data.toString()));
    }

    /** The application on a database that runs already. */
    ServerProcess application(BenchDatabase database, String url) {
        return application("application", List.of(), database.environment(url));
    }

    /** The application on a database that runs already; it ends where memory does, so that this cannot be missed. */
    ServerProcess mortalApplication(BenchDatabase database) {
        return application("attacked", List.of("-XX:+ExitOnOutOfMemoryError"), database.environment(database.url()));
    }

    ServerProcess floor(BenchDatabase database, String url) {
        return ServerProcess.start(log("floor"), java(List.of(), "bench-classes", Floor.class.getName()),
                Map.of("FLOOR_URL", url, "FLOOR_USERNAME", BenchDatabase.APPLICATION, "FLOOR_PASSWORD",
                        database.password(BenchDatabase.APPLICATION), "FLOOR_POOL", POOL),
                Floor.READY);
    }

    private ServerProcess application(String log, List<String> options, Map<String, String> environment) {
        return ServerProcess.start(log(log), java(options, "classes", "dev.tenantry.Tenantry"), environment,
                "/actuator/health/readiness");
    }

    private List<String> java(List<String> options, String classes, String main) {
        return Stream.concat(options.stream(), Stream.of(HEAP, "--enable-native-access=ALL-UNNAMED", "-cp",
                directory.resolveSibling(classes) + File.pathSeparator + classPath, main)).toList();
    }

    private Path log(String name) {
        return directory.resolve(name + ".log");
    }
}
