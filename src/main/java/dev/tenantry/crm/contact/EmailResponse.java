package dev.tenantry.crm.contact;

import org.jspecify.annotations.Nullable;

/**
 * One of a contact's e-mail addresses.
 *
 * @param label   what it is for: {@code work}
 * @param primary whether it is the contact's {@code email}; of several one is
 */
record EmailResponse(String address, @Nullable String label, boolean primary) {}
