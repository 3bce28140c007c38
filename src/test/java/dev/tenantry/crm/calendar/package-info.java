@NullMarked
package dev.tenantry.crm.calendar;

import org.jspecify.annotations.NullMarked;
