package dev.tenantry.crm.report.forecast;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Whom a forecast is of, as far as the caller may know.
 *
 * @param names     of members
 * @param teams     of each member
 * @param teamNames of teams
 */
record People(Map<UUID, String> names, Map<UUID, List<Long>> teams, Map<Long, String> teamNames) {}
