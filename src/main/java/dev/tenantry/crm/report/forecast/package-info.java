/** What deals are expected to bring and have brought, month by month, as of any moment. */
@NullMarked
package dev.tenantry.crm.report.forecast;

import org.jspecify.annotations.NullMarked;
