package dev.tenantry.audit.export;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Exports of the audit log.
 *
 * @param url       the public URL of {@code /audit-log-export}, where links lead
 * @param keepFiles how long a file can be had
 * @param keepLinks how long a link leads to one
 */
@ConfigurationProperties("tenantry.audit-exports")
record ExportSettings(
        @DefaultValue("http://localhost:8080/audit-log-export") String url,
        @DefaultValue("7d") Duration keepFiles,
        @DefaultValue("24h") Duration keepLinks) {}
