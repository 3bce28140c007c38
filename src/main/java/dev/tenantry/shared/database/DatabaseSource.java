package dev.tenantry.shared.database;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

import dev.tenantry.shared.crypto.Secret;

/**
 * Which PostgreSQL: the operator's where a URL is configured, an embedded one otherwise. It is asked for when the beans are made: a condition
 * would be settled where the application is built ahead of its start.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DatabaseSettings.class, DatabaseSettings.Embedded.class})
class DatabaseSource {

    static boolean isExternal(Environment environment) {
        return StringUtils.hasText(environment.getProperty("spring.datasource.url"));
    }

    @Bean
    @Nullable
    EmbeddedDatabase embeddedDatabase(ObjectProvider<StartingDatabase> starting, DatabaseSettings.Embedded settings,
            Environment environment) {
        if (isExternal(environment)) {
            return null;
        }
        var begun = starting.getIfAvailable();
        return begun == null ? StartingDatabase.start(settings) : begun.await();
    }

    @Bean
    Database database(ObjectProvider<EmbeddedDatabase> embedded, DatabaseSettings settings, Environment environment) {
        var own = embedded.getIfAvailable();
        return own == null ? external(settings, environment) : embedded(own, environment);
    }

    private static Database external(DatabaseSettings settings, Environment environment) {
        return Database.prepare(required(settings.url(), "SPRING_DATASOURCE_URL"),
                required(settings.username(), "SPRING_DATASOURCE_USERNAME"),
                required(Secret.reveal(settings.password()), "SPRING_DATASOURCE_PASSWORD"),
                new MasterSecret(required(environment.getProperty("tenantry.secret"), "TENANTRY_SECRET")), false);
    }

    private static String required(@Nullable String value, String setting) {
        if (value == null || value.isBlank()) {
            throw DatabaseUnavailableException.missing(setting);
        }
        return value;
    }

    private static Database embedded(EmbeddedDatabase embedded, Environment environment) {
        var configured = environment.getProperty("tenantry.secret");
        return Database.prepare(embedded.jdbcUrl(), embedded.ownerUsername(), embedded.ownerPassword(),
                new MasterSecret(StringUtils.hasText(configured) ? configured : embedded.masterSecret()),
                embedded.freshlyCreated());
    }
}
