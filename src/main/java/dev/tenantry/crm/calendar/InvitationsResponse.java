package dev.tenantry.crm.calendar;

/**
 * Who was mailed.
 *
 * @param sent           how many
 * @param withoutAddress of whom no address is known
 * @param refused        who are not written to: suppressions say why
 */
record InvitationsResponse(int sent, int withoutAddress, int refused) {}
