/** How many deals that began or ended in a period came how far. */
@NullMarked
package dev.tenantry.crm.report.funnel;

import org.jspecify.annotations.NullMarked;
