package dev.tenantry.crm.digest;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param endingUrl the public URL of {@code /digest-endings}, where the links lead by which members end the mails of their days */
@ConfigurationProperties("tenantry.digest")
record DigestSettings(@DefaultValue("http://localhost:8080/digest-endings") String endingUrl) {}
