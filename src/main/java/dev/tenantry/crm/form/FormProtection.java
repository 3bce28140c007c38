package dev.tenantry.crm.form;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * What keeps spam away. What it keeps away is kept apart.
 *
 * @param minimumSeconds how many seconds it takes a person to fill the form in; absent: 2
 * @param mostPerHour    how much one network address may send; absent: 20
 * @param proofOfWork    whether browsers have to compute something first, which takes a second; without scripts, submissions are looked at by
 *                       a member before they count
 */
public record FormProtection(
        @Min(0) @Max(300) @Nullable Integer minimumSeconds,
        @Min(1) @Max(1_000) @Nullable Integer mostPerHour,
        @Nullable Boolean proofOfWork) {

    private static final int SECONDS = 2;
    private static final int PER_HOUR = 20;

    public static final FormProtection USUAL = new FormProtection(null, null, null);

    public int seconds() {
        return minimumSeconds == null ? SECONDS : minimumSeconds;
    }

    public int perHour() {
        return mostPerHour == null ? PER_HOUR : mostPerHour;
    }

    @JsonIgnore
    public boolean isWorkDemanded() {
        return Boolean.TRUE.equals(proofOfWork);
    }
}
