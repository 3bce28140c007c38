package dev.tenantry.crm.quote;

import org.jspecify.annotations.Nullable;

/**
 * A quote that was sent.
 *
 * @param link    where its recipient answers, told this once: whoever has it can
 * @param mailed  whether it was mailed
 * @param warning why the deal would not go to acceptedStage as it is now; absent: it would
 */
record SendingResponse(QuoteResponse quote, String link, boolean mailed, @Nullable String warning) {

    /** To whoever asks. */
    SendingResponse told() {
        return new SendingResponse(quote.told(), link, mailed, warning);
    }
}
