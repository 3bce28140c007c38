package dev.tenantry.crm.calendar;

import java.time.Instant;
import java.util.UUID;

/** A member is busy with something else while an event takes place. @param startAt of the something else */
record ConflictResponse(UUID memberId, Instant startAt, Instant endAt) {}
