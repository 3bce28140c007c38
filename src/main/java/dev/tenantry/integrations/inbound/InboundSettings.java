package dev.tenantry.integrations.inbound;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param retention how long messages are kept, and known again */
@ConfigurationProperties("tenantry.inbound-webhooks")
record InboundSettings(@DefaultValue("30d") Duration retention) {}
