package dev.tenantry.automation.definition;

import java.util.Arrays;
import java.util.Locale;

/** What a step does. The documents' names are the constants' in lower case. */
public enum StepType {

    CONDITION, CREATE_TASK, UPDATE_CONTACT, DELAY, SEND_EMAIL, WEBHOOK;

    /** @throws IllegalArgumentException where there is no such type */
    public static StepType of(String name) {
        return Arrays.stream(values())
                .filter(type -> type.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no step type " + name));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
