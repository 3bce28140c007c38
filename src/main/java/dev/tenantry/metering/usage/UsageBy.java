package dev.tenantry.metering.usage;

import java.util.Locale;

/** What usage is told by. */
enum UsageBy {

    DAY, ENDPOINT, USER, KEY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
