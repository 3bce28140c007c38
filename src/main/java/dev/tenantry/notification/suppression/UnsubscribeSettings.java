package dev.tenantry.notification.suppression;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param url the public URL of {@code /unsubscribe}, where the links of marketing mails lead */
@ConfigurationProperties("tenantry.unsubscribe")
record UnsubscribeSettings(@DefaultValue("http://localhost:8080/unsubscribe") String url) {}
