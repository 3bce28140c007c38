package dev.tenantry.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

import dev.tenantry.shared.database.EmbeddedDatabase;

/** The suite's PostgreSQL: a container where a Docker engine answers, an embedded server otherwise. One for all tests. */
public final class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /**
     * How to reach it.
     *
     * @param url      JDBC URL
     * @param username the schema's owner
     */
    public record Server(String url, String username, String password) {}

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
                        "tenantry.secret", "a secret that only the tests have, long enough",
                        "tenantry.identity.password-cost", "4")));
    }

    private static boolean dockerAnswers() {
        return Files.exists(Path.of("/var/run/docker.sock"))
                && DockerClientFactory.instance().isDockerAvailable();
    }

    @SuppressWarnings("resource")
    private static Server container() {
        var container = new PostgreSQLContainer("postgres:18").withDatabaseName("tenantry")
                .withUsername("tenantry_owner");
        container.start();
        return new Server(container.getJdbcUrl(), container.getUsername(), container.getPassword());
    }

    private static Server embedded() {
        try {
            var embedded = EmbeddedDatabase.startDisposable(Files.createTempDirectory("tenantry-test"),
                    Path.of("target", "postgres"));
            Runtime.getRuntime().addShutdownHook(new Thread(embedded::close));
            return new Server(embedded.jdbcUrl(), embedded.ownerUsername(), embedded.ownerPassword());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
