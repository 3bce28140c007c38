package dev.tenantry.identity.link;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** @param messageId never there: what is sent goes out later */
record SentResponse(@JsonProperty("message_id") @Nullable String messageId) {

    static final SentResponse DONE = new SentResponse(null);
}
