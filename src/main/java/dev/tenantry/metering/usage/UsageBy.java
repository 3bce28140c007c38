package dev.tenantry.metering.usage;

import java.util.Locale;

/** What usage is told by. */
enum UsageBy {

    DAY("date"), ENDPOINT("endpoint"), USER("user_id"), KEY("api_key_id");

    private final String column;

    UsageBy(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
