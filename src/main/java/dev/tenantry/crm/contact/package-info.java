/** Contacts: the people that an organization deals with. */
@NullMarked
package dev.tenantry.crm.contact;

import org.jspecify.annotations.NullMarked;
