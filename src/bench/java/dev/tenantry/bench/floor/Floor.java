package dev.tenantry.bench.floor;

import java.util.Map;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * What the application is measured against: Spring MVC, a connection pool and the driver on the same row security, and
 * nothing between them: no sign-in, no filters, no mapper, no validation.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class, JacksonAutoConfiguration.class})
@Import({FloorController.class, ContactStore.class})
public class Floor {

    /** Answers without touching the database as soon as the floor serves. */
    public static final String READY = "/ready";
    /** In whose name a request is: this tenant's, and this user's. */
    public static final String TENANT_HEADER = "X-Organization";
    public static final String USER_HEADER = "X-User";

    static void main(String... arguments) {
        var application = new SpringApplication(Floor.class);
        application.setDefaultProperties(Map.of(
                // Not the application's own settings, which are on the class path too.
                "spring.config.name", "floor",
                "spring.threads.virtual.enabled", "true",
                "spring.main.banner-mode", "off",
                "spring.jackson.default-property-inclusion", "non_null",
                "server.tomcat.max-keep-alive-requests", "-1"));
        application.run(arguments);
    }

    @Bean(destroyMethod = "close")
    ThreeExchanges transactions(@Value("${floor.url}") String url, @Value("${floor.username}") String username,
            @Value("${floor.password}") String password, @Value("${floor.pool}") int size) {
        return new ThreeExchanges(pool(url, username, password, size, false));
    }

    @Bean(destroyMethod = "close")
    OneExchange autocommit(@Value("${floor.url}") String url, @Value("${floor.username}") String username,
            @Value("${floor.password}") String password, @Value("${floor.pool}") int size) {
        return new OneExchange(pool(url, username, password, size, true));
    }

    private static HikariDataSource pool(String url, String username, String password, int size, boolean autoCommit) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(username);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setAutoCommit(autoCommit);
        return new HikariDataSource(config);
    }
}
