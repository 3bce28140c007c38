/** Notes: texts that people keep with a contact, a company, an opportunity or a lead. */
@NullMarked
package dev.tenantry.crm.note;

import org.jspecify.annotations.NullMarked;
