package dev.tenantry.metering.rule;

import java.util.Arrays;
import java.util.Locale;

/** Whose requests are counted together. In the order in which they are asked: whoever has used up what is their own takes nothing of what is everybody's. */
public enum Scope {

    API_KEY, USER, ORGANIZATION;

    /** As it is stored, and as clients are told. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Scope of(String stored) {
        return Arrays.stream(values()).filter(scope -> scope.toString().equals(stored)).findFirst().orElseThrow();
    }
}
