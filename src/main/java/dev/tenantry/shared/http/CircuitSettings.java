package dev.tenantry.shared.http;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How servers are spared that fail.
 *
 * @param failures     how many in a row open a circuit
 * @param pause        how long nothing is sent then; it doubles each time that the request fails which tries again
 * @param longestPause what it becomes at most
 */
@ConfigurationProperties("tenantry.egress.circuit")
record CircuitSettings(
        @DefaultValue("5") int failures,
        @DefaultValue("30s") Duration pause,
        @DefaultValue("10m") Duration longestPause) {}
