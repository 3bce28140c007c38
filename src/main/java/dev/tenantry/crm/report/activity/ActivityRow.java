package dev.tenantry.crm.report.activity;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** @param part of the period, from 0 @param memberId null: nobody */
record ActivityRow(ActivityKind kind, int part, @Nullable UUID memberId, long times) {}
