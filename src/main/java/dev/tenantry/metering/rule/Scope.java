package dev.tenantry.metering.rule;

import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.access.Caller;

/** Whose requests are counted together. In the order in which they are asked: whoever has used up what is their own takes nothing of what is everybody's. */
public enum Scope {

    API_KEY, USER, ORGANIZATION;

    /** As it is stored, and as clients are told. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whose requests those of the caller count among; null: nobody's. */
    public @Nullable UUID subject(Caller caller) {
        return switch (this) {
            case API_KEY -> caller.keyId();
            case USER -> caller.userId();
            case ORGANIZATION -> caller.organizationId();
        };
    }

    /** Whose requests those are that are counted by this, where it is one person. */
    public @Nullable UUID person(UUID subject) {
        return switch (this) {
            case USER -> subject;
            case API_KEY, ORGANIZATION -> null;
        };
    }

    /** Whose requests are counted, for whoever has used something up. */
    public String whose() {
        return switch (this) {
            case API_KEY -> "this key";
            case USER -> "this member";
            case ORGANIZATION -> "the organization";
        };
    }

    /** @throws IllegalArgumentException where there is no such scope, as far as this version knows */
    public static Scope of(String stored) {
        return Arrays.stream(values())
                .filter(scope -> scope.toString().equals(stored))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing is counted by " + stored));
    }
}
