package dev.tenantry.crm.quote;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param url the public URL of {@code /quotes}, where customers answer */
@ConfigurationProperties("tenantry.quotes")
record QuoteSettings(@DefaultValue("http://localhost:8080/quotes") String url) {}
