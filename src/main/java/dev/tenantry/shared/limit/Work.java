package dev.tenantry.shared.limit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the application does for an organization and is not counted by requests, and what is counted as one for each: quotas call it {@code work:mails}. */
public enum Work {

    /** What is asked of a language model. */
    AI,
    /** A receiver of a mail that workflows or members send. */
    MAILS,
    /** A chunk of a file that is imported. */
    IMPORTS;

    public static final String PREFIX = "work:";

    /** As quotas name it. */
    @Override
    public String toString() {
        return PREFIX + name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Work> of(String text) {
        return Arrays.stream(values()).filter(work -> work.toString().equals(text)).findFirst();
    }
}
