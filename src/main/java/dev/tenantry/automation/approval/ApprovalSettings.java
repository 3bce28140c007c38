package dev.tenantry.automation.approval;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param url the public URL of {@code /approvals}, where mailed links lead */
@ConfigurationProperties("tenantry.approvals")
record ApprovalSettings(@DefaultValue("http://localhost:8080/approvals") String url) {}
