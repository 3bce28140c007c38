/** Reports: what deals come to, forecast and looked back on, in the organization's currency. */
@NullMarked
package dev.tenantry.crm.report;

import org.jspecify.annotations.NullMarked;
