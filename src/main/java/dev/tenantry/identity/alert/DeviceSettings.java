package dev.tenantry.identity.alert;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Trusted devices.
 *
 * @param life for how long a device is trusted
 */
@ConfigurationProperties("tenantry.identity.trusted-devices")
record DeviceSettings(@DefaultValue("30d") Duration life) {}
