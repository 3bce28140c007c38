package dev.tenantry.crm.email;

/** A member's own mailbox. @param visibility who sees what the member captures from now on */
record MailboxResponse(EmailVisibility visibility) {}
