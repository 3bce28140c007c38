package dev.tenantry.crm.booking;

import java.util.List;
import java.util.stream.Stream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import dev.tenantry.shared.time.Weekday;

/** The hours of a day of each week. */
record WeeklyHours(@NotNull Weekday day, @NotNull @Size(max = MOST_A_DAY) List<@Valid @NotNull Hours> hours) {

    static final int MOST_A_DAY = 8;

    /** Monday to Friday, nine to five. */
    static List<WeeklyHours> usual() {
        return Stream.of(Weekday.values())
                .filter(day -> day.compareTo(Weekday.SATURDAY) < 0)
                .map(day -> new WeeklyHours(day, List.of(new Hours("09:00", "17:00"))))
                .toList();
    }
}
