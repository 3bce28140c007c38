package dev.tenantry.automation.agent;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** What an agent looks at, and what it takes to read that. */
enum AgentType {

    HEALTH_MONITOR("workflows:read", "integrations:read", "webhook-endpoints:read"),
    PAYMENT_REVENUE("opportunities:read"),
    SUPPORT_TICKET("tasks:read"),
    USER_ENGAGEMENT("contacts:read"),
    SECURITY_WATCHER("audit-logs:read", "api-keys:read", "security-events:read");

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);
    private final List<String> reading;

    AgentType(String... reading) {
        this.reading = List.of(reading);
    }

    /** As permissions. */
    List<String> reading() {
        return reading;
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
