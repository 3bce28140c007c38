package dev.tenantry.crm.lead;

import java.util.List;

/** Who may be meant, the likeliest first. */
record MatchesResponse(List<Match> results) {}
