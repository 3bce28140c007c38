package dev.tenantry.shared.database;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import dev.tenantry.shared.crypto.Secret;

/**
 * Where the data lives.
 *
 * @param url      an external PostgreSQL, as a JDBC URL; absent: an embedded one
 * @param username the owner of the schema there, who runs the migrations
 * @param password the owner's password
 */
@ConfigurationProperties("spring.datasource")
record DatabaseSettings(@Nullable String url, @Nullable String username, @Nullable Secret password) {

    /**
     * The embedded PostgreSQL.
     *
     * @param dataDir       where its data is kept between runs
     * @param port          its port; 0: any that is free
     * @param listenAddress the addresses it answers on
     */
    @ConfigurationProperties("tenantry.embedded")
    record Embedded(
            @DefaultValue(".data") Path dataDir,
            @DefaultValue("0") int port,
            @DefaultValue("localhost") String listenAddress) {}

    /**
     * The pools of the run-time roles.
     *
     * @param size              connections for tenants' requests
     * @param authSize          connections for sign-in
     * @param adminSize         connections for administration
     * @param workerSize        connections for the claims of queued work
     * @param counterSize       connections for the counters of quotas, which wait for no other work
     * @param connectionTimeout how long a request waits for a connection, in milliseconds
     */
    @ConfigurationProperties("tenantry.pool")
    record Pool(
            @DefaultValue("16") int size,
            @DefaultValue("8") int authSize,
            @DefaultValue("2") int adminSize,
            @DefaultValue("4") int workerSize,
            @DefaultValue("4") int counterSize,
            @DefaultValue("10000") long connectionTimeout) {}
}
