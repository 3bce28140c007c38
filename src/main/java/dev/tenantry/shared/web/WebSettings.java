package dev.tenantry.shared.web;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The HTTP side.
 *
 * @param maxBodySize    the largest body other than a file
 * @param allowedOrigins the web origins whose pages may call from a browser (CORS); {@code *} for all
 */
@ConfigurationProperties("tenantry.web")
public record WebSettings(@DefaultValue("2MB") DataSize maxBodySize, @DefaultValue("*") List<String> allowedOrigins) {}
