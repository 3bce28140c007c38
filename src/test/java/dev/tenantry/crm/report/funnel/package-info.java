/** How far deals came. */
@NullMarked
package dev.tenantry.crm.report.funnel;

import org.jspecify.annotations.NullMarked;
