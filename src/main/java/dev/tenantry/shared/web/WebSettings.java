package dev.tenantry.shared.web;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The HTTP side.
 *
 * @param maxBodySize    the largest body other than a file
 * @param maxUploads     bytes of files that may be with an instance at a time, arriving or being looked at
 * @param maxUploadsPerOrganization of these, one organization's
 * @param longestArrival how long a request other than a file may take to arrive
 * @param proxyHeader    in which header trusted proxies tell whose requests they pass on
 * @param allowedOrigins the web origins whose pages may call from a browser (CORS); {@code *} for all
 */
@ConfigurationProperties("tenantry.web")
public record WebSettings(
        @DefaultValue("2MB") DataSize maxBodySize,
        @DefaultValue("4GB") DataSize maxUploads,
        @DefaultValue("512MB") DataSize maxUploadsPerOrganization,
        @DefaultValue("60s") Duration longestArrival,
        @DefaultValue("x-forwarded-for") ProxyHeader proxyHeader,
        @DefaultValue("*") List<String> allowedOrigins) {

    /** In which header proxies tell whose requests they pass on. */
    public enum ProxyHeader {
        X_FORWARDED_FOR,
        /** RFC 7239. */
        FORWARDED
    }
}
