package dev.tenantry.crm.form;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url             the public URL of {@code /f}, where forms are filled in
 * @param confirmationUrl the public URL of {@code /form-confirmations}, where the links lead by which addresses are confirmed
 */
@ConfigurationProperties("tenantry.forms")
public record FormSettings(
        @DefaultValue("http://localhost:8080/f") String url,
        @DefaultValue("http://localhost:8080/form-confirmations") String confirmationUrl) {}
