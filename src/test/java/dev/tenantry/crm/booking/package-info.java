@NullMarked
package dev.tenantry.crm.booking;

import org.jspecify.annotations.NullMarked;
