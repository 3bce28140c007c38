package dev.tenantry.crm.booking;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** An answer. @param name of the question @param answer of a confirmation: yes */
record BookingAnswerRequest(@NotNull @Size(max = 40) String name, @NotNull @Size(max = 2_000) String answer) {}
