package dev.tenantry.audit.sink;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** How a server is told. */
enum SinkType {

    /** JSON by HTTPS, as Splunk's HTTP Event Collector takes it. */
    SPLUNK_HEC,
    /** RFC 5424 over TLS (RFC 5425). */
    SYSLOG;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    static SinkType of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
