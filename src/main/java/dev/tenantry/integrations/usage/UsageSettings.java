package dev.tenantry.integrations.usage;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param usageRetention how long calls of integrations are kept */
@ConfigurationProperties("tenantry.integrations")
record UsageSettings(@DefaultValue("90d") Duration usageRetention) {}
