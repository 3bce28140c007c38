package dev.tenantry.access.location;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where it is known from where addresses are.
 *
 * @param locationFile  of MaxMind's format (.mmdb), by country or city; absent: nobody knows where any address is
 * @param locationCheck how often it is looked at whether the file has been replaced
 */
@ConfigurationProperties("tenantry.access")
record LocationSettings(@Nullable Path locationFile, @DefaultValue("10s") Duration locationCheck) {}
