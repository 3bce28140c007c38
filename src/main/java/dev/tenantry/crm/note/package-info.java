/** Notes: texts that people keep with a contact, a company or an opportunity. */
@NullMarked
package dev.tenantry.crm.note;

import org.jspecify.annotations.NullMarked;
