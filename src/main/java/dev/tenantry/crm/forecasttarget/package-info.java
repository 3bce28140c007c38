/** Forecast targets: what is to be won in a month, beside which forecasts are shown. */
@NullMarked
package dev.tenantry.crm.forecasttarget;

import org.jspecify.annotations.NullMarked;
