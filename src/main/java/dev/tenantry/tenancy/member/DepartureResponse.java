package dev.tenantry.tenancy.member;

import java.util.List;

import dev.tenantry.tenancy.MemberMentions.Mention;

/**
 * What was of somebody who is no member any more, or still names this person.
 *
 * @param namedBy workflows that whoever asks may see, the first 100 by name: those that the person published, which are stopped until
 *                somebody who may do what they do activates them, and active ones that name the person: where a step asks this one, or gives
 *                something to them, their runs fail from now on. Those who may change workflows are told by mail
 */
record DepartureResponse(List<Mention> namedBy) {}
