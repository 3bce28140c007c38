package dev.tenantry.integrations.connection;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param healthInterval how often connected integrations are asked whether they still are */
@ConfigurationProperties("tenantry.integrations")
public record HealthSettings(@DefaultValue("15m") Duration healthInterval) {}
