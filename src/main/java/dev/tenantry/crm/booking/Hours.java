package dev.tenantry.crm.booking;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.NotNull;

import dev.tenantry.shared.web.FieldRule;

/** Hours of a day by its clock. @param until after {@code from}; 24:00 is the end of the day */
record Hours(@NotNull @ClockTime String from, @NotNull @ClockTime String until) {

    @JsonIgnore
    @FieldRule(field = "until", code = "out-of-order", message = "until must be after from")
    boolean isInOrder() {
        return from == null || until == null || from.compareTo(until) < 0;
    }

    LocalDateTime from(LocalDate day) {
        return ClockTime.Known.on(day, from);
    }

    LocalDateTime until(LocalDate day) {
        return ClockTime.Known.on(day, until);
    }

    /** Whether no two of them overlap; what is no time is another's fault. */
    static boolean areApart(List<Hours> hours) {
        var sorted = hours.stream()
                .filter(one -> one != null && one.from != null && one.until != null)
                .sorted(Comparator.comparing(Hours::from))
                .toList();
        for (var index = 1; index < sorted.size(); index++) {
            if (sorted.get(index).from.compareTo(sorted.get(index - 1).until) < 0) {
                return false;
            }
        }
        return true;
    }
}
