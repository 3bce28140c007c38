package dev.tenantry.identity.alert;

import java.util.Locale;

/** What people are alerted of. */
public enum AlertType {

    /** A refresh token came back that had been exchanged long before: somebody else may have it. */
    SUSPICIOUS_LOGIN("critical", "A session was ended for safety"),
    TOO_MANY_FAILED_ATTEMPTS("high", "Too many wrong passwords"),
    TWO_FACTOR_DISABLED("high", "The last second factor was removed"),
    NEW_DEVICE("medium", "Signed in on a new device"),
    UNUSUAL_LOCATION("medium", "Signed in from an unusual place");

    private final String severity;
    private final String title;

    AlertType(String severity, String title) {
        this.severity = severity;
        this.title = title;
    }

    /** As it is stored. */
    String code() {
        return this == TWO_FACTOR_DISABLED ? "2fa_disabled" : name().toLowerCase(Locale.ROOT);
    }

    String severity() {
        return severity;
    }

    String title() {
        return title;
    }
}
