package dev.tenantry.notification;

import java.util.Locale;

/** How somebody is told. */
public enum Channel {
    EMAIL, SMS;

    /** As it is stored. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Channel of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
