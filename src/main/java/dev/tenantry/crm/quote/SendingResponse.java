package dev.tenantry.crm.quote;

/**
 * A quote that was sent.
 *
 * @param link   where its recipient answers, told this once: whoever has it can
 * @param mailed whether it was mailed
 */
record SendingResponse(QuoteResponse quote, String link, boolean mailed) {}
