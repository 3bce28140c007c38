package dev.tenantry.integrations.platform;

import java.util.Locale;

/** What the last test of an integration of the platform came to. */
enum ApiIntegrationStatus {

    /** There was none so far. */
    PENDING, CONNECTED, ERROR;

    /** As it is stored, and as clients are told. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
