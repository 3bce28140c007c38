/** Members' calendars at Google, against a server that speaks Google's protocol. */
@NullMarked
package dev.tenantry.crm.googlecalendar;

import org.jspecify.annotations.NullMarked;
