package dev.tenantry.shared.day;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * Something that is due for somebody.
 *
 * @param kind    what it is: task
 * @param dueAt   when; of a day, its end
 * @param dueOn   where it is due on a day
 * @param overdue whether it has been due before now
 */
public record DayItem(
        String kind,
        String id,
        String title,
        Instant dueAt,
        @Nullable LocalDate dueOn,
        boolean overdue) {}
