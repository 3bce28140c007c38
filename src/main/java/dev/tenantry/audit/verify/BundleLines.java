package dev.tenantry.audit.verify;

import java.io.IOException;
import java.io.Reader;

import org.jspecify.annotations.Nullable;

/** The lines of a bundle, as every program reads them: each ends with a line feed, and what else is blank in JSON is blank. */
final class BundleLines {

    private static final String BLANK = " \t\r";

    private final Reader reader;
    private boolean isOver;

    /** @param reader one that is buffered */
    BundleLines(Reader reader) {
        this.reader = reader;
    }

    static boolean isBlank(String line) {
        return line.chars().allMatch(one -> BLANK.indexOf(one) >= 0);
    }

    /** Null at the end. */
    @Nullable
    String next() throws IOException {
        if (isOver) {
            return null;
        }
        var line = new StringBuilder();
        for (var one = reader.read(); one != '\n'; one = reader.read()) {
            if (one < 0) {
                isOver = true;
                break;
            }
            line.append((char) one);
        }
        return line.toString();
    }
}
