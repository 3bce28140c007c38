/** Opportunities: deals that are worth something, the stages they have been in, and what becomes of them. */
@NullMarked
package dev.tenantry.crm.opportunity;

import org.jspecify.annotations.NullMarked;
