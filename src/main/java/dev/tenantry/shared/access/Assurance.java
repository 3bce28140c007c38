package dev.tenantry.shared.access;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.ProblemType;

/**
 * How sure it is that the caller is who the session says.
 *
 * @param level           {@code aal1}, or {@code aal2} where a second factor was used
 * @param hasSecondFactor whether the person has one
 * @param refusal         what the organization's sign-in policy finds wanting; null where nothing
 */
public record Assurance(String level, boolean hasSecondFactor, @Nullable ProblemType refusal) {

    public static final String AAL1 = "aal1";
    public static final String AAL2 = "aal2";

    /** Whether the person could have proved more than this session did. */
    public boolean isStepUpDue() {
        return hasSecondFactor && level.equals(AAL1);
    }
}
