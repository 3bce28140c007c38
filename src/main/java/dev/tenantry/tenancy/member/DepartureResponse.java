package dev.tenantry.tenancy.member;

import java.util.List;

import dev.tenantry.tenancy.MemberMentions.Mention;

/**
 * What still names somebody who is no member any more.
 *
 * @param namedBy active workflows that whoever asks may see, the first 100 by name: where a step asks the person, or gives something to them,
 *                their runs fail from now on. Those who may change workflows are told by mail
 */
record DepartureResponse(List<Mention> namedBy) {}
