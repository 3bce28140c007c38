package dev.tenantry.shared.database;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

import dev.tenantry.shared.crypto.Secret;

/** Which PostgreSQL: the operator's where a URL is configured, an embedded one otherwise. */
final class DatabaseSource {

    private DatabaseSource() {}

    static boolean isExternal(Environment environment) {
        return StringUtils.hasText(environment.getProperty("spring.datasource.url"));
    }

    static final class UrlConfigured implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return isExternal(context.getEnvironment());
        }
    }

    static final class NoUrlConfigured implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !isExternal(context.getEnvironment());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(UrlConfigured.class)
    @EnableConfigurationProperties(DatabaseSettings.class)
    static class External {

        @Bean
        Database database(DatabaseSettings settings, Environment environment) {
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
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(NoUrlConfigured.class)
    @EnableConfigurationProperties(DatabaseSettings.Embedded.class)
    static class Embedded {

        @Bean
        EmbeddedDatabase embeddedDatabase(ObjectProvider<StartingDatabase> starting,
                DatabaseSettings.Embedded settings) {
            var begun = starting.getIfAvailable();
            return begun == null ? StartingDatabase.start(settings) : begun.await();
        }

        @Bean
        Database database(EmbeddedDatabase embedded, Environment environment) {
            var configured = environment.getProperty("tenantry.secret");
            return Database.prepare(embedded.jdbcUrl(), embedded.ownerUsername(), embedded.ownerPassword(),
                    new MasterSecret(StringUtils.hasText(configured) ? configured : embedded.masterSecret()),
                    embedded.freshlyCreated());
        }
    }
}
