package dev.tenantry.shared.database;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Which PostgreSQL: the operator's where a URL is configured, an embedded one otherwise. */
final class DatabaseSource {

    private DatabaseSource() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "spring.datasource.url")
    @EnableConfigurationProperties(DatabaseSettings.class)
    static class External {

        @Bean
        Database database(DatabaseSettings settings, Environment environment) {
            var secret = environment.getProperty("tenantry.secret");
            if (settings.url() == null || settings.username() == null || settings.password() == null
                    || secret == null) {
                throw new IllegalStateException(
                        "an external database needs SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME, "
                                + "SPRING_DATASOURCE_PASSWORD (the schema's owner) and TENANTRY_SECRET (at least 32 random characters)");
            }
            return Database.prepare(settings.url(), settings.username(), settings.password(), new MasterSecret(secret),
                    false);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "embedded")
    @EnableConfigurationProperties(DatabaseSettings.Embedded.class)
    static class Embedded {

        @Bean
        EmbeddedDatabase embeddedDatabase(DatabaseSettings.Embedded settings) {
            return EmbeddedDatabase.start(settings.dataDir(), settings.port(), settings.listenAddress());
        }

        @Bean
        Database database(EmbeddedDatabase embedded, Environment environment) {
            var secret = environment.getProperty("tenantry.secret", embedded.masterSecret());
            return Database.prepare(embedded.jdbcUrl(), embedded.ownerUsername(), embedded.ownerPassword(),
                    new MasterSecret(secret), embedded.freshlyCreated());
        }
    }
}
