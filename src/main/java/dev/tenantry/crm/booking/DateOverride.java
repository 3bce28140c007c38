package dev.tenantry.crm.booking;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The hours of one day, whatever those of its weekday are. @param hours none: the day is closed */
record DateOverride(
        @NotNull LocalDate date,
        @NotNull @Size(max = WeeklyHours.MOST_A_DAY) List<@Valid @NotNull Hours> hours) {}
