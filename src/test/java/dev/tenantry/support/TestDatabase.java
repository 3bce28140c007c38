package dev.tenantry.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.MountableFile;

import dev.tenantry.shared.database.EmbeddedDatabase;
import dev.tenantry.shared.database.MasterSecret;

/** The suite's PostgreSQL: a container where a Docker engine answers, an embedded server otherwise. One for all tests. */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /**
     * How to reach it.
     *
     * @param url       JDBC URL
     * @param username  the schema's owner
     * @param superuser who may do what nothing in the application may: for tests that take a fence down
     */
    public record Server(String url, String username, String password, String superuser, String superuserPassword) {

        /** A connection that row security does not hold. */
        public Connection connectAsSuperuser() {
            return connect(superuser, superuserPassword);
        }

        public Connection connectAsOwner() {
            return connect(username, password);
        }

        /** A connection beside the application's own, of a role that it works as. */
        public Connection connectAs(String runTimeRole) {
            return connect(runTimeRole, passwordOf(runTimeRole));
        }

        private Connection connect(String user, String password) {
            return KeptConnections.take(url, user, password);
        }
    }

    private static final String SECRET = "a secret that only the tests have, long enough";

    private static final class Holder {
        static final Server SERVER = dockerAnswers() ? container() : embedded();
    }

    public static Server server() {
        return Holder.SERVER;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var server = server();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test-database", Map.of(
                        "spring.datasource.url", server.url(),
                        "spring.datasource.username", server.username(),
                        "spring.datasource.password", server.password(),
                        "tenantry.secret", SECRET,
                        "tenantry.encryption.master-keys", "a master key that only the tests have",
                        "tenantry.identity.password-cost", "4")));
    }

    /** The password of one of the roles that the application works as. */
    public static String passwordOf(String runTimeRole) {
        return new MasterSecret(SECRET).derivePassword(runTimeRole);
    }

    private static boolean dockerAnswers() {
        return Files.exists(Path.of("/var/run/docker.sock"))
                && DockerClientFactory.instance().isDockerAvailable();
    }

    /** Set up as the deployment's is, so that the owner is no superuser here either. */
    @SuppressWarnings("resource")
    private static Server container() {
        var container = new PostgreSQLContainer("postgres:18").withUsername("postgres")
                .withDatabaseName("postgres")
                .withEnv("TENANTRY_OWNER_PASSWORD", SECRET)
                .withCopyFileToContainer(MountableFile.forHostPath("src/deploy/postgres-init.sh", 0755),
                        "/docker-entrypoint-initdb.d/tenantry.sh");
        container.start();
        var url = "jdbc:postgresql://%s:%d/tenantry".formatted(container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT));
        return new Server(url, "tenantry_owner", SECRET, container.getUsername(), container.getPassword());
    }

    /** Stopped when the applications have ended, which would wait for it else. */
    private static Server embedded() {
        try {
            var folder = Files.createTempDirectory("tenantry-test");
            var embedded = EmbeddedDatabase.startDisposable(folder, Path.of("target", "postgres"));
            SpringApplication.getShutdownHandlers().add(embedded::close);
            return new Server(embedded.jdbcUrl(), embedded.ownerUsername(), embedded.ownerPassword(), "postgres",
                    Files.readString(folder.resolve("superuser.password")).strip());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
