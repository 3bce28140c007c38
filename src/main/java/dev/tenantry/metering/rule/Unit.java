package dev.tenantry.metering.rule;

import java.util.Arrays;
import java.util.Locale;

import dev.tenantry.shared.limit.Work;

/** What a rule counts, and what becomes of what is beyond it: what somebody waits for is refused, and what is done without anybody waiting waits. */
public enum Unit {

    REQUESTS("requests", "Requests beyond it are refused until then."),
    REQUESTS_AND_IMPORTS("requests", "Requests beyond it are refused until then, and imports wait."),
    MAILS("receivers of mails",
            "Mails of workflows beyond it wait until then, and those that members write are refused."),
    QUESTIONS("questions to language models",
            "Questions of workflows beyond it wait until then, and requests are refused."),
    IMPORTS("parts of imports", "Imports beyond it wait until then.");

    private final String noun;
    private final String beyond;

    Unit(String noun, String beyond) {
        this.noun = noun;
        this.beyond = beyond;
    }

    static Unit of(EndpointPattern pattern) {
        if (pattern.covers(Work.MAILS)) {
            return MAILS;
        }
        if (pattern.covers(Work.AI)) {
            return QUESTIONS;
        }
        if (!pattern.covers(Work.IMPORTS)) {
            return REQUESTS;
        }
        return pattern.coversRequests() ? REQUESTS_AND_IMPORTS : IMPORTS;
    }

    public static Unit of(String stored) {
        return Arrays.stream(values()).filter(unit -> unit.toString().equals(stored)).findFirst().orElseThrow();
    }

    /** In the plural, for people. */
    public String noun() {
        return noun;
    }

    /** A sentence. */
    public String beyond() {
        return beyond;
    }

    /** As it is stored. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
