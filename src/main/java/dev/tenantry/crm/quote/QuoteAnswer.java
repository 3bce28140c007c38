package dev.tenantry.crm.quote;

import org.jspecify.annotations.Nullable;

/**
 * What a customer answers.
 *
 * @param name who says so
 * @param from the network address; null where it is not known
 */
record QuoteAnswer(boolean isAccepted, String name, @Nullable String comment, @Nullable String from) {}
