/** Opportunities: deals that are worth something, the lines that this is the sum of, the stages they have been in, and what becomes of them. */
@NullMarked
package dev.tenantry.crm.opportunity;

import org.jspecify.annotations.NullMarked;
