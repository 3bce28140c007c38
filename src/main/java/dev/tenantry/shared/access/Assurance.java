package dev.tenantry.shared.access;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.ProblemType;

/**
 * How sure it is that the caller is who the session says.
 *
 * @param level           {@code aal1}; {@code aal2} where a second factor was used; {@code key} where nobody is there, but
 *                        a program with an API key
 * @param hasSecondFactor whether the person has one
 * @param refusal         what the organization's sign-in policy finds wanting; null where nothing
 */
public record Assurance(String level, boolean hasSecondFactor, @Nullable ProblemType refusal) {

    public static final String AAL1 = "aal1";
    public static final String AAL2 = "aal2";
    public static final String KEY = "key";

    /** Whether a program calls with a key, and not a person in a session. */
    public boolean isKey() {
        return level.equals(KEY);
    }

    /** Whether the person could have proved more than this session did. */
    public boolean isStepUpDue() {
        return hasSecondFactor && level.equals(AAL1);
    }
}
