package dev.tenantry.shared.http;

import org.jspecify.annotations.Nullable;

/**
 * What another server answered, whatever it was.
 *
 * @param body       as much of it as was to be read
 * @param isCut      whether there was more
 * @param isJson     whether it says that it is JSON
 * @param retryAfter the header, as it stands; {@link RetryAfter} reads it
 */
public record EgressAnswer(int status, String body, boolean isCut, boolean isJson, @Nullable String retryAfter) {

    /** Whether the status says that it was done. */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** Whether the same request may be answered otherwise later. */
    public boolean isWorthAnotherAttempt() {
        return status >= 500 || status == 408 || status == 425 || status == 429;
    }
}
