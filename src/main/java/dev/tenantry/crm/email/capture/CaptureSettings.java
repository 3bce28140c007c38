package dev.tenantry.crm.email.capture;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The receiver of mails.
 *
 * @param port        where it listens; 0: nowhere
 * @param bind        the address that it listens at; null: all
 * @param domain      of the addresses, whose MX leads here; null: members cannot have any
 * @param sslBundle   the SSL bundle ({@code spring.ssl.bundle}) with its certificate, for STARTTLS; null: it does not offer that
 * @param maxConnections at a time
 * @param maxConnectionsPerSource of these, of one network address
 * @param timeout     how long a server may say nothing
 * @param longestSession how long one may stay
 */
@ConfigurationProperties("tenantry.mail.capture")
record CaptureSettings(
        @DefaultValue("0") int port,
        @Nullable String bind,
        @Nullable String domain,
        @Nullable String sslBundle,
        @DefaultValue("100") int maxConnections,
        @DefaultValue("20") int maxConnectionsPerSource,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("10m") Duration longestSession) {}
