/** Where leads came from and what became of them. */
@NullMarked
package dev.tenantry.crm.report.lead;

import org.jspecify.annotations.NullMarked;
