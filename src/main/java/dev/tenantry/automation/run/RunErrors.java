package dev.tenantry.automation.run;

import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** What runs ended with, for those who may not see what the runs have read: an error can quote that, or what people wrote. */
public final class RunErrors {

    /** What a run waits for whose workflow has begun as many of its cause this minute as it may. */
    public static final String WAITS = "it waits for its minute: only so many runs of a workflow begin in one that go back to the same cause";

    /** With which an error begins that a step ended with, {@code step 2 (stop)}, {@code step call-back (create_task)}. */
    private static final Pattern STEP = Pattern.compile("step [a-z0-9][a-z0-9_-]{0,49} \\([a-z_]+\\)");

    private static final String CANCELLED = "cancelled by the member ";
    private static final Pattern BY_SOMEBODY = Pattern.compile(CANCELLED + "[0-9a-f-]{36}");

    private RunErrors() {}

    /** What a run ends with that somebody has ended. */
    public static String cancelledBy(UUID member) {
        return CANCELLED + member;
    }

    /** Where it failed, without what that says; null where it says no place. What a run waits for to begin, and who has ended it, is nobody's. */
    public static @Nullable String place(@Nullable String error) {
        if (error == null || error.equals(WAITS) || BY_SOMEBODY.matcher(error).matches()) {
            return error;
        }
        var step = STEP.matcher(error);
        return step.lookingAt() ? step.group() : null;
    }
}
