package dev.tenantry.crm.calendar;

import jakarta.validation.constraints.NotNull;

/** What the caller says to an invitation. */
record AttendanceRequest(@NotNull AttendeeAnswer answer) {}
