package dev.tenantry.audit.debuglog;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Which lines are to be kept, and for how long. */
record DebugSessionRequest(
        @NotBlank @Size(max = 63) String module,
        @NotNull DebugLevel logLevel,
        @NotNull @Min(1) @Max(DebugSessionRequest.LONGEST) Integer minutes) {

    static final int LONGEST = 24 * 60;
}
