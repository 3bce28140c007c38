package dev.tenantry.integrations.webhook;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Why an endpoint is told nothing. */
enum DisabledReason {

    BY_HAND("somebody disabled it"),
    GONE("its server answered 410: it does not want to be told anything any more"),
    FAILING("nothing has got through to it for as long as an endpoint may fail"),
    BACKLOG("more than 10,000 messages waited for it, or one for as long as an endpoint may fail, while it failed"),
    MAINTAINER_GONE("whoever maintained it is no longer a member");

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String sentence;

    DisabledReason(String sentence) {
        this.sentence = sentence;
    }

    /** For people. */
    String sentence() {
        return sentence;
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
