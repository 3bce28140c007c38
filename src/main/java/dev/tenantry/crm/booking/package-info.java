/** Booking pages: times at which members can be met, offered to whoever has a page's link, and what is booked of them. */
@NullMarked
package dev.tenantry.crm.booking;

import org.jspecify.annotations.NullMarked;
