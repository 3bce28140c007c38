package dev.tenantry.shared.http;

import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be reached of what somebody other than the operator names.
 *
 * @param allowHttp    lets public servers be asked without TLS
 * @param allowPrivate lets private addresses be reached, without TLS as well; for development
 * @param allowedHosts hosts that may be reached whatever their addresses are, without TLS as well
 */
@ConfigurationProperties("tenantry.egress")
record EgressSettings(
        @DefaultValue("false") boolean allowHttp,
        @DefaultValue("false") boolean allowPrivate,
        @DefaultValue Set<String> allowedHosts) {}
