package dev.tenantry.access.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

import static dev.tenantry.access.policy.Mitigation.ADDRESS_BLOCKED;
import static dev.tenantry.access.policy.Mitigation.KEY_SUSPENDED;
import static dev.tenantry.access.policy.Mitigation.SESSION_ENDED;
import static dev.tenantry.access.policy.Mitigation.STEP_UP;

/** What is detected, and what can be done about it by itself. */
public enum SecurityEventType {

    SUSPICIOUS_LOGIN(STEP_UP, SESSION_ENDED, ADDRESS_BLOCKED),
    /** A refresh token came back that had been exchanged before. */
    TOKEN_REUSE(STEP_UP, SESSION_ENDED, ADDRESS_BLOCKED),
    /** Of an API key, or of two sign-ins to an account. */
    IMPOSSIBLE_TRAVEL(STEP_UP, SESSION_ENDED, KEY_SUSPENDED, ADDRESS_BLOCKED),
    BRUTE_FORCE_ATTEMPT(STEP_UP, ADDRESS_BLOCKED),
    UNAUTHORIZED_ACCESS(STEP_UP, SESSION_ENDED, KEY_SUSPENDED, ADDRESS_BLOCKED),
    DATA_EXFILTRATION_ATTEMPT(STEP_UP, SESSION_ENDED, KEY_SUSPENDED),
    PRIVILEGE_ESCALATION(STEP_UP, SESSION_ENDED, KEY_SUSPENDED, ADDRESS_BLOCKED),
    /** Many accounts are tried from one address. */
    CREDENTIAL_STUFFING(ADDRESS_BLOCKED);

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);
    private final Set<Mitigation> mitigations;

    SecurityEventType(Mitigation... mitigations) {
        this.mitigations = Set.copyOf(List.of(mitigations));
    }

    /** In words, {@code step_up, address_blocked}. */
    String mitigations() {
        return mitigations.stream().sorted().map(Mitigation::toString).collect(Collectors.joining(", "));
    }

    boolean isMetBy(Mitigation mitigation) {
        return mitigations.contains(mitigation);
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
