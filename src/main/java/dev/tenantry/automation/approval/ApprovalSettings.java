package dev.tenantry.automation.approval;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url   the public URL of {@code /approvals}, where mailed links lead
 * @param grace how long people have at least to answer once the application is back that was away for more than a minute
 */
@ConfigurationProperties("tenantry.approvals")
record ApprovalSettings(
        @DefaultValue("http://localhost:8080/approvals") String url,
        @DefaultValue("15m") Duration grace) {}
