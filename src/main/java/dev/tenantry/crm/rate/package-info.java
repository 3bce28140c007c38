/** Exchange rates: what money of one currency is in another one, from a day on. */
@NullMarked
package dev.tenantry.crm.rate;

import org.jspecify.annotations.NullMarked;
