package dev.tenantry.crm.quote;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * How a quote is to be sent.
 *
 * @param mail    whether it is mailed to its recipient; absent: it is
 * @param message what the mail says besides
 */
record SendingRequest(@Nullable Boolean mail, @Size(max = 2_000) @Nullable String message) {

    static final SendingRequest USUAL = new SendingRequest(null, null);

    boolean isMailed() {
        return mail == null || mail;
    }
}
