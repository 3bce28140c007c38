package dev.tenantry.crm.digest;

import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.time.Weekday;

/**
 * When the caller's day is mailed.
 *
 * @param hour      by the caller's clock
 * @param weekdays  null: each day
 * @param whenEmpty whether there is a mail on days with nothing as well
 * @param enabled   null: yes; where it is not, nothing is mailed, and the rest is kept as it is stated here
 */
record DigestRequest(
        @NotNull @Min(0) @Max(23) Integer hour,
        @Size(min = 1, max = 7) @Nullable List<@NotNull Weekday> weekdays,
        @Nullable Boolean whenEmpty,
        @Nullable Boolean enabled) {

    boolean isWanted() {
        return !Boolean.FALSE.equals(enabled);
    }

    List<Weekday> days() {
        return weekdays == null ? List.of(Weekday.values()) : weekdays.stream().distinct().sorted().toList();
    }
}
