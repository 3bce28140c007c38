package dev.tenantry.crm.calendar;

/**
 * Who was mailed.
 *
 * @param sent           how many
 * @param withoutAddress of whom no address is known
 * @param refused        who are not written to: suppressions say why
 * @param waiting        who have had as many mails as go to one address in a while: they are mailed behind it
 */
record InvitationsResponse(int sent, int withoutAddress, int refused, int waiting) {}
