package dev.tenantry.audit.export;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** What a file is, and how much there may be in one. */
enum ExportType {

    CSV("text/csv;charset=UTF-8", 1_000_000), JSON("application/json", 1_000_000), PDF("application/pdf", 10_000);

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);
    private final String mediaType;
    private final int mostEntries;

    ExportType(String mediaType, int mostEntries) {
        this.mediaType = mediaType;
        this.mostEntries = mostEntries;
    }

    String mediaType() {
        return mediaType;
    }

    int mostEntries() {
        return mostEntries;
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
