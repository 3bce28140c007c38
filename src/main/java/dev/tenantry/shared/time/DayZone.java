package dev.tenantry.shared.time;

import java.time.ZoneId;

/** Whose days count for whom the current work is, where a text names a day and a time is meant. */
public interface DayZone {

    ZoneId dayZone();
}
